import { addDays, type Day, mondayOf } from '../../config/domain/calendar.js';
import type { Slot } from '../../network/domain/opening-hours.js';
import { weeksBack } from '../../needs/domain/need.js';
import { overtimeOf, spanOf } from '../../rostering/problem/lookup.js';
import type { Limits, ProblemDoctor } from '../../rostering/problem/problem.js';
import { isUnsocial, problemSlot } from './slot-key.js';

/** Labour law: hours of overtime a month (FIELD.md section 6). */
export const mostOvertimeHours = 36;

interface WorkedSession {
  readonly doctorId: string;
  readonly on: Day;
  readonly slot: Slot;
}

/** By how much a week each doctor is ahead of the mean of all, in sessions and in evenings and weekends. */
export function aheadOf(
  doctorIds: readonly string[],
  former: ReadonlyMap<string, readonly WorkedSession[]>,
): Map<string, ProblemDoctor['ahead']> {
  const ahead = (counts: (session: WorkedSession) => boolean) => {
    const own = doctorIds.map((id) => (former.get(id) ?? []).filter(counts).length);
    const all = [...former.values()].flat().filter(counts).length;
    const mean = all / Math.max(1, doctorIds.length);
    return own.map((count) => tenth(Math.max(0, count - mean) / weeksBack));
  };
  const [sessions, unsocial] = [ahead(() => true), ahead(({ on, slot }) => isUnsocial(on, slot))];
  return new Map(doctorIds.map((id, i) => [id, { sessions: sessions[i]!, unsocial: unsocial[i]! }]));
}

/** The Sunday of a day's week: a week's overtime belongs to the month in which the week ends. */
export const endOfWeek = (on: Day): Day => addDays(mondayOf(on), 6);

/** Hours of overtime that the month in which a day's week ends may still bring to a doctor with these other sessions. */
export function overtimeLeft(
  sessions: readonly WorkedSession[],
  day: Day,
  limits: Limits,
  zone: string,
): number {
  const month = endOfWeek(day).slice(0, 7);
  const inMonth = sessions.filter(({ on }) => endOfWeek(on).slice(0, 7) === month);
  const spans = inMonth.map(({ on, slot }) => spanOf(problemSlot(on, slot, zone)));
  return Math.max(0, mostOvertimeHours - overtimeOf(spans, limits));
}

/** The slots that lie too near to a session of the days before or after. */
export function tooNear(
  slots: readonly { readonly id: string; readonly from: string; readonly to: string }[],
  sessions: readonly WorkedSession[],
  { restHours }: Limits,
  zone: string,
): Set<string> {
  const near = new Set<string>();
  for (const { on, slot } of sessions) {
    const other = spanOf(problemSlot(on, slot, zone));
    for (const { id, from, to } of slots) {
      const pause = Math.max(Date.parse(from) - other.to, other.from - Date.parse(to)) / 3_600_000;
      if (pause < restHours) near.add(id);
    }
  }
  return near;
}

/** The first day that is looked back on: as many weeks as are weighed, and the whole month. */
export function lookedBackFrom(from: Day, weeks: Day): Day {
  const month = `${from.slice(0, 7)}-01`;
  return mondayOf(month < weeks ? month : weeks);
}

const tenth = (value: number) => Math.round(value * 10) / 10;
