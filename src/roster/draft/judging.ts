import { filledBy } from '../../rostering/domain/coverage.js';
import { costOfDoctor, worthOf } from '../../rostering/problem/cost.js';
import { grouped, keyOf } from '../../rostering/problem/grouped.js';
import { type HardRule, Placement } from '../../rostering/problem/placement.js';
import {
  type Need,
  type Problem,
  type ProblemDoctor,
  type Seat,
  type Term,
  terms,
} from '../../rostering/problem/problem.js';
import { dutiesOf } from '../../rostering/problem/seated.js';

/** Seats that a change takes away and gives. */
export interface SeatChange {
  readonly taken: readonly Seat[];
  readonly given: readonly Seat[];
}

/** A seat that would break rules. */
export interface Broken {
  readonly seat: Seat;
  readonly rules: readonly HardRule[];
}

/** What a change costs more (above 0) or less, by term. */
export interface CostChange {
  readonly total: number;
  readonly terms: Readonly<Record<Term, number>>;
}

/** Judges changes to a roster: which rule one breaks, and what it costs. */
export class Judging {
  readonly placement: Placement;
  private readonly doctors: ReadonlyMap<string, ProblemDoctor>;
  private readonly outlets: ReadonlySet<string>;
  private readonly needs: ReadonlyMap<string, readonly Need[]>;
  private readonly published: ReadonlyMap<string, readonly Seat[]>;
  private readonly byDoctor: ReadonlyMap<string, readonly Seat[]>;
  private readonly byPlace: ReadonlyMap<string, readonly Seat[]>;

  constructor(
    readonly problem: Problem,
    seats: readonly Seat[],
  ) {
    this.doctors = new Map(problem.doctors.map((doctor) => [doctor.id, doctor]));
    this.outlets = new Set(problem.outlets.map(({ id }) => id));
    this.needs = grouped(problem.needs, placeOf);
    this.published = grouped(problem.published, ({ doctor }) => doctor);
    const known = dutiesOf(problem, seats);
    this.byDoctor = grouped<Seat>(known, ({ doctor }) => doctor);
    this.byPlace = grouped<Seat>(known, placeOf);
    this.placement = new Placement(problem);
    for (const duty of known) this.placement.place(duty);
  }

  /** The seats given that would break a rule, on top of all that stays and of each other. */
  broken({ taken, given }: SeatChange): Broken[] {
    const gone = taken
      .filter((seat) => (this.byDoctor.get(seat.doctor) ?? []).some((one) => isSame(one, seat)))
      .map((seat) => ({ ...seat, need: null }));
    for (const duty of gone) this.placement.remove(duty);
    const come: (Seat & { need: null })[] = [];
    try {
      return given.flatMap((seat) => {
        const rules = this.obstacles(seat);
        if (rules.length > 0) return [{ seat, rules }];
        come.push({ ...seat, need: null });
        this.placement.place(come.at(-1)!);
        return [];
      });
    } finally {
      for (const duty of come) this.placement.remove(duty);
      for (const duty of gone) this.placement.place(duty);
    }
  }

  /** What a change costs; only the doctors and places that it touches are looked at. */
  cost(change: SeatChange): CostChange {
    const touched = [...change.taken, ...change.given];
    const sums = Object.fromEntries(terms.map((term) => [term, 0])) as Record<Term, number>;
    for (const id of new Set(touched.map(({ doctor }) => doctor))) {
      const doctor = this.doctors.get(id);
      if (!doctor) continue;
      const cost = (seats: readonly Seat[]) =>
        costOfDoctor(this.problem, this.placement.look, doctor, seats, this.published.get(id) ?? []);
      const seats = this.byDoctor.get(id) ?? [];
      const [before, after] = [cost(seats), cost(changed(seats, change, (seat) => seat.doctor === id))];
      for (const term of terms) sums[term] += after[term] - before[term];
    }
    for (const place of new Set(touched.map(placeOf))) {
      const seats = this.byPlace.get(place) ?? [];
      const after = changed(seats, change, (seat) => placeOf(seat) === place);
      sums.uncovered += this.uncovered(place, after) - this.uncovered(place, seats);
    }
    return { total: terms.reduce((sum, term) => sum + sums[term], 0), terms: sums };
  }

  /** The names of a seat's doctor and outlet, for saying what it breaks. */
  namesOf({ doctor, outlet }: Seat): { doctor: string; outlet: string } {
    return {
      doctor: this.doctors.get(doctor)?.name ?? '',
      outlet: this.problem.outlets.find(({ id }) => id === outlet)?.name ?? '',
    };
  }

  private obstacles(seat: Seat): HardRule[] {
    const doctor = this.doctors.get(seat.doctor);
    if (!doctor) return ['registration-over'];
    if (!this.outlets.has(seat.outlet)) return ['outlet-shut'];
    return this.placement.obstacles(doctor, this.needAt(seat, doctor.scopes));
  }

  private uncovered(place: string, seats: readonly Seat[]): number {
    const needs = this.needs.get(place) ?? [];
    // A doctor who was struck off sits there still, and fills nothing.
    const present = seats.flatMap(({ doctor }) => this.doctors.get(doctor) ?? []);
    const fills = filledBy(needs, present);
    const cost = (need: Need, i: number) =>
      worthOf(need) * (need.doctors - fills.filter((one) => one === i).length);
    return this.problem.weights.uncovered * needs.reduce((sum, need, i) => sum + cost(need, i), 0);
  }

  /** The need that a doctor would fill there, or else one that they could: more doctors than are needed may come. */
  private needAt(seat: Seat, scopes: readonly string[]): Need {
    const here = this.needs.get(placeOf(seat)) ?? [];
    const fits = here.find(({ scope }) => scopes.includes(scope));
    const { outlet, slot } = seat;
    return fits ?? here[0] ?? { id: '', outlet, slot, doctors: 1, scope: scopes[0]!, expected: 0 };
  }
}

/** The seats of one doctor or one place after a change. */
function changed(
  seats: readonly Seat[],
  { taken, given }: SeatChange,
  concerns: (seat: Seat) => boolean,
): Seat[] {
  return [...seats.filter((seat) => !taken.some((one) => isSame(one, seat))), ...given.filter(concerns)];
}

const placeOf = ({ outlet, slot }: Pick<Seat, 'outlet' | 'slot'>) => keyOf(outlet, slot);

const isSame = (a: Seat, b: Seat) => a.doctor === b.doctor && a.outlet === b.outlet && a.slot === b.slot;
