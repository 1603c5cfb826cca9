import type { Cost, RosterSeat, Problem, Term } from '../problem/problem.js';

/** A rule that a roster breaks, and where. */
export interface Violation {
  readonly rule: string;
  readonly doctor?: string;
  readonly home?: string;
  readonly outlet?: string;
  readonly slot?: string;
  readonly need?: string;
  readonly values?: Readonly<Record<string, number | string>>;
}

export interface Checked {
  readonly feasible: boolean;
  readonly violations: readonly Violation[];
  readonly cost: Cost;
}

type ById<T> = ReadonlyMap<string, T>;
type Doctor = Problem['doctors'][number];
type Slot = Problem['slots'][number];

const hour = 3_600_000;
const day = 24 * hour;
const tiny = 1e-9;

/**
 * Whether a roster keeps every hard rule of a problem, and what it costs, worked out duty by duty from the files
 * alone. It shares no code with the model or the board, so that a mistake there is seen here. What locked seats break
 * among themselves is a fact and no violation.
 */
export function checkRoster(problem: Problem, roster: readonly RosterSeat[]): Checked {
  const slots = new Map(problem.slots.map((slot) => [slot.id, slot]));
  const doctors = new Map(problem.doctors.map((doctor) => [doctor.id, doctor]));
  const unknown = roster.filter(
    ({ doctor, slot, outlet }) =>
      !doctors.has(doctor) || !slots.has(slot) || !problem.outlets.some(({ id }) => id === outlet),
  );
  const known = roster.filter((duty) => !unknown.includes(duty));
  const violations = [
    ...unknown.map(({ doctor, outlet, slot }) => ({ rule: 'unknown', doctor, outlet, slot })),
    ...locksLost(problem, known),
    ...known.flatMap((duty) => badDuty(problem, duty, doctors, slots)),
    ...overfilled(problem, known),
    ...problem.doctors.flatMap((doctor) => badDoctor(problem, doctor, known, slots)),
    ...homesEmptied(problem, known, doctors),
  ];
  return { feasible: violations.length === 0, violations, cost: price(problem, known, slots) };
}

function isLocked({ locked }: Problem, { doctor, outlet, slot }: RosterSeat): boolean {
  return locked.some((seat) => seat.doctor === doctor && seat.outlet === outlet && seat.slot === slot);
}

function locksLost(problem: Problem, roster: readonly RosterSeat[]): Violation[] {
  return problem.locked
    .filter(
      (seat) =>
        !roster.some(
          ({ doctor, outlet, slot }) =>
            doctor === seat.doctor && outlet === seat.outlet && slot === seat.slot,
        ),
    )
    .map((seat) => ({ rule: 'locked', ...seat }));
}

/** What is wrong with one duty whatever else stands in the roster. */
function badDuty(problem: Problem, duty: RosterSeat, doctors: ById<Doctor>, slots: ById<Slot>): Violation[] {
  const { doctor: doctorId, outlet: outletId, slot: slotId } = duty;
  const place = { doctor: doctorId, outlet: outletId, slot: slotId };
  const doctor = doctors.get(doctorId)!;
  const outlet = problem.outlets.find(({ id }) => id === outletId)!;
  const broken: string[] = [];
  const need = problem.needs.find(({ id }) => id === duty.need);
  if (duty.need !== null && (need?.outlet !== outletId || need.slot !== slotId)) broken.push('wrong-need');
  if (need && !doctor.scopes.includes(need.scope)) broken.push('scope');
  if (!isLocked(problem, duty)) {
    if (duty.need === null) broken.push('needless');
    if (!doctor.outlets.includes(outletId)) broken.push('not-weighed');
    if (!doctor.available.includes(slotId)) broken.push('unavailable');
    if (!doctor.registration.districts.includes(outlet.district)) broken.push('registration-elsewhere');
    if (slots.get(slotId)!.on > doctor.registration.until) broken.push('registration-over');
    if (outlet.shut.includes(slotId)) broken.push('outlet-shut');
  }
  return broken.map((rule) => ({ rule, ...place }));
}

function overfilled(problem: Problem, roster: readonly RosterSeat[]): Violation[] {
  return problem.needs.flatMap((need) => {
    const filled = roster.filter((duty) => duty.need === need.id).length;
    return filled > need.doctors ? [{ rule: 'overfilled', need: need.id, values: { filled } }] : [];
  });
}

/** A doctor's duties, with their times, and those of them that are locked. */
class Duties {
  readonly own: readonly RosterSeat[];
  readonly kept: readonly RosterSeat[];

  constructor(
    readonly problem: Problem,
    readonly doctor: Doctor,
    roster: readonly RosterSeat[],
    private readonly slots: ById<Slot>,
  ) {
    this.own = roster.filter((duty) => duty.doctor === doctor.id);
    this.kept = this.own.filter((duty) => isLocked(problem, duty));
  }

  start = ({ slot }: RosterSeat) => Date.parse(this.slots.get(slot)!.from);
  end = ({ slot }: RosterSeat) => Date.parse(this.slots.get(slot)!.to);
  on = ({ slot }: RosterSeat) => this.slots.get(slot)!.on;
  weekOf = (duty: RosterSeat) => mondayOf(this.on(duty));
  hours = (duties: readonly RosterSeat[]) =>
    duties.reduce((sum, duty) => sum + (this.end(duty) - this.start(duty)) / hour, 0);
}

function badDoctor(
  problem: Problem,
  doctor: Doctor,
  roster: readonly RosterSeat[],
  slots: ById<Slot>,
): Violation[] {
  const duties = new Duties(problem, doctor, roster, slots);
  return [...clashes(duties), ...overworked(duties)];
}

/** One place at a time, travel and rest. */
function clashes({ problem, doctor, own, kept, start, end, on }: Duties): Violation[] {
  const { limits, distances } = problem;
  const found: Violation[] = [];
  const inOrder = [...own].sort((a, b) => start(a) - start(b));
  inOrder.forEach((later, i) => {
    for (const earlier of inOrder.slice(0, i)) {
      if (kept.includes(earlier) && kept.includes(later)) continue;
      const free = (start(later) - end(earlier)) / hour;
      const place = { doctor: doctor.id, outlet: later.outlet, slot: later.slot };
      if (free < 0) found.push({ rule: 'clash', ...place });
      else if (on(earlier) !== on(later)) {
        if (free < limits.restHours) found.push({ rule: 'rest-hours', ...place, values: { free } });
      } else if (earlier.outlet !== later.outlet) {
        const row = distances.between;
        const way = row[earlier.outlet]?.[later.outlet] ?? row[later.outlet]?.[earlier.outlet];
        if (way === undefined || way / limits.kmPerHour > free + tiny)
          found.push({ rule: 'travel', ...place, values: { kilometres: way ?? 'unknown' } });
      }
    }
  });
  return found;
}

/** Hours a day and a week, days a week, overtime. */
function overworked(duties: Duties): Violation[] {
  const { problem, doctor, own, kept, on, weekOf, hours } = duties;
  const { limits } = problem;
  const found: Violation[] = [];
  const beyond = (rule: string, limit: number, count: (some: readonly RosterSeat[]) => number) => {
    const is = count(own);
    if (is > limit + tiny && is > count(kept) + tiny)
      found.push({ rule, doctor: doctor.id, values: { is, most: limit } });
  };
  const mostADay = limits.dayHours + (doctor.overtime > 0 ? limits.overtimeDayHours : 0);
  for (const date of new Set(own.map(on)))
    beyond('day-hours', mostADay, (some) => hours(some.filter((duty) => on(duty) === date)));
  for (const week of new Set(own.map(weekOf))) {
    const of = (some: readonly RosterSeat[]) => some.filter((duty) => weekOf(duty) === week);
    beyond('week-hours', doctor.mostHours, (some) => hours(of(some)));
    beyond('rest-day', limits.workDaysWeek, (some) => new Set(of(some).map(on)).size);
  }
  beyond('overtime', doctor.overtime, (some) => overtimeOf(duties, some));
  return found;
}

/** What goes beyond a day's or a week's hours, whichever is more, week by week. */
function overtimeOf({ problem, own, on, weekOf, hours }: Duties, some: readonly RosterSeat[]): number {
  const { dayHours, weekHours } = problem.limits;
  return [...new Set(own.map(weekOf))].reduce((sum, week) => {
    const ofWeek = some.filter((duty) => weekOf(duty) === week);
    const byDay = [...new Set(ofWeek.map(on))]
      .map((date) => hours(ofWeek.filter((duty) => on(duty) === date)) - dayHours)
      .reduce((total, over) => total + Math.max(0, over), 0);
    return sum + Math.max(0, byDay, hours(ofWeek) - weekHours);
  }, 0);
}

function mondayOf(date: string): number {
  const midnight = Date.parse(`${date}T00:00:00Z`);
  return midnight - ((new Date(midnight).getUTCDay() + 6) % 7) * day;
}

function homesEmptied(problem: Problem, roster: readonly RosterSeat[], doctors: ById<Doctor>): Violation[] {
  return problem.homes.flatMap((home) => {
    const staff = problem.doctors.filter((doctor) => doctor.home === home.id).length;
    return Object.entries(home.keeps).flatMap(([slot, keeps]) => {
      const away = roster.filter((duty) => duty.slot === slot && doctors.get(duty.doctor)!.home === home.id);
      const count = (duties: readonly RosterSeat[]) => new Set(duties.map(({ doctor }) => doctor)).size;
      const kept = count(away.filter((duty) => isLocked(problem, duty)));
      const stay = staff - count(away);
      return stay < keeps && count(away) > kept
        ? [{ rule: 'home-keeps', home: home.id, slot, values: { stay, keeps } }]
        : [];
    });
  });
}

/** Every term as docs/roster-problem.md words it. */
function price(problem: Problem, roster: readonly RosterSeat[], slots: ById<Slot>): Cost {
  const units: Record<Term, number> = {
    uncovered: 0,
    travel: 0,
    wishes: 0,
    load: 0,
    unsocial: 0,
    continuity: 0,
    changes: 0,
  };
  for (const need of problem.needs) {
    const filled = roster.filter((duty) => duty.need === need.id).length;
    units.uncovered += (need.doctors - filled) * Math.max(1, need.expected / need.doctors);
  }
  for (const doctor of problem.doctors) {
    const own = roster.filter((duty) => duty.doctor === doctor.id);
    const trips = new Set(own.map(({ outlet, slot }) => JSON.stringify([outlet, slots.get(slot)!.on])));
    for (const trip of trips) {
      const [outlet] = JSON.parse(trip) as [string];
      units.travel += 2 * (problem.distances.fromHome[doctor.id]?.[outlet] ?? 0);
    }
    for (const { outlet, slot } of own)
      for (const wish of doctor.wishes)
        if ((!wish.slot || wish.slot === slot) && (!wish.outlet || wish.outlet === outlet))
          units.wishes -= wish.score;
    own.forEach((_, i) => (units.load += doctor.ahead.sessions + i));
    own
      .filter(({ slot }) => slots.get(slot)!.unsocial)
      .forEach((_, i) => (units.unsocial += doctor.ahead.unsocial + i));
    units.continuity += [...new Set(own.map(({ outlet }) => outlet))].filter(
      (outlet) => !doctor.familiar.includes(outlet),
    ).length;
    units.changes += problem.published.filter(
      (seat) =>
        seat.doctor === doctor.id &&
        !own.some(({ outlet, slot }) => outlet === seat.outlet && slot === seat.slot),
    ).length;
  }
  const weighted = Object.entries(units).map(([term, count]): [Term, number] => [
    term as Term,
    count * problem.weights[term as Term],
  ]);
  return {
    total: weighted.reduce((sum, [, cost]) => sum + cost, 0),
    terms: Object.fromEntries(weighted) as Record<Term, number>,
  };
}
