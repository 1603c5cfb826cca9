import { keyOf } from './grouped.js';
import type { RosterSeat, Need, Problem, ProblemDoctor, Seat } from './problem.js';
import { Lookup, overtimeOf, type Span } from './lookup.js';

/** The hard rules; FIELD.md section 6 and the sources named in docs/roster-problem.md. */
export type HardRule =
  | 'not-weighed'
  | 'outlet-shut'
  | 'registration-over'
  | 'registration-elsewhere'
  | 'scope'
  | 'unavailable'
  | 'clash'
  | 'travel'
  | 'rest-hours'
  | 'day-hours'
  | 'week-hours'
  | 'rest-day'
  | 'overtime'
  | 'home-keeps';

/** Who sits where, changed seat by seat; answers whether one more seat would break a rule. */
export class Placement {
  readonly look: Lookup;
  private readonly seats = new Map<string, Seat[]>();
  private readonly lent = new Map<string, number>();
  private readonly missing = new Map<string, number>();

  constructor(
    readonly problem: Problem,
    look?: Lookup,
  ) {
    this.look = look ?? new Lookup(problem);
    for (const need of problem.needs) this.missing.set(need.id, need.doctors);
  }

  of(doctorId: string): readonly Seat[] {
    return this.seats.get(doctorId) ?? [];
  }

  /** Doctors that a need still lacks. */
  lacks(need: Need): number {
    return this.missing.get(need.id)!;
  }

  place(duty: RosterSeat): void {
    const seats = this.seats.get(duty.doctor);
    if (seats) seats.push(duty);
    else this.seats.set(duty.doctor, [duty]);
    this.count(duty, 1);
  }

  remove(duty: RosterSeat): void {
    const seats = this.seats.get(duty.doctor)!;
    seats.splice(
      seats.findIndex(({ outlet, slot }) => outlet === duty.outlet && slot === duty.slot),
      1,
    );
    this.count(duty, -1);
  }

  /** Every rule that sending a doctor to fill a need would break, on top of where they sit already. */
  obstacles(doctor: ProblemDoctor, need: Need): HardRule[] {
    return [...this.standingObstacles(doctor, need), ...this.passingObstacles(doctor, need)];
  }

  allows(doctor: ProblemDoctor, need: Need): boolean {
    return (
      this.standingObstacles(doctor, need).length === 0 && this.passingObstacles(doctor, need).length === 0
    );
  }

  /** What no change of the rest of the roster would mend. */
  private standingObstacles(doctor: ProblemDoctor, need: Need): HardRule[] {
    const { look } = this;
    const slot = look.slot(need.slot);
    const outlet = look.outlet(need.outlet);
    const broken: HardRule[] = [];
    if (outlet.shut.includes(need.slot)) broken.push('outlet-shut');
    if (doctor.registration.until < slot.on) broken.push('registration-over');
    if (!doctor.registration.districts.includes(outlet.district)) broken.push('registration-elsewhere');
    if (!doctor.scopes.includes(need.scope)) broken.push('scope');
    if (!look.isAvailable(doctor, need.slot)) broken.push('unavailable');
    if (!look.isWeighed(doctor, need.outlet)) broken.push('not-weighed');
    return broken;
  }

  /** What the doctor's, or their hospital's, other seats stand against. */
  private passingObstacles(doctor: ProblemDoctor, need: Need): HardRule[] {
    const { look } = this;
    const { limits } = this.problem;
    const slot = look.span(need.slot);
    const seats = this.of(doctor.id);
    const broken = new Set<HardRule>();
    for (const seat of seats) {
      const other = look.span(seat.slot);
      if (overlap(slot, other)) broken.add('clash');
      else if (other.on === slot.on) {
        if (seat.outlet !== need.outlet && !look.travels(seat.outlet, need.outlet, pause(slot, other)))
          broken.add('travel');
      } else if (pause(slot, other) < limits.restHours) broken.add('rest-hours');
    }
    const after = [...seats.map((seat) => look.span(seat.slot)), slot];
    const today = after.filter(({ on }) => on === slot.on);
    const week = after.filter((one) => one.week === slot.week);
    const dayHours = hours(today);
    const mostToday = limits.dayHours + (doctor.overtime > 0 ? limits.overtimeDayHours : 0);
    if (dayHours > mostToday + 1e-9) broken.add('day-hours');
    if (hours(week) > doctor.mostHours + 1e-9) broken.add('week-hours');
    if (new Set(week.map(({ on }) => on)).size > limits.workDaysWeek) broken.add('rest-day');
    if (overtimeOf(after, limits) > doctor.overtime + 1e-9) broken.add('overtime');
    if (!seats.some((seat) => seat.slot === need.slot)) {
      const away = this.lent.get(keyOf(doctor.home, need.slot)) ?? 0;
      if (away >= look.lendable(doctor.home, need.slot)) broken.add('home-keeps');
    }
    return [...broken];
  }

  private count(duty: RosterSeat, by: number): void {
    const key = keyOf(this.look.doctor(duty.doctor).home, duty.slot);
    this.lent.set(key, (this.lent.get(key) ?? 0) + by);
    if (duty.need !== null) this.missing.set(duty.need, this.missing.get(duty.need)! - by);
  }
}

const hours = (spans: readonly Span[]) => spans.reduce((sum, { hours }) => sum + hours, 0);

const overlap = (a: Span, b: Span) => a.from < b.to && b.from < a.to;

/** Hours between the end of the earlier and the start of the later. */
const pause = (a: Span, b: Span) => Math.max(a.from - b.to, b.from - a.to) / 3_600_000;
