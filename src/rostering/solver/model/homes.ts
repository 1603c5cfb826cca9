import { keyOf } from '../../problem/grouped.js';
import type { DraftModel } from './draft-model.js';
import { ones, type SeatColumns, type Seating } from './seat-columns.js';

interface Lent {
  readonly home: string;
  readonly slot: string;
  readonly open: SeatColumns[];
  readonly locked: Set<string>;
}

/** Rule: each home keeps as many of its doctors in a slot as it said. */
export function homesKeepTheirs(model: DraftModel, seatings: readonly Seating[]): void {
  const at = new Map<string, Lent>();
  const lentBy = (home: string, slot: string) => {
    const key = keyOf(home, slot);
    const lent = at.get(key) ?? { home, slot, open: [], locked: new Set<string>() };
    at.set(key, lent);
    return lent;
  };
  for (const { doctor, locked, open } of seatings) {
    for (const { slot } of locked) lentBy(doctor.home, slot).locked.add(doctor.id);
    for (const seat of open) lentBy(doctor.home, seat.slot).open.push(seat);
  }
  for (const { home, slot, open, locked } of at.values()) {
    const left = model.look.lendable(home, slot) - locked.size;
    if (open.length > 0 && left < open.length) model.atMost(Math.max(0, left), open.flatMap(ones));
  }
}
