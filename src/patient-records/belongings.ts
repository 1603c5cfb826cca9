import type { EntityTarget } from 'typeorm';
import { In } from 'typeorm';
import type { Unit } from '../database/unit.js';
import { Episode, FollowUp } from '../episodes/episode.entity.js';
import { Referral } from '../referrals/referral.entity.js';
import type { SaleNames } from '../selling/sold-to.js';
import { Visit } from '../visits/visit.entity.js';

/** What went from one record to another, by key; of a sale, in whose names it stood before. */
export interface Moved {
  readonly visits: readonly string[];
  readonly episodes: readonly string[];
  readonly followUps: readonly string[];
  readonly referrals: readonly string[];
  readonly sales: readonly SaleNames[];
}

interface OfPatient {
  readonly id: string;
  readonly patientId: string;
}

/** Every table whose rows are a patient's own, beside visits. */
export const belongings = {
  episodes: Episode,
  followUps: FollowUp,
  referrals: Referral,
} as const satisfies Record<string, EntityTarget<OfPatient>>;

const rowsAtOnce = 500;

/** All visits of some patients, held: by docs/invariants.md a visit comes before its patient. */
export const heldVisits = (unit: Unit, patientIds: readonly string[]): Promise<Visit[]> =>
  unit.manager.find(Visit, {
    where: { patientId: In([...patientIds]) },
    order: { id: 'ASC' },
    lock: unit.lock,
  });

/**
 * Gives all that belongs to one patient, who is held, to another: visits, episodes, follow-ups, referrals. What others are
 * adding to is waited for.
 * @returns what was moved
 */
export async function moveAll(unit: Unit, from: string, to: string): Promise<Omit<Moved, 'sales'>> {
  const visits = await keysOf(unit, Visit, from);
  await move(unit, Visit, visits, to);
  const moved: Record<string, string[]> = { visits };
  for (const [name, entity] of Object.entries(belongings)) {
    moved[name] = await keysOf(unit, entity, from);
    await move(unit, entity, moved[name], to);
  }
  return moved as unknown as Omit<Moved, 'sales'>;
}

/**
 * Gives back what was moved, and what was added since to an illness that goes back: an illness is one person's.
 * @returns the keys of all visits that went back
 */
export async function moveBack(
  unit: Unit,
  { visits, episodes, followUps, referrals }: Moved,
  from: string,
  to: string,
): Promise<string[]> {
  await move(unit, Episode, episodes, to);
  const ill = { patientId: from, episodeId: In([...episodes]) };
  const since = await unit.manager.find(Visit, { where: ill, select: { id: true } });
  const back = [...new Set([...visits, ...since.map(({ id }) => id)])];
  await move(unit, Visit, back, to);
  await move(unit, FollowUp, followUps, to);
  await move(unit, Referral, referrals, to);
  for (const entity of [FollowUp, Referral]) await unit.manager.update(entity, ill, { patientId: to });
  return back;
}

/** How many of the rows that were moved still stand: none is missing unless something was erased. */
export async function isWhole(unit: Unit, { visits, episodes }: Moved): Promise<boolean> {
  const standing = async (entity: EntityTarget<OfPatient>, keys: readonly string[]) =>
    (await unit.manager.countBy(entity, { id: In([...keys]) })) === keys.length;
  return (await standing(Visit, visits)) && (await standing(Episode, episodes));
}

async function keysOf(unit: Unit, entity: EntityTarget<OfPatient>, patientId: string): Promise<string[]> {
  const rows = await unit.manager.find(entity, {
    where: { patientId },
    order: { id: 'ASC' },
    lock: unit.lock,
  });
  return rows.map(({ id }) => id);
}

async function move(
  unit: Unit,
  entity: EntityTarget<OfPatient>,
  keys: readonly string[],
  to: string,
): Promise<void> {
  for (let from = 0; from < keys.length; from += rowsAtOnce)
    await unit.manager.update(entity, { id: In(keys.slice(from, from + rowsAtOnce)) }, { patientId: to });
}
