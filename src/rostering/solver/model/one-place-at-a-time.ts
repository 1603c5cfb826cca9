import { grouped } from '../../problem/grouped.js';
import type { DraftModel } from './draft-model.js';
import { hoursBetween, ones, type SeatColumns, type Seating } from './seat-columns.js';

/** Rule: nobody is at two places at once, nor where the way or the night between is too short. */
export function onePlaceAtATime(model: DraftModel, { open }: Seating): void {
  const { restHours } = model.problem.limits;
  const bySlot = [...grouped(open, ({ slot }) => slot).values()];
  for (const seats of bySlot) if (seats.length > 1) model.atMost(1, seats.flatMap(ones));
  for (const [i, seats] of bySlot.entries()) {
    for (const others of bySlot.slice(i + 1)) {
      const [a, b] = [seats[0]!.span, others[0]!.span];
      const apart = hoursBetween(a, b);
      if (apart < 0 || (a.on !== b.on && apart < restHours))
        model.atMost(1, [...seats, ...others].flatMap(ones));
      else if (a.on === b.on) stayNear(model, seats, others, apart);
    }
  }
}

/** Who sits at an outlet in one slot can be in another only where the way between is short enough. */
function stayNear(
  model: DraftModel,
  seats: readonly SeatColumns[],
  others: readonly SeatColumns[],
  hours: number,
): void {
  for (const seat of seats) {
    const tooFar = others.filter((other) => !model.look.travels(seat.outlet, other.outlet, hours));
    if (tooFar.length > 0) model.atMost(1, [seat, ...tooFar].flatMap(ones));
  }
}
