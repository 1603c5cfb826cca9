import { type Day, weekdayOf } from '../../config/domain/calendar.js';

/** The parts of a day in which an outlet is open or a doctor sees patients. */
export const slots = ['morning', 'afternoon', 'evening'] as const;
export type Slot = (typeof slots)[number];

/** When a slot begins and ends, by the network's own wall clock. */
export const slotTimes: Record<Slot, { from: string; to: string }> = {
  morning: { from: '08:30', to: '12:00' },
  afternoon: { from: '13:30', to: '17:30' },
  evening: { from: '18:00', to: '21:00' },
};

const daysInWeek = 7;

/**
 * A week's opening as 21 letters: the mornings from Monday to Sunday, then the afternoons, then the
 * evenings; `O` open, `X` shut. It is how the health insurance's open register writes it.
 */
export type Week = string;

export const isWeek = (text: string): text is Week => /^[OX]{21}$/.test(text);

/** A slot of one dated day that is otherwise than the week says. */
export interface Exception {
  readonly on: Day;
  readonly slot: Slot;
  readonly open: boolean;
}

/** Which letter of a week, counted from 1, speaks of a slot of a weekday (Monday is 0). */
export function weekLetter(weekday: number, slot: Slot): number {
  return slots.indexOf(slot) * daysInWeek + weekday + 1;
}

export function weekSays(week: Week, weekday: number, slot: Slot): boolean {
  return week[weekLetter(weekday, slot) - 1] === 'O';
}

/** Whether an outlet is open in a slot of a day; undefined when its hours are not stated. */
export function isOpen(
  week: Week | null,
  day: Day,
  slot: Slot,
  exceptions: readonly Exception[],
): boolean | undefined {
  const exception = exceptions.find((one) => one.on === day && one.slot === slot);
  if (exception) return exception.open;
  return week === null ? undefined : weekSays(week, weekdayOf(day), slot);
}

/** The week in which exactly these `slot-weekday` pairs (such as `morning-0`) are open. */
export function weekOf(open: readonly string[]): Week {
  return slots
    .flatMap((slot) =>
      Array.from({ length: daysInWeek }, (_, weekday) => (open.includes(`${slot}-${weekday}`) ? 'O' : 'X')),
    )
    .join('');
}

/** The slot that runs at a minute of the day, if any does. */
export function slotAt(minute: number): Slot | undefined {
  return slots.find(
    (slot) => minutes(slotTimes[slot].from) <= minute && minute < minutes(slotTimes[slot].to),
  );
}

/** Minutes since midnight of `HH:mm`. */
export function minutes(time: string): number {
  const [hour, minute] = time.split(':').map(Number) as [number, number];
  return hour * 60 + minute;
}
