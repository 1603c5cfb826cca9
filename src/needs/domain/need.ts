import { addDays, type Day, weekdayOf } from '../../config/domain/calendar.js';
import { type Slot, slots, weekLetter } from '../../network/domain/opening-hours.js';

const weekLength = slots.length * 7;
const mostDoctors = 9;

/** Doctors needed in any week as 21 digits, in the order of an outlet's opening week. */
export type NeedWeek = string;

export const noNeed: NeedWeek = '0'.repeat(weekLength);

/** The week of 21 numbers, slot after slot from Monday to Sunday; undefined when they are not 21 from 0 to 9. */
export function needWeekOf(doctors: readonly number[]): NeedWeek | undefined {
  const fit = doctors.every((count) => Number.isInteger(count) && count >= 0 && count <= mostDoctors);
  return fit && doctors.length === weekLength ? doctors.join('') : undefined;
}

/** How many doctors a week asks for in a slot of a weekday (Monday is 0). */
export function doctorsIn(week: NeedWeek, weekday: number, slot: Slot): number {
  return Number(week[weekLetter(weekday, slot) - 1]);
}

/** A slot of one dated day that needs more or fewer doctors than the week says. */
export interface Change {
  readonly on: Day;
  readonly slot: Slot;
  readonly doctors: number;
}

/** Doctors needed in a slot of a day: what was said of the very day, or else of the week. */
export function doctorsOn(week: NeedWeek, changes: readonly Change[], on: Day, slot: Slot): number {
  const dated = changes.find((one) => one.on === on && one.slot === slot);
  return dated?.doctors ?? doctorsIn(week, weekdayOf(on), slot);
}

/** Fever visits of an outlet in a slot of a day. */
export interface FeverCount {
  readonly on: Day;
  readonly slot: Slot;
  readonly visits: number;
}

/** How many weeks are looked back on; the latest counts as often as there are weeks, the one before once less. */
export const weeksBack = 4;

/**
 * Fever visits to expect in each slot of the week that begins on a Monday: the mean of the same weekdays of the four
 * weeks before, of which the latest counts four times, the one before three times, and so on. Days on which the
 * outlet saw nobody are left out: it was closed or not there yet.
 * @returns 21 numbers, slot after slot from Monday to Sunday
 */
export function expectedVisits(history: readonly FeverCount[], monday: Day): number[] {
  const seen = new Set(history.filter(({ visits }) => visits > 0).map(({ on }) => on));
  const counts = new Map(history.map(({ on, slot, visits }) => [`${on} ${slot}`, visits]));
  return slots.flatMap((slot) =>
    Array.from({ length: 7 }, (_, weekday) => {
      let [sum, weight] = [0, 0];
      for (let back = 1; back <= weeksBack; back += 1) {
        const on = addDays(monday, weekday - 7 * back);
        if (!seen.has(on)) continue;
        const counted = weeksBack + 1 - back;
        sum += counted * (counts.get(`${on} ${slot}`) ?? 0);
        weight += counted;
      }
      return weight === 0 ? 0 : sum / weight;
    }),
  );
}

/**
 * Doctors to suggest for expected fever visits: one from a quarter of what a doctor sees in a slot, and one more for
 * each full slot beyond that.
 */
export function suggestedDoctors(expected: number, visitsPerDoctor: number): number {
  return Math.min(mostDoctors, Math.max(0, Math.ceil(expected / visitsPerDoctor - 0.25)));
}
