import { grouped, keyOf } from '../problem/grouped.js';
import { Lookup } from '../problem/lookup.js';
import type { RosterSeat, Problem } from '../problem/problem.js';

/** What may change: the seats of these doctors in these slots. */
export interface Freed {
  readonly doctors: ReadonlySet<string>;
  readonly slots: ReadonlySet<string>;
}

/**
 * The problem that is left when only some doctors' seats in some slots may change and everything else stays where a
 * roster has it. Its rosters, together with the seats that stay, are rosters of the whole, and cost as much less as
 * they cost less here. Seats that stay but belong to its doctors are locked in it.
 */
export function partOf(problem: Problem, roster: readonly RosterSeat[], freed: Freed): Problem {
  const look = new Lookup(problem);
  const staying = roster.filter((duty) => !isFreed(duty, freed));
  const filled = new Map<string, number>();
  for (const { need } of staying) if (need !== null) filled.set(need, (filled.get(need) ?? 0) + 1);
  const inside = problem.doctors.filter(({ id }) => freed.doctors.has(id));
  const away = grouped(staying, ({ doctor, slot }) => keyOf(look.doctor(doctor).home, slot));
  const outside = grouped(
    problem.doctors.filter(({ id }) => !freed.doctors.has(id)),
    ({ home }) => home,
  );
  const awayOutside = (home: string, slot: string) =>
    away.get(keyOf(home, slot))?.filter(({ doctor }) => !freed.doctors.has(doctor)).length ?? 0;
  const kept = staying.filter(({ doctor }) => freed.doctors.has(doctor));

  const part: Problem = {
    ...problem,
    doctors: inside.map((doctor) => ({
      ...doctor,
      available: doctor.available.filter((slot) => freed.slots.has(slot)),
    })),
    // A home keeps what it must, less those outside this part who are there anyway.
    homes: problem.homes.map((home) => ({
      ...home,
      keeps: Object.fromEntries(
        Object.entries(home.keeps).map(([slot, keeps]) => {
          const there = (outside.get(home.id)?.length ?? 0) - awayOutside(home.id, slot);
          return [slot, Math.max(0, keeps - there)];
        }),
      ),
    })),
    needs: problem.needs.flatMap((need) => {
      const lacking = need.doctors - (filled.get(need.id) ?? 0);
      if (lacking <= 0 || !freed.slots.has(need.slot)) return [];
      return [{ ...need, doctors: lacking, expected: (need.expected / need.doctors) * lacking }];
    }),
    locked: [
      ...problem.locked.filter(({ doctor, slot }) => freed.doctors.has(doctor) && freed.slots.has(slot)),
      ...kept.map(({ doctor, outlet, slot }) => ({ doctor, outlet, slot })),
    ],
    published: problem.published.filter(({ doctor }) => freed.doctors.has(doctor)),
  };
  return part;
}

/** A roster in which a part was solved anew. */
export function joined(
  roster: readonly RosterSeat[],
  freed: Freed,
  found: readonly RosterSeat[],
): RosterSeat[] {
  return [...roster.filter((duty) => !isFreed(duty, freed)), ...found.filter((duty) => isFreed(duty, freed))];
}

function isFreed({ doctor, slot }: RosterSeat, { doctors, slots }: Freed): boolean {
  return doctors.has(doctor) && slots.has(slot);
}
