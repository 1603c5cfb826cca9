import { wishScore } from '../../problem/cost.js';
import { grouped, keyOf } from '../../problem/grouped.js';
import type { Need, ProblemDoctor, Seat } from '../../problem/problem.js';
import type { DraftModel } from './draft-model.js';
import { hoursBetween, ones, type SeatColumns, type Seating } from './seat-columns.js';

/** Each doctor's seats, with the columns that say which of them are taken, and what the doctor wishes. */
export function seatingsOf(model: DraftModel): Seating[] {
  const { problem } = model;
  const needsAt = grouped(problem.needs, ({ outlet, slot }) => keyOf(outlet, slot));
  const lockedOf = grouped(problem.locked, ({ doctor }) => doctor);
  const at = ({ outlet, slot }: Pick<Seat, 'outlet' | 'slot'>) => needsAt.get(keyOf(outlet, slot)) ?? [];
  return problem.doctors.map((doctor) => {
    const locked = lockedSeats(model, doctor, lockedOf.get(doctor.id) ?? [], at);
    const open = openSeats(model, doctor, locked, at);
    const wished = ({ outlet, slot }: SeatColumns) =>
      -problem.weights.wishes * wishScore(doctor, outlet, slot);
    for (const seat of locked) model.columns.offset += wished(seat);
    for (const seat of open) model.addCost(seat, wished(seat));
    return { doctor, locked, open };
  });
}

type NeedsAt = (place: Pick<Seat, 'outlet' | 'slot'>) => readonly Need[];

function lockedSeats(
  model: DraftModel,
  doctor: ProblemDoctor,
  kept: readonly Seat[],
  needsAt: NeedsAt,
): SeatColumns[] {
  const seats = new Map(kept.map((seat) => [keyOf(seat.outlet, seat.slot), seat]));
  return [...seats.values()].map(({ outlet, slot }) => {
    const needs = needsAt({ outlet, slot }).filter(({ scope }) => doctor.scopes.includes(scope));
    const seat = { outlet, slot, span: model.look.span(slot), fills: model.fillsOf(needs) };
    if (needs.length > 1) model.atMost(1, ones(seat));
    return seat;
  });
}

function openSeats(
  model: DraftModel,
  doctor: ProblemDoctor,
  locked: readonly SeatColumns[],
  needsAt: NeedsAt,
): SeatColumns[] {
  const { look } = model;
  return doctor.outlets.flatMap((outlet) =>
    doctor.available.flatMap((slot) => {
      const span = look.span(slot);
      if (locked.some((seat) => exclude(model, { outlet, span }, seat))) return [];
      const needs = needsAt({ outlet, slot }).filter((need) => look.couldFill(doctor, need));
      return needs.length > 0 ? [{ outlet, slot, span, fills: model.fillsOf(needs) }] : [];
    }),
  );
}

type Where = Pick<SeatColumns, 'outlet' | 'span'>;

/** Whether who sits in one can't also sit in the other: both at once, too far, or no night between. */
function exclude({ look, problem }: DraftModel, a: Where, b: Where): boolean {
  const apart = hoursBetween(a.span, b.span);
  if (apart < 0) return true;
  return a.span.on === b.span.on
    ? !look.travels(a.outlet, b.outlet, apart)
    : apart < problem.limits.restHours;
}
