import { mondayOf } from '../../config/domain/calendar.js';
import type { Limits, Need, Problem, ProblemDoctor, ProblemOutlet, ProblemSlot } from './problem.js';

/** A slot in numbers: instants in milliseconds, length in hours, and the Monday of its week. */
export interface Span {
  readonly on: string;
  readonly week: string;
  readonly from: number;
  readonly to: number;
  readonly hours: number;
  readonly unsocial: boolean;
}

/** A problem's parts by their keys. */
export class Lookup {
  private readonly slots: Map<string, ProblemSlot>;
  private readonly spans: Map<string, Span>;
  private readonly outlets: Map<string, ProblemOutlet>;
  private readonly doctors: Map<string, ProblemDoctor>;
  private readonly available = new Map<string, ReadonlySet<string>>();
  private readonly weighed = new Map<string, ReadonlySet<string>>();
  private readonly staff = new Map<string, number>();
  private readonly keeps: Map<string, Readonly<Record<string, number>>>;

  constructor(private readonly problem: Problem) {
    this.slots = byId(problem.slots);
    this.spans = new Map(problem.slots.map((slot) => [slot.id, spanOf(slot)]));
    this.outlets = byId(problem.outlets);
    this.doctors = byId(problem.doctors);
    this.keeps = new Map(problem.homes.map(({ id, keeps }) => [id, keeps]));
    for (const { id, home, available, outlets } of problem.doctors) {
      this.available.set(id, new Set(available));
      this.weighed.set(id, new Set(outlets));
      this.staff.set(home, (this.staff.get(home) ?? 0) + 1);
    }
  }

  slot(id: string): ProblemSlot {
    return this.slots.get(id)!;
  }

  span(slotId: string): Span {
    return this.spans.get(slotId)!;
  }

  outlet(id: string): ProblemOutlet {
    return this.outlets.get(id)!;
  }

  doctor(id: string): ProblemDoctor {
    return this.doctors.get(id)!;
  }

  isAvailable({ id }: ProblemDoctor, slotId: string): boolean {
    return this.available.get(id)!.has(slotId);
  }

  isWeighed({ id }: ProblemDoctor, outletId: string): boolean {
    return this.weighed.get(id)!.has(outletId);
  }

  /** Doctors of a home hospital that may be away at once in a slot. */
  lendable(home: string, slotId: string): number {
    return (this.staff.get(home) ?? 0) - (this.keeps.get(home)?.[slotId] ?? 0);
  }

  /** Kilometres from a doctor's home hospital to an outlet. */
  fromHome(doctorId: string, outletId: string): number {
    return this.problem.distances.fromHome[doctorId]?.[outletId] ?? 0;
  }

  /** Whether the way between two outlets can be gone in so many hours. */
  travels(a: string, b: string, hours: number): boolean {
    if (a === b) return true;
    const { between } = this.problem.distances;
    const kilometres = between[a]?.[b] ?? between[b]?.[a];
    return kilometres !== undefined && kilometres <= hours * this.problem.limits.kmPerHour + 1e-9;
  }

  /** Whether nothing that stays as it is keeps a doctor from filling a need: other seats may still. */
  couldFill(doctor: ProblemDoctor, need: Need): boolean {
    const outlet = this.outlet(need.outlet);
    return (
      this.isWeighed(doctor, need.outlet) &&
      this.isAvailable(doctor, need.slot) &&
      doctor.scopes.includes(need.scope) &&
      doctor.registration.districts.includes(outlet.district) &&
      this.slot(need.slot).on <= doctor.registration.until &&
      !outlet.shut.includes(need.slot)
    );
  }
}

/**
 * Hours beyond the law's regular ones: of each week the greater of what its days go beyond a day's hours and what
 * it goes beyond a week's.
 */
export function overtimeOf(spans: readonly Span[], limits: Limits): number {
  const days = new Map<string, { week: string; hours: number }>();
  const weeks = new Map<string, { hours: number; byDay: number }>();
  for (const { on, week, hours } of spans) {
    const day = days.get(on) ?? { week, hours: 0 };
    day.hours += hours;
    days.set(on, day);
    const all = weeks.get(week) ?? { hours: 0, byDay: 0 };
    all.hours += hours;
    weeks.set(week, all);
  }
  for (const { week, hours } of days.values()) weeks.get(week)!.byDay += Math.max(0, hours - limits.dayHours);
  let sum = 0;
  for (const { hours, byDay } of weeks.values()) sum += Math.max(byDay, hours - limits.weekHours, 0);
  return sum;
}

/** A slot in numbers. */
export function spanOf({ on, from, to, unsocial }: ProblemSlot): Span {
  const [start, end] = [Date.parse(from), Date.parse(to)];
  return { on, week: mondayOf(on), from: start, to: end, hours: (end - start) / 3_600_000, unsocial };
}

function byId<T extends { readonly id: string }>(things: readonly T[]): Map<string, T> {
  return new Map(things.map((thing) => [thing.id, thing]));
}
