import { type EntityTarget, In } from 'typeorm';
import type { Unit } from '../database/unit.js';
import { Episode, FollowUp } from '../episodes/episode.entity.js';
import { Referral } from '../referrals/referral.entity.js';
import type { SaleNames } from '../selling/sold-to.js';
import { Visit } from '../visits/visit.entity.js';

interface OfPatient {
  readonly id: string;
  readonly patientId: string;
}

/** Every table whose rows are a patient's own, in the order in which they are held. */
export const belongings = {
  visits: Visit,
  episodes: Episode,
  followUps: FollowUp,
  referrals: Referral,
} as const satisfies Record<string, EntityTarget<OfPatient>>;

type Belonging = keyof typeof belongings;
type MovedKeys = Readonly<Record<Belonging, readonly string[]>>;

/** What went from one record to another, by key; of a sale, in whose names it stood before. */
export interface Moved extends MovedKeys {
  readonly sales: readonly SaleNames[];
}

const rowsAtOnce = 500;

/** Holds the visits of some patients: by docs/invariants.md a visit comes before its patient. */
export async function holdVisits(unit: Unit, patientIds: readonly string[]): Promise<void> {
  for (const patientId of [...patientIds].sort()) await heldKeys(unit, Visit, patientId);
}

/** The visits of a patient who is held: nobody adds to them. */
export const visitsOf = (unit: Unit, patientId: string): Promise<Pick<Visit, 'id' | 'on'>[]> =>
  unit.manager.find(Visit, { where: { patientId }, select: { id: true, on: true } });

/**
 * Gives all that belongs to one patient, who is held, to another. What others are adding to is waited for.
 * @returns what was moved
 */
export async function moveAll(unit: Unit, from: string, to: string): Promise<MovedKeys> {
  const moved: Record<Belonging, string[]> = { visits: [], episodes: [], followUps: [], referrals: [] };
  for (const name of Object.keys(moved) as Belonging[]) {
    moved[name] = await heldKeys(unit, belongings[name], from);
    await move(unit, belongings[name], moved[name], to);
  }
  return moved;
}

/**
 * Gives back what was moved, and what was added since to an illness that goes back: an illness is one person's.
 * @returns the keys of all visits that went back
 */
export async function moveBack(unit: Unit, moved: Moved, from: string, to: string): Promise<string[]> {
  const { episodes, ...others } = moved;
  await move(unit, Episode, episodes, to);
  const ill = { patientId: from, episodeId: In([...episodes]) };
  const since = await unit.manager.find(Visit, { where: ill, select: { id: true } });
  const visits = [...new Set([...others.visits, ...since.map(({ id }) => id)])];
  await move(unit, Visit, visits, to);
  await move(unit, FollowUp, others.followUps, to);
  await move(unit, Referral, others.referrals, to);
  for (const entity of [FollowUp, Referral]) await unit.manager.update(entity, ill, { patientId: to });
  return visits;
}

/** Whether all rows that were moved still stand: none is missing unless something was erased. */
export async function isWhole(unit: Unit, moved: Moved): Promise<boolean> {
  for (const name of Object.keys(belongings) as Belonging[]) {
    const entity: EntityTarget<OfPatient> = belongings[name];
    const standing = await unit.manager.countBy(entity, { id: In([...moved[name]]) });
    if (standing !== moved[name].length) return false;
  }
  return true;
}

async function heldKeys(unit: Unit, entity: EntityTarget<OfPatient>, patientId: string): Promise<string[]> {
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
