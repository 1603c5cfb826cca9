import { Injectable } from '@nestjs/common';
import type { Day } from '../../config/domain/calendar.js';
import { Reader } from '../../database/connections.js';
import type { MedicineUnit } from '../../medicines/domain/medicine.js';
import { Medicine } from '../../medicines/medicine.entity.js';
import { StaffMember } from '../../staff/staff-member.entity.js';
import { differenceOf, type DifferenceReason } from '../domain/count.js';
import { Lot } from '../ledger/lot.entity.js';
import { CountLine, StockCount } from './count.entity.js';

/** One lot on a count's sheet. */
export interface SheetLine {
  readonly lotId: string;
  readonly medicineId: string;
  readonly nameZh: string;
  readonly nameEn: string;
  readonly strength: string;
  readonly unit: MedicineUnit;
  readonly number: string;
  readonly expiresOn: Day;
  /** On hand by the ledger now, or when it was counted. */
  readonly onLedger: number;
  readonly counted: number | null;
  readonly countedAt: Date | null;
  readonly countedBy: string | null;
  readonly times: number;
  readonly reason: DifferenceReason | null;
  readonly note: string | null;
  /** Units; null until it is counted. */
  readonly difference: number | null;
  /** Units that moved since it was counted: they are kept. None once the count is over: posting itself moves. */
  readonly movedSince: number;
}

/** What pages show of stock-takes. */
@Injectable()
export class CountsQueries {
  constructor(private readonly reader: Reader) {}

  /** The counts of an outlet, newest first. */
  async list(outletId: string, skip: number, take: number) {
    const { entities, raw } = await this.reader
      .of(StockCount)
      .createQueryBuilder('count')
      .leftJoin(StaffMember, 'member', 'member.id = count.started_by')
      .addSelect('member.name', 'who')
      .addSelect(`(SELECT COUNT(*) FROM count_line line WHERE line.count_id = count.id)`, 'lots')
      .addSelect(
        `(SELECT COUNT(*) FROM count_line line WHERE line.count_id = count.id AND line.counted <> line.on_ledger)`,
        'differing',
      )
      .where('count.outlet_id = :outletId', { outletId })
      .orderBy('count.started_at', 'DESC')
      .offset(skip)
      .limit(take)
      .getRawAndEntities<{ who: string | null; lots: string; differing: string }>();
    return entities.map((count, i) => ({
      ...count,
      who: raw[i]!.who,
      lots: Number(raw[i]!.lots),
      differing: Number(raw[i]!.differing),
      goesOn: goesOn(count),
    }));
  }

  async find(outletId: string, id: string): Promise<StockCount | null> {
    return this.reader.of(StockCount).findOneBy({ id, outletId });
  }

  /** Every lot with something on hand, and every one that was counted, by medicine and expiry. */
  async sheet(count: StockCount): Promise<SheetLine[]> {
    const { id, outletId } = count;
    const rows = await this.reader
      .of(Lot)
      .createQueryBuilder('lot')
      .innerJoin(Medicine, 'medicine', 'medicine.id = lot.medicine_id')
      .leftJoin(CountLine, 'line', 'line.lot_id = lot.id AND line.count_id = :id', { id })
      .leftJoin(StaffMember, 'member', 'member.id = line.counted_by')
      .select('lot.id', 'lotId')
      .addSelect('lot.medicine_id', 'medicineId')
      .addSelect('medicine.name_zh', 'nameZh')
      .addSelect('medicine.name_en', 'nameEn')
      .addSelect('medicine.strength', 'strength')
      .addSelect('medicine.unit', 'unit')
      .addSelect('lot.number', 'number')
      .addSelect('lot.expires_on', 'expiresOn')
      .addSelect('lot.on_hand', 'onHand')
      .addSelect('line.counted', 'counted')
      .addSelect('line.on_ledger', 'onLedger')
      .addSelect('line.counted_at', 'countedAt')
      .addSelect('member.name', 'countedBy')
      .addSelect('line.times', 'times')
      .addSelect('line.reason', 'reason')
      .addSelect('line.note', 'note')
      .where('lot.outlet_id = :outletId AND (lot.on_hand > 0 OR line.id IS NOT NULL)', { outletId })
      .orderBy('medicine.code')
      .addOrderBy('lot.expires_on')
      .addOrderBy('lot.id')
      .getRawMany<Row>();
    return rows.map((row) => lineOf(row, goesOn(count)));
  }
}

/** Whether a count is neither posted nor given up. */
export const goesOn = ({ postedAt, cancelledAt }: StockCount): boolean => !postedAt && !cancelledAt;

type Row = Omit<SheetLine, 'onLedger' | 'countedAt' | 'times' | 'difference' | 'movedSince'> & {
  onHand: number;
  onLedger: number | null;
  countedAt: string | null;
  times: number | null;
};

function lineOf({ onHand, onLedger, countedAt, times, counted, ...row }: Row, open: boolean): SheetLine {
  const wasCounted = counted !== null && onLedger !== null;
  return {
    ...row,
    counted,
    onLedger: onLedger ?? onHand,
    countedAt: countedAt ? new Date(countedAt) : null,
    times: times ?? 0,
    difference: wasCounted ? differenceOf({ counted, onLedger }) : null,
    movedSince: open && wasCounted ? onHand - onLedger : 0,
  };
}
