import { Dice } from '../../src/demo/dice.js';
import type {
  Need,
  Problem,
  ProblemDoctor,
  ProblemSlot,
  Weights,
} from '../../src/rostering/problem/problem.js';
import { addDays, weekdayOf } from '../../src/config/domain/calendar.js';

export const plainWeights: Weights = {
  uncovered: 100,
  travel: 1,
  wishes: 5,
  load: 2,
  unsocial: 3,
  continuity: 4,
  changes: 20,
};

export const plainLimits = {
  dayHours: 8,
  weekHours: 40,
  overtimeDayHours: 3,
  workDaysWeek: 6,
  restHours: 11,
  kmPerHour: 20,
};

const times = { am: ['08:30', '12:00'], pm: ['13:30', '17:30'], eve: ['18:00', '21:00'] } as const;

/** `am`, `pm` and `eve` of some days, such as `2022-12-19 am`. */
export function slotsFrom(monday: string, days: number): ProblemSlot[] {
  return Array.from({ length: days }, (_, i) => addDays(monday, i)).flatMap((on) =>
    Object.entries(times).map(([part, [from, to]]) => ({
      id: `${on} ${part}`,
      on,
      from: `${on}T${from}:00+08:00`,
      to: `${on}T${to}:00+08:00`,
      unsocial: part === 'eve' || weekdayOf(on) >= 5,
    })),
  );
}

/** How large a network to invent, and how much of it wants doctors. */
export interface Size {
  readonly doctors: number;
  readonly outlets: number;
  readonly days: number;
  /** Outlets weighed for a doctor. */
  readonly near: number;
  /** Share of an outlet's slots in which it needs a doctor. */
  readonly needy: number;
  /** Share of the slots in which a doctor can. */
  readonly free: number;
}

/** A city with hospitals among its outlets, as large as asked for; the same from the same seed. */
export function inventProblem(size: Size, seed: number): Problem {
  const dice = new Dice(seed);
  const roll = () => dice.roll();
  const below = (most: number) => Math.floor(roll() * most);
  const within = (kilometres: number) => ({ x: roll() * kilometres, y: roll() * kilometres });
  const apart = (a: { x: number; y: number }, b: { x: number; y: number }) =>
    Math.round(Math.hypot(a.x - b.x, a.y - b.y) * 10) / 10;
  const city = Math.sqrt(size.outlets) * 1.5 + 3;
  const slots = slotsFrom('2022-12-19', size.days);
  const districts = Math.max(1, Math.round(size.outlets / 40));
  const outlets = Array.from({ length: size.outlets }, (_, i) => ({
    id: `o${i}`,
    name: `Outlet ${i}`,
    district: `d${i % districts}`,
    shut: slots.filter(() => roll() < 0.05).map(({ id }) => id),
    at: within(city),
    busy: 4 + roll() ** 3 * 40,
  }));
  const homes = Array.from({ length: Math.max(1, Math.round(size.doctors / 8)) }, (_, i) => ({
    id: `h${i}`,
    name: `Hospital ${i}`,
    keeps: Object.fromEntries(slots.filter(() => roll() < 0.3).map(({ id }) => [id, 1])),
    at: within(city),
  }));
  const fromHome: Record<string, Record<string, number>> = {};
  const between: Record<string, Record<string, number>> = {};
  const doctors = Array.from({ length: size.doctors }, (_, i): ProblemDoctor => {
    const home = homes[i % homes.length]!;
    const near = [...outlets]
      .sort((a, b) => apart(a.at, home.at) - apart(b.at, home.at))
      .slice(0, size.near + below(3));
    fromHome[`s${i}`] = Object.fromEntries(near.map(({ id, at }) => [id, apart(at, home.at)]));
    for (const a of near)
      for (const b of near) if (a.id < b.id) (between[a.id] ??= {})[b.id] = apart(a.at, b.at);
    const wishes = [];
    if (roll() < 0.4) wishes.push({ slot: slots[below(slots.length)]!.id, score: roll() < 0.5 ? 1 : -1 });
    if (roll() < 0.3) wishes.push({ outlet: near[below(near.length)]!.id, score: roll() < 0.5 ? 0.5 : -0.5 });
    return {
      id: `s${i}`,
      name: `Doctor ${i}`,
      home: home.id,
      scopes: ['general', ...(roll() < 0.3 ? ['paediatrics'] : [])],
      registration: {
        districts: [...new Set(near.filter(() => roll() < 0.95).map(({ district }) => district))],
        until: roll() < 0.95 ? '2023-12-31' : '2022-12-22',
      },
      outlets: near.map(({ id }) => id),
      available: slots.filter(() => roll() < size.free).map(({ id }) => id),
      mostHours: [12, 20, 32, 40][below(4)]!,
      overtime: roll() < 0.1 ? 6 : 0,
      wishes,
      ahead: { sessions: below(3), unsocial: below(2) },
      familiar: near.filter(() => roll() < 0.3).map(({ id }) => id),
    };
  });
  const needs: Need[] = [];
  for (const { id: outlet, busy, shut } of outlets) {
    for (const { id: slot } of slots) {
      if (shut.includes(slot) || roll() >= size.needy) continue;
      const expected = Math.round(busy * (0.3 + roll() * 0.7));
      const scope = roll() < 0.12 ? 'paediatrics' : 'general';
      needs.push({ id: `n${needs.length}`, outlet, slot, doctors: expected > 36 ? 2 : 1, scope, expected });
    }
  }
  const place = <T extends { at: unknown }>({ at: _at, ...rest }: T) => rest;
  return {
    slots,
    outlets: outlets.map(({ busy: _busy, ...outlet }) => place(outlet)),
    homes: homes.map(place),
    doctors,
    needs,
    distances: { fromHome, between },
    limits: plainLimits,
    weights: plainWeights,
    locked: [],
    published: [],
  };
}
