import type { Problem, ProblemDoctor } from '../../src/rostering/problem/problem.js';
import { plainLimits, plainWeights, slotsFrom } from './roster-problems.js';

type Part<T> = { readonly [K in keyof T]?: T[K] };

/** What a test says of a doctor; all else is as easy as can be. */
export type DoctorGiven = Part<Omit<ProblemDoctor, 'id'>> & {
  readonly far?: Readonly<Record<string, number>>;
};

export interface Given {
  readonly doctors: Readonly<Record<string, DoctorGiven>>;
  /** Outlet → slot → expected visits; one doctor each. */
  readonly needs: Readonly<Record<string, Readonly<Record<string, number>>>>;
  readonly days?: number;
  readonly between?: Readonly<Record<string, Readonly<Record<string, number>>>>;
}

/** A small problem in which whatever is not given stands in nobody's way. The first day is Monday 2022-12-19. */
export function tinyProblem(given: Given, changes: Part<Problem> = {}): Problem {
  const slots = slotsFrom('2022-12-19', given.days ?? 7);
  const outlets = Object.keys(given.needs);
  const doctors = Object.entries(given.doctors).map(([id, { far: _far, ...own }]) => ({
    id,
    name: id,
    home: 'hospital',
    scopes: ['general'],
    registration: { districts: ['town'], until: '2023-12-31' },
    outlets,
    available: slots.map((slot) => slot.id),
    mostHours: 40,
    overtime: 0,
    wishes: [],
    ahead: { sessions: 0, unsocial: 0 },
    familiar: outlets,
    ...own,
  }));
  return {
    slots,
    outlets: outlets.map((id) => ({ id, name: id, district: 'town', shut: [] })),
    homes: [...new Set(doctors.map(({ home }) => home))].map((id) => ({ id, name: id, keeps: {} })),
    doctors,
    needs: Object.entries(given.needs).flatMap(([outlet, wanted]) =>
      Object.entries(wanted).map(([slot, expected]) => ({
        id: `${outlet} ${slot}`,
        outlet,
        slot,
        doctors: 1,
        scope: 'general',
        expected,
      })),
    ),
    distances: {
      fromHome: Object.fromEntries(
        Object.entries(given.doctors).map(([id, { far }]) => [
          id,
          Object.fromEntries(outlets.map((outlet) => [outlet, far?.[outlet] ?? 1])),
        ]),
      ),
      between:
        given.between ??
        Object.fromEntries(outlets.map((a) => [a, Object.fromEntries(outlets.map((b) => [b, 1]))])),
    },
    limits: plainLimits,
    weights: plainWeights,
    locked: [],
    published: [],
    ...changes,
  };
}
