import { Refusal } from '../web/domain/refusal.js';
import { hoursIn, type OpenFor, timesOn } from './domain/hours.js';
import type { HoursForm } from './outlet.form.js';

/** Times that can't be read, on the weekday whose field it is. */
export class HoursUnreadable extends Refusal {
  override readonly kind = 'invalid';
  readonly code = 'hours-unreadable';

  constructor(override readonly field: string) {
    super();
  }
}

const weekdays = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const;

/** When an outlet is open by its form. @throws HoursUnreadable */
export const hoursOf = (form: HoursForm): OpenFor[] =>
  weekdays.flatMap((field, weekday) => {
    const text = form[field];
    if (!text) return [];
    // Each field speaks of its own day: a text that names another can't be read.
    const open = hoursIn(`每天 ${text}`);
    if (!open) throw new HoursUnreadable(field);
    return open.filter((one) => one.weekday === weekday);
  });

/** The form's fields, with what stands in them. */
export const hoursFields = (hours: string | null) => {
  const open = hoursIn(hours ?? '') ?? [];
  return weekdays.map((field, weekday) => ({ field, weekday, times: timesOn(open, weekday) }));
};

/** The days on which an outlet is open, those that follow each other with the same times as one line. */
export function openingLines(hours: string | null) {
  const lines: { from: number; to: number; times: string }[] = [];
  for (const { weekday, times } of hoursFields(hours)) {
    const last = lines.at(-1);
    if (times !== '' && last?.times === times && last.to === weekday - 1) last.to = weekday;
    else if (times !== '') lines.push({ from: weekday, to: weekday, times });
  }
  return lines;
}
