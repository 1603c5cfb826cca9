import type { Day } from '../../config/domain/calendar.js';

/**
 * A roster to be made: everything that decides who can go where, and what each choice costs. It is the file that
 * `roster solve` reads, described in docs/roster-problem.md. All keys are texts of the writer's choosing.
 */
export interface Problem {
  readonly slots: readonly ProblemSlot[];
  readonly outlets: readonly ProblemOutlet[];
  readonly homes: readonly ProblemHome[];
  readonly doctors: readonly ProblemDoctor[];
  readonly needs: readonly Need[];
  readonly distances: Distances;
  readonly limits: Limits;
  readonly weights: Weights;
  /** Sessions that stay as they are: locked by an officer, or begun already. They may break a rule. */
  readonly locked: readonly Seat[];
  /** What doctors and outlets have been told. */
  readonly published: readonly Seat[];
}

/** One part of one day. */
export interface ProblemSlot {
  readonly id: string;
  readonly on: Day;
  /** Instants with their offset, such as `2022-12-19T08:30:00+08:00`. */
  readonly from: string;
  readonly to: string;
  /** An evening, or any part of a weekend. */
  readonly unsocial: boolean;
}

export interface ProblemOutlet {
  readonly id: string;
  readonly name: string;
  readonly district: string;
  /** The slots in which it is closed, suspended or not approved. */
  readonly shut: readonly string[];
}

/** A hospital or health centre that lends doctors. */
export interface ProblemHome {
  readonly id: string;
  readonly name: string;
  /** Slot → how many of its doctors stay at least; a slot that is not named keeps none. */
  readonly keeps: Readonly<Record<string, number>>;
}

export interface ProblemDoctor {
  readonly id: string;
  readonly name: string;
  readonly home: string;
  /** What they may treat. */
  readonly scopes: readonly string[];
  /** Where and until which day, inclusive, their registration is valid (多点执业). */
  readonly registration: { readonly districts: readonly string[]; readonly until: Day };
  /** The outlets that are weighed for them. */
  readonly outlets: readonly string[];
  /** The slots in which they can. */
  readonly available: readonly string[];
  /** Most hours in a week that they themselves want. */
  readonly mostHours: number;
  /** Hours of overtime that the period may still bring; 0 for who has not agreed to any. */
  readonly overtime: number;
  readonly wishes: readonly Wish[];
  /** Sessions, and evenings and weekends among them, by which they are ahead of others from the weeks before. */
  readonly ahead: { readonly sessions: number; readonly unsocial: number };
  /** Outlets that know them from the weeks before. */
  readonly familiar: readonly string[];
}

/** A slot, an outlet or the one in the other that a doctor wants (above 0) or would rather not have (below 0). */
export interface Wish {
  readonly slot?: string;
  readonly outlet?: string;
  readonly score: number;
}

/** Doctors that an outlet needs in a slot. */
export interface Need {
  readonly id: string;
  readonly outlet: string;
  readonly slot: string;
  readonly doctors: number;
  readonly scope: string;
  /** Fever visits expected of them all together. */
  readonly expected: number;
}

/** Kilometres; a pair that is not named can't be travelled. From an outlet to itself it is always 0. */
export interface Distances {
  /** Doctor → outlet → kilometres from their home hospital. */
  readonly fromHome: Readonly<Record<string, Readonly<Record<string, number>>>>;
  /** Outlet → outlet → kilometres, in either order. */
  readonly between: Readonly<Record<string, Readonly<Record<string, number>>>>;
}

/** FIELD.md section 6: labour law, and the rest between two days' work. */
export interface Limits {
  readonly dayHours: number;
  readonly weekHours: number;
  readonly overtimeDayHours: number;
  readonly workDaysWeek: number;
  readonly restHours: number;
  readonly kmPerHour: number;
}

/** What one unit of each term costs. */
export type Weights = Readonly<Record<Term, number>>;

/** What a roster is judged by; the words of each are in docs/roster-problem.md. */
export const terms = ['uncovered', 'travel', 'wishes', 'load', 'unsocial', 'continuity', 'changes'] as const;
export type Term = (typeof terms)[number];

/** A doctor at an outlet in a slot. */
export interface Seat {
  readonly doctor: string;
  readonly outlet: string;
  readonly slot: string;
}

/** A seat with the need it fills; a locked doctor whom nobody needs fills none. */
export interface RosterSeat extends Seat {
  readonly need: string | null;
}

/** A proposal: who goes where, what it costs, and how much better it could be at the very best. */
export interface Solution {
  /** `best`: proven within the gap that was asked for; `in-time`: the best so far when time ran out or it was stopped. */
  readonly status: 'best' | 'in-time';
  readonly roster: readonly RosterSeat[];
  readonly cost: Cost;
  /** No roster can cost less. */
  readonly bound: number;
  /** (cost − bound) / cost. */
  readonly gap: number;
  readonly seconds: number;
}

/** Weighted cost by term, and their sum. */
export interface Cost {
  readonly total: number;
  readonly terms: Readonly<Record<Term, number>>;
}
