import { Injectable } from '@nestjs/common';
import { type EntityManager, In } from 'typeorm';
import { Calendar } from '../config/calendar.js';
import type { Day } from '../config/domain/calendar.js';
import { Reader } from '../database/connections.js';
import { Medicine } from '../medicines/medicine.entity.js';
import { StaffMember } from '../staff/staff-member.entity.js';
import { Lot } from './ledger/lot.entity.js';
import { Movement } from './ledger/movement.entity.js';
import { isUsable } from './domain/first-expired.js';
import { ReorderLevel } from './reorder-level.entity.js';

/** One medicine on one outlet's shelf. */
export interface Shelf {
  readonly medicine: Medicine;
  /** Units that may be handed out today. */
  readonly usable: number;
  /** Units that have expired and are still there. */
  readonly expired: number;
  /** Units of recalled lots that are still there. */
  readonly recalled: number;
  readonly lots: number;
  readonly nextExpiry: Day | null;
  readonly reorderLevel: number | null;
  readonly low: boolean;
}

/** Which lots may be handed out, as a condition on `lot` with the parameter `today`. */
export const usableLot = 'lot.expires_on >= :today AND lot.recall_id IS NULL';

/** Usable units of one medicine at one outlet, on a day. */
export async function usableUnits(
  manager: EntityManager,
  outletId: string,
  medicineId: string,
  today: Day,
): Promise<number> {
  const row = await manager
    .createQueryBuilder(Lot, 'lot')
    .select('COALESCE(SUM(lot.on_hand), 0)', 'units')
    .where('lot.outlet_id = :outletId AND lot.medicine_id = :medicineId AND lot.on_hand > 0', {
      outletId,
      medicineId,
    })
    .andWhere(usableLot, { today })
    .getRawOne<{ units: string }>();
  return Number(row!.units);
}

interface ShelfRow {
  medicine_id: string;
  usable: string;
  expired: string;
  recalled: string;
  lots: string;
  next_expiry: string | null;
}

/** What pages show of the shelves. */
@Injectable()
export class StockQueries {
  constructor(
    private readonly reader: Reader,
    private readonly calendar: Calendar,
  ) {}

  /**
   * Every medicine that an outlet has, has had, or has a level for; the low ones first.
   * @param only these medicines
   */
  async shelves(outletId: string, only?: readonly string[]): Promise<Shelf[]> {
    const today = this.calendar.today();
    const counted = this.reader
      .of(Lot)
      .createQueryBuilder('lot')
      .where('lot.outlet_id = :outletId', { outletId, today });
    if (only) counted.andWhere('lot.medicine_id IN (:...only)', { only });
    const [medicines, levels, rows] = await Promise.all([
      this.reader.of(Medicine).find({ where: only && { id: In([...only]) }, order: { code: 'ASC' } }),
      this.reader.of(ReorderLevel).findBy({ outletId }),
      counted
        .select('lot.medicine_id', 'medicine_id')
        .addSelect(`SUM(CASE WHEN ${usableLot} THEN lot.on_hand ELSE 0 END)`, 'usable')
        .addSelect('SUM(CASE WHEN lot.expires_on < :today THEN lot.on_hand ELSE 0 END)', 'expired')
        .addSelect('SUM(CASE WHEN lot.recall_id IS NOT NULL THEN lot.on_hand ELSE 0 END)', 'recalled')
        .addSelect('SUM(CASE WHEN lot.on_hand > 0 THEN 1 ELSE 0 END)', 'lots')
        .addSelect('MIN(CASE WHEN lot.on_hand > 0 THEN lot.expires_on END)', 'next_expiry')
        .groupBy('lot.medicine_id')
        .getRawMany<ShelfRow>(),
    ]);
    const lotsOf = new Map(rows.map((row) => [row.medicine_id, row]));
    const levelOf = new Map(levels.map(({ medicineId, units }) => [medicineId, units]));
    return medicines
      .filter(({ id }) => lotsOf.has(id) || levelOf.has(id))
      .map((medicine) => shelfOf(medicine, lotsOf.get(medicine.id), levelOf.get(medicine.id) ?? null))
      .sort((a, b) => Number(b.low) - Number(a.low) || a.medicine.code.localeCompare(b.medicine.code));
  }

  /** The lots of one shelf, the first to expire first; empty ones last. */
  async lots(outletId: string, medicineId: string): Promise<(Lot & { expired: boolean; usable: boolean })[]> {
    const today = this.calendar.today();
    const lots = await this.reader
      .of(Lot)
      .find({ where: { outletId, medicineId }, order: { expiresOn: 'ASC' } });
    return lots
      .map((lot) => ({ ...lot, expired: lot.expiresOn < today, usable: isUsable(lot, today) }))
      .sort((a, b) => Number(a.onHand === 0) - Number(b.onHand === 0));
  }

  async lot(outletId: string, id: string): Promise<Lot | null> {
    return this.reader.of(Lot).findOneBy({ id, outletId });
  }

  /** The ledger of one shelf, newest first. */
  async ledger(outletId: string, medicineId: string, skip: number, take: number) {
    const { entities, raw } = await this.reader
      .of(Movement)
      .createQueryBuilder('movement')
      .innerJoin(Lot, 'lot', 'lot.id = movement.lot_id')
      .leftJoin(StaffMember, 'member', 'member.id = movement.by')
      .leftJoin(Movement, 'reversal', 'reversal.reverses_id = movement.id')
      .addSelect('lot.number', 'lot_number')
      .addSelect('member.name', 'who')
      .addSelect('reversal.id', 'reversal_id')
      .where('movement.outlet_id = :outletId AND movement.medicine_id = :medicineId', {
        outletId,
        medicineId,
      })
      .orderBy('movement.at', 'DESC')
      .addOrderBy('movement.id', 'DESC')
      .offset(skip)
      .limit(take)
      .getRawAndEntities<{ lot_number: string; who: string | null; reversal_id: string | null }>();
    return entities.map((movement, i) => ({
      ...movement,
      lotNumber: raw[i]!.lot_number,
      who: raw[i]!.who,
      reversed: raw[i]!.reversal_id !== null,
      reversible: raw[i]!.reversal_id === null && isReversible(movement),
    }));
  }
}

/** What a visit, a count or a transfer did is put right there. */
const isReversible = ({ kind, visitId, documentId }: Movement): boolean =>
  kind !== 'reverse' && kind !== 'destroy' && !visitId && (!documentId || kind === 'receive');

function shelfOf(medicine: Medicine, row: ShelfRow | undefined, reorderLevel: number | null): Shelf {
  const usable = Number(row?.usable ?? 0);
  return {
    medicine,
    usable,
    expired: Number(row?.expired ?? 0),
    recalled: Number(row?.recalled ?? 0),
    lots: Number(row?.lots ?? 0),
    nextExpiry: row?.next_expiry ?? null,
    reorderLevel,
    low: isLow(usable, reorderLevel),
  };
}

/** Whether a shelf is below its reorder level; one without a level is never low. */
export const isLow = (usable: number, reorderLevel: number | null): boolean =>
  reorderLevel !== null && usable < reorderLevel;
