import { grouped } from '../../problem/grouped.js';
import type { Entry } from '../columns.js';
import type { DraftModel } from './draft-model.js';
import { one, ones, type Seating } from './seat-columns.js';

/** Terms travel and continuity: there and back once a day for each outlet, and once in the period for each that is new to the doctor. */
export function travel(model: DraftModel, { doctor, locked, open }: Seating): void {
  const { columns, look, problem } = model;
  const { weights } = problem;
  const places = new Set([...locked, ...open].map(({ outlet }) => outlet));
  for (const outlet of places) {
    const here = open.filter((seat) => seat.outlet === outlet);
    const kept = locked.filter((seat) => seat.outlet === outlet);
    const keptDays = new Set(kept.map(({ span }) => span.on));
    const trip = 2 * look.fromHome(doctor.id, outlet) * weights.travel;
    columns.offset += trip * keptDays.size;
    const first = doctor.familiar.includes(outlet) ? 0 : weights.continuity;
    if (kept.length > 0) columns.offset += first;
    const visits = [...grouped(here, ({ span }) => span.on)].flatMap(([on, ofDay]): Entry[][] => {
      if (keptDays.has(on)) return [];
      if (ofDay.length > 1 && trip > 0) return [[one(model.once(ofDay, trip))]];
      for (const seat of ofDay) model.addCost(seat, trip);
      return ofDay.map(ones);
    });
    if (first === 0 || kept.length > 0 || visits.length === 0) continue;
    const known = columns.column(first, 1);
    for (const visit of visits) model.atMost(0, [...visit, [known, -1]]);
  }
}
