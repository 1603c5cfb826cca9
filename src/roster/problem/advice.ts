import { costOfDoctor, worthOf } from './cost.js';
import { grouped } from './grouped.js';
import { type HardRule, Placement } from './placement.js';
import {
  type Duty,
  type Need,
  type Problem,
  type ProblemDoctor,
  type Seat,
  type Term,
  terms,
} from './problem.js';

/** A need that lacks doctors, and why nobody else can go: rule → how many doctors it excludes first. */
export interface Gap {
  readonly need: Need;
  readonly lacking: number;
  readonly excluded: Readonly<Partial<Record<HardRule, number>>>;
  /** Doctors whom no rule excludes: sending them would cost more than it is worth. */
  readonly couldGo: number;
}

/** Somebody who could take a seat, and what it changes; the cost is less than 0 when it is better than the gap. */
export interface Replacement {
  readonly doctor: ProblemDoctor;
  readonly cost: number;
  readonly terms: Readonly<Record<Term, number>>;
}

/** Explains a roster: what stays uncovered and why, and who could take a seat at what cost. */
export class Advice {
  private readonly placement: Placement;
  private readonly published: ReadonlyMap<string, readonly Seat[]>;

  constructor(
    private readonly problem: Problem,
    roster: readonly Duty[],
  ) {
    this.placement = new Placement(problem);
    for (const duty of roster) this.placement.place(duty);
    this.published = grouped(problem.published, ({ doctor }) => doctor);
  }

  /** Every need that lacks doctors, or of some needs those that do, the one worth most first. */
  gaps(among = this.problem.needs): Gap[] {
    return among
      .filter((need) => this.placement.lacks(need) > 0)
      .sort((a, b) => worthOf(b) - worthOf(a))
      .map((need) => this.gap(need));
  }

  /** The doctors who could fill a need as the roster stands, the cheapest first. */
  replacements(need: Need, most = 3): Replacement[] {
    return this.problem.doctors
      .filter((doctor) => this.placement.allows(doctor, need))
      .map((doctor) => this.replacement(doctor, need))
      .sort((a, b) => a.cost - b.cost)
      .slice(0, most);
  }

  private gap(need: Need): Gap {
    const excluded: Partial<Record<HardRule, number>> = {};
    let couldGo = 0;
    for (const doctor of this.problem.doctors) {
      const [first] = this.placement.obstacles(doctor, need);
      if (first) excluded[first] = (excluded[first] ?? 0) + 1;
      else couldGo += 1;
    }
    return { need, lacking: this.placement.lacks(need), excluded, couldGo };
  }

  private replacement(doctor: ProblemDoctor, need: Need): Replacement {
    const seats = this.placement.of(doctor.id);
    const cost = (all: readonly Seat[]) =>
      costOfDoctor(this.problem, this.placement.look, doctor, all, this.published.get(doctor.id) ?? []);
    const [before, after] = [
      cost(seats),
      cost([...seats, { doctor: doctor.id, outlet: need.outlet, slot: need.slot }]),
    ];
    const changed = Object.fromEntries(terms.map((term) => [term, after[term] - before[term]])) as Record<
      Term,
      number
    >;
    changed.uncovered = -this.problem.weights.uncovered * worthOf(need);
    return { doctor, cost: terms.reduce((sum, term) => sum + changed[term], 0), terms: changed };
  }
}
