import { type CostChange, Judging, type SeatChange } from '../draft/judging.js';
import { Advice, type Gap } from '../../rostering/problem/advice.js';
import type { Problem, ProblemDoctor, Seat } from '../../rostering/problem/problem.js';
import { dutiesOf } from '../../rostering/problem/seated.js';

/** Somebody who could take a seat, and what it costs; `from` is the outlet that they would leave. */
export interface Offer {
  readonly doctorId: string;
  readonly name: string;
  readonly from?: string;
  readonly cost: CostChange;
}

/** Why a doctor is where they are. */
export interface SeatReasons {
  /** What the roster would cost without this seat. */
  readonly without: CostChange;
  /** Who treats those whom the session would lack, with what the roster would cost more (or less) than now. */
  readonly instead: readonly Offer[];
  /** Where else they could go in this slot, where somebody is missing. */
  readonly elsewhere: readonly {
    readonly outlet: string;
    readonly name: string;
    readonly cost: CostChange;
  }[];
}

/** Why a session lacks doctors, and who could come. */
export interface PlaceReasons {
  readonly gaps: readonly Gap[];
  readonly free: readonly Offer[];
  readonly busy: readonly Offer[];
}

const mostOffers = 3;

/** Explains one seat, or one session, of a roster. */
export class Explaining {
  private readonly judging: Judging;
  private readonly doctors: ReadonlyMap<string, ProblemDoctor>;
  private readonly outletNames: ReadonlyMap<string, string>;

  constructor(
    private readonly problem: Problem,
    private readonly seats: readonly Seat[],
  ) {
    this.judging = new Judging(problem, seats);
    this.doctors = new Map(problem.doctors.map((doctor) => [doctor.id, doctor]));
    this.outletNames = new Map(problem.outlets.map(({ id, name }) => [id, name]));
  }

  seat(seat: Seat): SeatReasons {
    const elsewhere = this.problem.needs
      .filter((need) => need.slot === seat.slot && need.outlet !== seat.outlet)
      .filter((need) => this.judging.placement.lacks(need) > 0)
      .map((need) => ({ taken: [seat], given: [{ ...seat, outlet: need.outlet }] }))
      .filter((change) => this.judging.broken(change).length === 0)
      .map((change) => ({
        outlet: change.given[0]!.outlet,
        name: this.outletNames.get(change.given[0]!.outlet)!,
        cost: this.judging.cost(change),
      }));
    const left = this.seats.filter((one) => one.doctor !== seat.doctor || one.slot !== seat.slot);
    const fits = this.fitting(this.gapsAt(seat.outlet, seat.slot, left));
    return {
      without: this.judging.cost({ taken: [seat], given: [] }),
      instead: this.offers(
        (doctor) => ({ taken: [seat], given: [{ ...seat, doctor }] }),
        (doctor) => doctor.id !== seat.doctor && fits(doctor),
      ),
      elsewhere: cheapest(elsewhere),
    };
  }

  place(outlet: string, slot: string): PlaceReasons {
    const gaps = this.gapsAt(outlet, slot, this.seats);
    const fits = this.fitting(gaps);
    const busy = this.seats
      .filter((seat) => seat.slot === slot && seat.outlet !== outlet && this.doctors.has(seat.doctor))
      .filter((seat) => fits({ id: seat.doctor }))
      .map((seat) => ({ seat, change: { taken: [seat], given: [{ ...seat, outlet }] } }))
      .filter(({ change }) => this.judging.broken(change).length === 0)
      .map(({ seat, change }) => ({
        doctorId: seat.doctor,
        name: this.doctors.get(seat.doctor)!.name,
        from: this.outletNames.get(seat.outlet),
        cost: this.judging.cost(change),
      }));
    return {
      gaps,
      free: this.offers((doctor) => ({ taken: [], given: [{ doctor, outlet, slot }] }), fits),
      busy: cheapest(busy),
    };
  }

  /** What a session lacks with some seats. */
  private gapsAt(outlet: string, slot: string, seats: readonly Seat[]): readonly Gap[] {
    const here = this.problem.needs.filter((need) => need.outlet === outlet && need.slot === slot);
    return new Advice(this.problem, dutiesOf(this.problem, seats)).gaps(here);
  }

  /** Whether a doctor treats some of whom a session lacks; where it lacks nobody anybody fits. */
  private fitting(gaps: readonly Gap[]): (doctor: { readonly id: string }) => boolean {
    const lacks = new Set(gaps.map(({ need }) => need.scope));
    return ({ id }) => lacks.size === 0 || this.doctors.get(id)!.scopes.some((scope) => lacks.has(scope));
  }

  private offers(change: (doctor: string) => SeatChange, fits: (doctor: ProblemDoctor) => boolean): Offer[] {
    const able = this.problem.doctors
      .filter(fits)
      .map(({ id, name }) => ({ doctorId: id, name, change: change(id) }))
      .filter((offer) => this.judging.broken(offer.change).length === 0);
    return cheapest(
      able.map(({ doctorId, name, change: wanted }) => ({
        doctorId,
        name,
        cost: this.judging.cost(wanted),
      })),
    );
  }
}

function cheapest<T extends { readonly cost: CostChange }>(offers: readonly T[]): T[] {
  return [...offers].sort((a, b) => a.cost.total - b.cost.total).slice(0, mostOffers);
}
