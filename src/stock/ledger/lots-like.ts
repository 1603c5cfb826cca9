import { type EntityManager, In } from 'typeorm';
import { Recall } from '../recalls/recall.entity.js';
import { Lot, some } from './lot.entity.js';

/** A lot's number that another may be mistaken for. */
export interface KnownNumber {
  readonly medicineId: string;
  readonly number: string;
}

/** The numbers that a typed one may be meant to be: of what lies on the outlet's shelf, and of all that is recalled. */
export async function lotsLike(
  manager: EntityManager,
  { outletId, medicineIds }: { readonly outletId: string; readonly medicineIds: readonly string[] },
): Promise<KnownNumber[]> {
  const select = { medicineId: true, number: true };
  const of = { medicineId: In([...medicineIds]) };
  const lots = await manager.find(Lot, { select, where: { ...of, outletId, onHand: some } });
  const recalls = await manager.find(Recall, { select, where: of });
  return [...lots, ...recalls];
}
