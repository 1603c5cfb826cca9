import type { Day } from '../config/domain/calendar.js';
import type { Slot } from '../network/domain/opening-hours.js';
import { Explaining, type Offer } from '../roster/board/explaining.js';
import type { CostChange } from '../roster/draft/judging.js';
import { slotKey, slotOf } from '../roster/network/slot-key.js';
import { keyOf } from '../rostering/problem/grouped.js';
import type { Problem, Seat } from '../rostering/problem/problem.js';
import type { Duty } from '../sessions/sessions.queries.js';

/** A session that loses its doctor, and who could come instead, the cheapest first; beside it what nobody would cost. */
export interface Vacancy {
  readonly duty: Duty;
  readonly offers: readonly Offer[];
  readonly nobody: CostChange;
}

/**
 * Who could take each session that a doctor leaves, with what it costs beside the doctor who was to come: the same as the
 * roster's page says of that seat. They are looked at one after another, each as if the ones before had gone to their
 * best offer: nobody is offered for more than they can take.
 * @param problem of the days as they were, before the doctor could not come
 */
export function vacancies(problem: Problem, seats: readonly Seat[], left: readonly Duty[]): Vacancy[] {
  let standing = [...seats];
  return left.map((duty) => {
    const slot = slotKey(duty.on, duty.slot);
    const seat = { doctor: duty.doctorId, outlet: duty.outletId, slot };
    const { instead, without } = new Explaining(problem, standing).seat(seat);
    const [best] = instead;
    standing = standing.filter((one) => keyOf(one.doctor, one.slot) !== keyOf(seat.doctor, slot));
    if (best) standing = [...standing, { ...seat, doctor: best.doctorId }];
    return { duty, offers: instead, nobody: without };
  });
}

/** One step of a mending, by keys. */
export interface Step {
  readonly doctorId: string;
  readonly on: Day;
  readonly slot: Slot;
  /** Where they are published to be. */
  readonly from?: string;
  /** Where they go. */
  readonly to?: string;
}

/** The steps from one roster to another, doctor's slot by doctor's slot. */
export function stepsBetween(before: readonly Seat[], after: readonly Seat[]): Step[] {
  const key = ({ doctor, slot }: Seat) => keyOf(doctor, slot);
  const was = new Map(before.map((seat) => [key(seat), seat]));
  const is = new Map(after.map((seat) => [key(seat), seat]));
  const step = ({ doctor, slot }: Seat, from?: string, to?: string): Step => ({
    doctorId: doctor,
    ...slotOf(slot),
    from,
    to,
  });
  return [
    ...before.filter((seat) => !is.has(key(seat))).map((seat) => step(seat, seat.outlet)),
    ...after
      .filter((seat) => was.get(key(seat))?.outlet !== seat.outlet)
      .map((seat) => step(seat, was.get(key(seat))?.outlet, seat.outlet)),
  ];
}
