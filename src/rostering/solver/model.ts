import { wishScore, worthOf } from '../problem/cost.js';
import { grouped, keyOf } from '../problem/grouped.js';
import { Lookup, overtimeOf, type Span } from '../problem/lookup.js';
import type { Duty, Need, Problem, ProblemDoctor, Seat } from '../problem/problem.js';
import { Columns, type Entry } from './columns.js';
import { fullestChoices } from './fullest-choices.js';

/** A place at an outlet in a slot, with one column for each need there that the doctor could fill. */
interface Chair {
  readonly outlet: string;
  readonly slot: string;
  readonly span: Span;
  readonly fills: readonly { readonly column: number; readonly need: Need }[];
}

/** A doctor's chairs: those that are locked and theirs already, and those they might be given. */
interface Seating {
  readonly doctor: ProblemDoctor;
  readonly locked: readonly Chair[];
  readonly open: readonly Chair[];
}

/** The model of a problem, and the way back from its solution to a roster. */
export interface Model {
  readonly columns: Columns;
  rosterOf(solution: ArrayLike<number>): Duty[];
  /** The duties that a relaxed solution leans to, the most telling first. */
  leaningsOf(solution: ArrayLike<number>): Duty[];
  /** The columns at which a roster stands, to start from it. */
  solutionOf(roster: readonly Duty[]): Map<number, number>;
}

const none = -Infinity;
/** A relaxed share below this says nothing. */
const faint = 0.02;

/**
 * A problem as a mixed-integer linear model. One whole column says that a doctor fills a need; every other column
 * follows from those: what is uncovered, which outlets a doctor travels to on a day, the rungs of their load. What is
 * locked is counted first and the limits are what it leaves, so that a locked seat that breaks a rule stops nothing.
 * The rules and the terms are the ones of docs/roster-problem.md.
 */
export function modelOf(problem: Problem): Model {
  const look = new Lookup(problem);
  const lp = new Columns();
  const { weights, limits } = problem;
  const needsAt = grouped(problem.needs, ({ outlet, slot }) => keyOf(outlet, slot));
  const lockedOf = grouped(problem.locked, ({ doctor }) => doctor);
  const publishedOf = grouped(problem.published, ({ doctor }) => doctor);
  const fillers = new Map<Need, Entry[]>();

  const seatings = problem.doctors.map(seatingOf);
  for (const seating of seatings) {
    onePlaceAtATime(seating.open);
    keepHours(seating);
    restADay(seating);
    travel(seating);
    share(seating, seating.doctor.ahead.sessions, weights.load, () => true);
    share(seating, seating.doctor.ahead.unsocial, weights.unsocial, ({ span }) => span.unsocial);
    keepPublished(seating);
  }
  homesKeepTheirs();
  const uncovered = cover();
  return { columns: lp, rosterOf, solutionOf, leaningsOf };

  function seatingOf(doctor: ProblemDoctor): Seating {
    const seats = new Map(
      (lockedOf.get(doctor.id) ?? []).map((seat) => [keyOf(seat.outlet, seat.slot), seat]),
    );
    const locked = [...seats.values()].map(({ outlet, slot }) => {
      const needs = (needsAt.get(keyOf(outlet, slot)) ?? []).filter(({ scope }) =>
        doctor.scopes.includes(scope),
      );
      const chair = { outlet, slot, span: look.span(slot), fills: fillsOf(needs) };
      if (needs.length > 1) lp.row(none, 1, ones(chair));
      return chair;
    });
    const open = doctor.outlets.flatMap((outlet) =>
      doctor.available.flatMap((slot) => {
        const span = look.span(slot);
        if (locked.some((chair) => exclude({ outlet, span }, chair))) return [];
        const needs = needsAt.get(keyOf(outlet, slot))?.filter((need) => look.couldFill(doctor, need)) ?? [];
        return needs.length > 0 ? [{ outlet, slot, span, fills: fillsOf(needs) }] : [];
      }),
    );
    for (const chair of locked) lp.offset -= weights.wishes * wishScore(doctor, chair.outlet, chair.slot);
    for (const chair of open) addCost(chair, -weights.wishes * wishScore(doctor, chair.outlet, chair.slot));
    return { doctor, locked, open };
  }

  function fillsOf(needs: readonly Need[]): Chair['fills'] {
    return needs.map((need) => {
      const column = lp.column(0, 1, true);
      const entries = fillers.get(need);
      if (entries) entries.push([column, 1]);
      else fillers.set(need, [[column, 1]]);
      return { column, need };
    });
  }

  /** Whether who sits in one can't also sit in the other: both at once, too far, or no night between. */
  function exclude(a: Pick<Chair, 'outlet' | 'span'>, b: Pick<Chair, 'outlet' | 'span'>): boolean {
    const apart = hoursBetween(a.span, b.span);
    if (apart < 0) return true;
    return a.span.on === b.span.on ? !look.travels(a.outlet, b.outlet, apart) : apart < limits.restHours;
  }

  function onePlaceAtATime(open: readonly Chair[]): void {
    const bySlot = [...grouped(open, ({ slot }) => slot).values()];
    for (const chairs of bySlot) if (chairs.length > 1) lp.row(none, 1, chairs.flatMap(ones));
    for (const [i, chairs] of bySlot.entries()) {
      for (const others of bySlot.slice(i + 1)) {
        const [a, b] = [chairs[0]!.span, others[0]!.span];
        const apart = hoursBetween(a, b);
        if (apart < 0 || (a.on !== b.on && apart < limits.restHours))
          lp.row(none, 1, [...chairs, ...others].flatMap(ones));
        else if (a.on === b.on) stayNear(chairs, others, apart);
      }
    }
  }

  /** Who sits at an outlet in one slot can be in another only where the way between is short enough. */
  function stayNear(chairs: readonly Chair[], others: readonly Chair[], hours: number): void {
    for (const chair of chairs) {
      const tooFar = others.filter((other) => !look.travels(chair.outlet, other.outlet, hours));
      if (tooFar.length > 0) lp.row(none, 1, [chair, ...tooFar].flatMap(ones));
    }
  }

  function keepHours({ doctor, locked, open }: Seating): void {
    const lockedOvertime = overtimeOf(spansOf(locked), limits);
    const mayWorkOver = doctor.overtime > 0 || lockedOvertime > 0;
    const overtime: Entry[] = [];
    for (const [week, chairs] of grouped(open, ({ span }) => span.week)) {
      const kept = locked.filter(({ span }) => span.week === week);
      const excess: Entry[] = [];
      for (const [on, ofDay] of grouped(chairs, ({ span }) => span.on)) {
        const left = limits.dayHours - hoursOf(kept.filter(({ span }) => span.on === on));
        if (!mayWorkOver) stayWithin(left, ofDay);
        else {
          const most = doctor.overtime > 0 ? limits.overtimeDayHours : 0;
          const column = lp.column(0, Math.max(most, -left));
          excess.push([column, 1]);
          lp.row(none, left, [...ofDay.flatMap(inHours), [column, -1]]);
        }
      }
      const left = doctor.mostHours - hoursOf(kept);
      stayWithin(mayWorkOver ? left : Math.min(left, limits.weekHours - hoursOf(kept)), chairs);
      if (!mayWorkOver) continue;
      const column = lp.column(0, Infinity);
      overtime.push([column, 1]);
      lp.row(none, limits.weekHours - hoursOf(kept), [...chairs.flatMap(inHours), [column, -1]]);
      const fixed = overtimeByDay(kept.filter(({ span }) => !chairs.some((one) => one.span.on === span.on)));
      lp.row(none, -fixed, [...excess, [column, -1]]);
    }
    const otherWeeks = locked.filter(({ span }) => !open.some((chair) => chair.span.week === span.week));
    const spent = overtimeOf(spansOf(otherWeeks), limits);
    if (overtime.length > 0) lp.row(none, Math.max(doctor.overtime, lockedOvertime) - spent, overtime);
  }

  function overtimeByDay(chairs: readonly Chair[]): number {
    let sum = 0;
    for (const ofDay of grouped(chairs, ({ span }) => span.on).values())
      sum += Math.max(0, hoursOf(ofDay) - limits.dayHours);
    return sum;
  }

  /**
   * At most so many hours. A sum of hours alone would let the relaxed model sell the last half session of every
   * doctor, and its bound would promise what no roster can give: a mixture of the fullest choices of short and long
   * slots allows the same whole rosters and nothing between them.
   */
  function stayWithin(hours: number, chairs: readonly Chair[]): void {
    const byLength = [...grouped(chairs, ({ span }) => String(span.hours)).values()];
    const lengths = byLength.map((alike) => ({
      hours: alike[0]!.span.hours,
      slots: new Set(alike.map(({ slot }) => slot)).size,
    }));
    if (lengths.reduce((sum, length) => sum + length.hours * length.slots, 0) <= hours) return;
    const choices = fullestChoices(lengths, Math.max(0, hours));
    if (choices === undefined) {
      lp.row(none, Math.max(0, hours), chairs.flatMap(inHours));
      return;
    }
    const mixture = choices.map(() => lp.column(0, 1));
    lp.row(none, 1, mixture.map(one));
    byLength.forEach((alike, i) => {
      const allowed = mixture.map((column, choice): Entry => [column, -choices[choice]![i]!]);
      lp.row(none, 0, [...alike.flatMap(ones), ...allowed]);
    });
  }

  function restADay({ locked, open }: Seating): void {
    for (const [week, chairs] of grouped(open, ({ span }) => span.week)) {
      const kept = new Set(locked.filter(({ span }) => span.week === week).map(({ span }) => span.on));
      const days = grouped(
        chairs.filter(({ span }) => !kept.has(span.on)),
        ({ span }) => span.on,
      );
      if (days.size + kept.size <= limits.workDaysWeek) continue;
      const worked = [...days.values()].map((ofDay) => once(ofDay, 0));
      lp.row(none, Math.max(0, limits.workDaysWeek - kept.size), worked.map(one));
    }
  }

  /** There and back once a day for each outlet, and once in the period for each that is new to the doctor. */
  function travel({ doctor, locked, open }: Seating): void {
    const places = new Set([...locked, ...open].map(({ outlet }) => outlet));
    for (const outlet of places) {
      const here = open.filter((chair) => chair.outlet === outlet);
      const kept = locked.filter((chair) => chair.outlet === outlet);
      const keptDays = new Set(kept.map(({ span }) => span.on));
      const trip = 2 * look.fromHome(doctor.id, outlet) * weights.travel;
      lp.offset += trip * keptDays.size;
      const first = doctor.familiar.includes(outlet) ? 0 : weights.continuity;
      if (kept.length > 0) lp.offset += first;
      const visits = [...grouped(here, ({ span }) => span.on)].flatMap(([on, ofDay]): Entry[][] => {
        if (keptDays.has(on)) return [];
        if (ofDay.length > 1 && trip > 0) return [[one(once(ofDay, trip))]];
        for (const chair of ofDay) addCost(chair, trip);
        return ofDay.map(ones);
      });
      if (first === 0 || kept.length > 0 || visits.length === 0) continue;
      const known = lp.column(first, 1);
      for (const visit of visits) lp.row(none, 0, [...visit, [known, -1]]);
    }
  }

  /** A column that is 1 as soon as any of these chairs is taken. */
  function once(chairs: readonly Chair[], cost: number): number {
    const column = lp.column(cost, 1);
    for (const inSlot of grouped(chairs, ({ slot }) => slot).values())
      lp.row(none, 0, [...inSlot.flatMap(ones), [column, -1]]);
    return column;
  }

  /** The first session costs as many units as the doctor is ahead by, each further one a unit more than the last. */
  function share(
    { locked, open }: Seating,
    ahead: number,
    weight: number,
    counts: (chair: Chair) => boolean,
  ): void {
    const kept = locked.filter(counts).length;
    lp.offset += weight * (kept * ahead + (kept * (kept - 1)) / 2);
    const counted = open.filter(counts);
    if (weight === 0 || counted.length === 0) return;
    const most = new Set(counted.map(({ slot }) => slot)).size;
    const rungs = Array.from({ length: most }, (_, i): Entry => [
      lp.column(weight * (ahead + kept + i), 1),
      -1,
    ]);
    lp.row(0, 0, [...counted.flatMap(ones), ...rungs]);
  }

  function keepPublished({ doctor, locked, open }: Seating): void {
    for (const seat of publishedOf.get(doctor.id) ?? []) {
      if (locked.some((chair) => sits(chair, seat))) continue;
      lp.offset += weights.changes;
      const chair = open.find((one) => sits(one, seat));
      if (chair) addCost(chair, -weights.changes);
    }
  }

  function homesKeepTheirs(): void {
    const at = new Map<string, { home: string; slot: string; open: Chair[]; locked: Set<string> }>();
    const entryOf = (home: string, slot: string) => {
      const key = keyOf(home, slot);
      const entry = at.get(key) ?? { home, slot, open: [], locked: new Set<string>() };
      at.set(key, entry);
      return entry;
    };
    for (const { doctor, locked, open } of seatings) {
      for (const chair of locked) entryOf(doctor.home, chair.slot).locked.add(doctor.id);
      for (const chair of open) entryOf(doctor.home, chair.slot).open.push(chair);
    }
    for (const { home, slot, open, locked } of at.values()) {
      const left = look.lendable(home, slot) - locked.size;
      if (open.length > 0 && left < open.length) lp.row(none, Math.max(0, left), open.flatMap(ones));
    }
  }

  function cover(): Map<string, number> {
    return new Map(
      problem.needs.map((need) => {
        const column = lp.column(weights.uncovered * worthOf(need), need.doctors);
        lp.row(need.doctors, need.doctors, [[column, 1], ...(fillers.get(need) ?? [])]);
        return [need.id, column];
      }),
    );
  }

  function addCost(chair: Chair, cost: number): void {
    for (const { column } of chair.fills) lp.cost[column]! += cost;
  }

  function rosterOf(solution: ArrayLike<number>): Duty[] {
    return seatings.flatMap(({ doctor, locked, open }) => {
      const duties = (chairs: readonly Chair[]) =>
        chairs.map(({ outlet, slot, fills }): Duty => {
          const filled = fills.find(({ column }) => solution[column]! > 0.5);
          return { doctor: doctor.id, outlet, slot, need: filled?.need.id ?? null };
        });
      return [...duties(locked), ...duties(open).filter(({ need }) => need !== null)];
    });
  }

  function leaningsOf(solution: ArrayLike<number>): Duty[] {
    const leanings: { duty: Duty; telling: number }[] = [];
    for (const { doctor, open } of seatings) {
      for (const { outlet, slot, fills } of open) {
        for (const { column, need } of fills) {
          const part = solution[column]!;
          if (part < faint) continue;
          const duty = { doctor: doctor.id, outlet, slot, need: need.id };
          leanings.push({ duty, telling: part * Math.sqrt(worthOf(need)) });
        }
      }
    }
    return leanings.sort((a, b) => b.telling - a.telling).map(({ duty }) => duty);
  }

  function solutionOf(roster: readonly Duty[]): Map<number, number> {
    const start = new Map<number, number>();
    const filled = new Set(roster.map(({ doctor, need }) => keyOf(doctor, String(need))));
    for (const { doctor, locked, open } of seatings)
      for (const { fills } of [...locked, ...open])
        for (const { column, need } of fills)
          start.set(column, filled.has(keyOf(doctor.id, need.id)) ? 1 : 0);
    const lacking = new Map(problem.needs.map(({ id, doctors }) => [id, doctors]));
    for (const { need } of roster)
      if (need !== null && lacking.has(need)) lacking.set(need, lacking.get(need)! - 1);
    for (const [need, column] of uncovered) start.set(column, lacking.get(need)!);
    return start;
  }
}

const one = (column: number): Entry => [column, 1];
const ones = ({ fills }: Chair): Entry[] => fills.map(({ column }) => [column, 1]);
const inHours = ({ fills, span }: Chair): Entry[] => fills.map(({ column }) => [column, span.hours]);
const spansOf = (chairs: readonly Chair[]) => chairs.map(({ span }) => span);
const hoursOf = (chairs: readonly Chair[]) => chairs.reduce((sum, { span }) => sum + span.hours, 0);
const sits = (chair: Chair, seat: Seat) => chair.outlet === seat.outlet && chair.slot === seat.slot;

/** Hours between the end of the earlier and the start of the later; below 0 when they overlap. */
function hoursBetween(a: Span, b: Span): number {
  return Math.max(a.from - b.to, b.from - a.to) / 3_600_000;
}
