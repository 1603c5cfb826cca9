import { Injectable } from '@nestjs/common';
import { In, IsNull } from 'typeorm';
import { Calendar } from '../../config/calendar.js';
import type { Day } from '../../config/domain/calendar.js';
import { Reader } from '../../database/connections.js';
import { Medicine } from '../../medicines/medicine.entity.js';
import { Lot } from '../../stock/ledger/lot.entity.js';
import { usableLot } from '../../stock/ledger/lots.queries.js';
import { averageADay, coverDays } from '../domain/consumption.js';
import { isLow, isOut, type ShelfLevel, levelOf, toOrder } from '../domain/reorder-level.js';
import { SupplyOrder } from '../orders/supply-order.entity.js';
import { ShelfPlan } from '../planning/shelf-plan.entity.js';
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
  readonly level: ShelfLevel | null;
  readonly low: boolean;
  readonly plan: ShelfFigures | null;
  /** Days that it lasts; undefined where nobody knows what a day takes, Infinity where a day takes nothing. */
  readonly cover?: number;
  /** Ordered and not there yet. */
  readonly onItsWay: number;
  /** Units to order now. */
  readonly toOrder: number;
}

/** What a page says of a plan: all but what it has learnt from. */
export type ShelfFigures = Omit<ShelfPlan, 'demand'>;

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
export class ShelvesQueries {
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
    const [medicines, levels, plans, orders, rows] = await Promise.all([
      this.reader.of(Medicine).find({ where: only && { id: In([...only]) }, order: { code: 'ASC' } }),
      this.reader.of(ReorderLevel).findBy({ outletId }),
      this.reader.of(ShelfPlan).find({ select: planFigures, where: { outletId } }),
      this.reader.of(SupplyOrder).findBy({ outletId, closedAt: IsNull() }),
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
    const fixed = new Map(levels.map(({ medicineId, units }) => [medicineId, units]));
    const planOf = new Map(plans.map((plan) => [plan.medicineId, plan]));
    const onItsWay = (medicineId: string) =>
      orders
        .filter((order) => order.medicineId === medicineId)
        .reduce((sum, { units, arrived }) => sum + Math.max(0, units - arrived), 0);
    return medicines
      .filter(({ id }) => lotsOf.has(id) || fixed.has(id))
      .map((medicine) => {
        const { id } = medicine;
        const standing = { fixed: fixed.get(id), plan: planOf.get(id) ?? null, onItsWay: onItsWay(id) };
        return shelfOf(medicine, lotsOf.get(id), standing);
      })
      .sort((a, b) => Number(b.low) - Number(a.low) || a.medicine.code.localeCompare(b.medicine.code));
  }
}

interface ShelfStanding {
  readonly fixed: number | undefined;
  readonly plan: ShelfFigures | null;
  readonly onItsWay: number;
}

function shelfOf(
  medicine: Medicine,
  row: ShelfRow | undefined,
  { fixed, plan, onItsWay }: ShelfStanding,
): Shelf {
  const usable = Number(row?.usable ?? 0);
  const level = levelOf(fixed, plan);
  return {
    medicine,
    usable,
    expired: Number(row?.expired ?? 0),
    recalled: Number(row?.recalled ?? 0),
    lots: Number(row?.lots ?? 0),
    nextExpiry: row?.next_expiry ?? null,
    level,
    low: isOut(usable, level) || isLow(usable, level?.units),
    plan,
    cover: plan ? coverDays(usable, averageADay(plan)) : undefined,
    onItsWay,
    toOrder: toOrder(usable, onItsWay, level, medicine.packSize),
  };
}

const planFigures = {
  outletId: true,
  medicineId: true,
  firstOn: true,
  throughOn: true,
  known: true,
  lentBy: true,
  expected: true,
  safety: true,
  protectedDays: true,
  leadDays: true,
  leadsSeen: true,
  point: true,
  upTo: true,
  unusualAbove: true,
  days: true,
  daysOut: true,
  daysEmpty: true,
  carried: true,
  units: true,
  unmet: true,
} as const;
