import type { EntityManager } from 'typeorm';
import type { Unit } from '../database/unit.js';
import type { ChosenColumns } from './domain/columns.js';
import { KnownHeadings, markOf } from './known-headings.entity.js';

/** What somebody has said of the columns of a file with these headings; null where nobody has. @param of whose and what */
export async function chosenBefore(
  manager: EntityManager,
  of: string,
  headings: readonly string[],
): Promise<ChosenColumns | null> {
  const said = await manager.findOneBy(KnownHeadings, { of, mark: markOf(headings) });
  return said?.chosen ?? null;
}

/** Keeps what is said of a file's columns for the next file with the same headings. */
export async function keepChosen(
  unit: Unit,
  of: string,
  headings: readonly string[],
  chosen: ChosenColumns,
): Promise<void> {
  const kept = { of, mark: markOf(headings), chosen, saidAt: unit.at, saidBy: unit.author.id };
  await unit.manager.upsert(KnownHeadings, kept, ['of', 'mark']);
}
