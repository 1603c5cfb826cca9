import { worthOf } from './cost.js';
import { type HardRule, Placement } from './placement.js';
import type { RosterSeat, Need, Problem } from './problem.js';

/** A need that lacks doctors, and why nobody else can go: rule → how many doctors it excludes first. */
export interface Gap {
  readonly need: Need;
  readonly lacking: number;
  readonly excluded: Readonly<Partial<Record<HardRule, number>>>;
  /** Doctors whom no rule excludes: sending them would cost more than it is worth. */
  readonly couldGo: number;
}

/** Explains a roster: what stays uncovered, and which rule excludes whom. */
export class Advice {
  private readonly placement: Placement;

  constructor(
    private readonly problem: Problem,
    roster: readonly RosterSeat[],
  ) {
    this.placement = new Placement(problem);
    for (const duty of roster) this.placement.place(duty);
  }

  /** Every need that lacks doctors, or of some needs those that do, the one worth most first. */
  gaps(among = this.problem.needs): Gap[] {
    return among
      .filter((need) => this.placement.lacks(need) > 0)
      .sort((a, b) => worthOf(b) - worthOf(a))
      .map((need) => this.gap(need));
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
}
