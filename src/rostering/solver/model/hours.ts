import { grouped } from '../../problem/grouped.js';
import { overtimeOf } from '../../problem/lookup.js';
import type { Entry } from '../columns.js';
import { fullestChoices } from '../fullest-choices.js';
import type { DraftModel } from './draft-model.js';
import { hoursOf, inHours, one, ones, type SeatColumns, type Seating, spansOf } from './seat-columns.js';

/** Rule: hours a day, a week and of overtime. Who may not work over is held to whole sessions. */
export function keepHours(model: DraftModel, seating: Seating): void {
  const { doctor, locked, open } = seating;
  const { limits } = model.problem;
  const lockedOvertime = overtimeOf(spansOf(locked), limits);
  const mayWorkOver = doctor.overtime > 0 || lockedOvertime > 0;
  const overtime: Entry[] = [];
  for (const [week, seats] of grouped(open, ({ span }) => span.week)) {
    const kept = locked.filter(({ span }) => span.week === week);
    if (mayWorkOver) overtime.push(overtimeOfWeek(model, seating, kept, seats));
    else keepRegularHours(model, seating, kept, seats);
  }
  const otherWeeks = locked.filter(({ span }) => !open.some((seat) => seat.span.week === span.week));
  const spent = overtimeOf(spansOf(otherWeeks), limits);
  if (overtime.length > 0) model.atMost(Math.max(doctor.overtime, lockedOvertime) - spent, overtime);
}

function keepRegularHours(
  model: DraftModel,
  { doctor }: Seating,
  kept: readonly SeatColumns[],
  seats: readonly SeatColumns[],
): void {
  const { dayHours, weekHours } = model.problem.limits;
  for (const [on, ofDay] of grouped(seats, ({ span }) => span.on))
    stayWithin(model, dayHours - hoursOf(kept.filter(({ span }) => span.on === on)), ofDay);
  stayWithin(model, Math.min(doctor.mostHours, weekHours) - hoursOf(kept), seats);
}

/** A column that is at least the overtime of a week, by its days or by its sum. */
function overtimeOfWeek(
  model: DraftModel,
  { doctor }: Seating,
  kept: readonly SeatColumns[],
  seats: readonly SeatColumns[],
): Entry {
  const { columns, problem } = model;
  const { dayHours, weekHours, overtimeDayHours } = problem.limits;
  const excess = [...grouped(seats, ({ span }) => span.on)].map(([on, ofDay]): Entry => {
    const left = dayHours - hoursOf(kept.filter(({ span }) => span.on === on));
    const column = columns.column(0, Math.max(doctor.overtime > 0 ? overtimeDayHours : 0, -left));
    model.atMost(left, [...ofDay.flatMap(inHours), [column, -1]]);
    return [column, 1];
  });
  stayWithin(model, doctor.mostHours - hoursOf(kept), seats);
  const column = columns.column(0, Infinity);
  model.atMost(weekHours - hoursOf(kept), [...seats.flatMap(inHours), [column, -1]]);
  const elsewhen = kept.filter(({ span }) => !seats.some((seat) => seat.span.on === span.on));
  model.atMost(-overtimeByDay(elsewhen, dayHours), [...excess, [column, -1]]);
  return [column, 1];
}

function overtimeByDay(seats: readonly SeatColumns[], dayHours: number): number {
  let sum = 0;
  for (const ofDay of grouped(seats, ({ span }) => span.on).values())
    sum += Math.max(0, hoursOf(ofDay) - dayHours);
  return sum;
}

/**
 * At most so many hours. A sum of hours alone would let the relaxed model sell the last half session of every
 * doctor, and its bound would promise what no roster can give: a mixture of the fullest choices of short and long
 * slots allows the same whole rosters and nothing between them.
 */
function stayWithin(model: DraftModel, hours: number, seats: readonly SeatColumns[]): void {
  const byLength = [...grouped(seats, ({ span }) => String(span.hours)).values()];
  const lengths = byLength.map((alike) => ({
    hours: alike[0]!.span.hours,
    slots: new Set(alike.map(({ slot }) => slot)).size,
  }));
  if (lengths.reduce((sum, length) => sum + length.hours * length.slots, 0) <= hours) return;
  const choices = fullestChoices(lengths, Math.max(0, hours));
  if (choices === undefined) {
    model.atMost(Math.max(0, hours), seats.flatMap(inHours));
    return;
  }
  const mixture = choices.map(() => model.columns.column(0, 1));
  model.atMost(1, mixture.map(one));
  byLength.forEach((alike, i) => {
    const allowed = mixture.map((column, choice): Entry => [column, -choices[choice]![i]!]);
    model.atMost(0, [...alike.flatMap(ones), ...allowed]);
  });
}
