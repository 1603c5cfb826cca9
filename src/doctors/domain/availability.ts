import { type Day, weekdayOf } from '../../config/domain/calendar.js';
import { type Slot, slots, weekLetter } from '../../network/domain/opening-hours.js';

/** What a doctor says of a slot: it suits them, they would like it, they would rather not, or they can't. */
export const sayings = ['can', 'likes', 'rather-not', 'cannot'] as const;
export type Saying = (typeof sayings)[number];

/** How a saying is written in a week. */
export const letters: Record<Saying, string> = { can: 'O', likes: 'L', 'rather-not': 'R', cannot: 'X' };

/**
 * A week of sayings as 21 letters in the order of an outlet's week: the mornings from Monday to Sunday, then the
 * afternoons, then the evenings; `O` can, `L` likes, `R` rather not, `X` cannot.
 */
export type SaidWeek = string;

/** Hours that a doctor gives in a week at most; beyond the law's 40 only with overtime. */
export const mostWeekHours = 48;

/** Until a doctor has said anything: weekdays, mornings and afternoons, 40 hours, no overtime. */
export const unsaid = { week: 'OOOOOXXOOOOOXXXXXXXXX', mostHours: 40, overtime: false } as const;

/** A slot of one dated day of which a doctor says otherwise than their week does. */
export interface Otherwise {
  readonly on: Day;
  readonly slot: Slot;
  readonly says: Saying;
}

/** When a hospital lends a doctor; `lent` is false when it does not at all. */
export interface Lending {
  readonly lent: boolean;
  readonly from: Day | null;
  readonly until: Day | null;
}

/** The week of 21 sayings, day after day from Monday, each with its slots; undefined when they are not 21. */
export function weekOfSayings(said: readonly Saying[]): SaidWeek | undefined {
  if (said.length !== slots.length * 7) return undefined;
  return slots
    .flatMap((_, slot) => said.filter((_one, i) => i % slots.length === slot).map((one) => letters[one]))
    .join('');
}

/** What a week says of a slot of a weekday (Monday is 0). */
export function saidOf(week: SaidWeek, weekday: number, slot: Slot): Saying {
  const letter = week[weekLetter(weekday, slot) - 1]!;
  return sayings.find((saying) => letters[saying] === letter)!;
}

/** What a doctor says of a slot of a day: what they said of the very day, or else of the week. */
export function saidOn(week: SaidWeek, otherwise: readonly Otherwise[], on: Day, slot: Slot): Saying {
  const dated = otherwise.find((one) => one.on === on && one.slot === slot);
  return dated?.says ?? saidOf(week, weekdayOf(on), slot);
}

/** Whether a home hospital lends its doctor on a day; who was never spoken of is lent. */
export function isLent(lending: Lending | undefined, on: Day): boolean {
  if (!lending) return true;
  return lending.lent && (lending.from ?? on) <= on && on <= (lending.until ?? on);
}
