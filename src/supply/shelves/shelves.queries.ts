import { Injectable } from '@nestjs/common';
import { IsNull } from 'typeorm';
import { Calendar } from '../../config/calendar.js';
import type { Day } from '../../config/domain/calendar.js';
import { Reader } from '../../database/connections.js';
import type { Medicine } from '../../medicines/medicine.entity.js';
import { Medicines } from '../../medicines/medicines.service.js';
import { Lot } from '../../stock/ledger/lot.entity.js';
import { usableLot } from '../../stock/ledger/lots.queries.js';
import { averageADay, coverDays } from '../domain/consumption.js';
import { isLow, isOut, type ShelfLevel, levelOf, toOrder } from '../domain/reorder-level.js';
import { SupplyOrder } from '../orders/supply-order.entity.js';
import { ShelfPlan } from '../planning/shelf-plan.entity.js';
import { ReorderLevel } from './reorder-level.entity.js';

/** What lies on one shelf. */
export interface OnHand {
  /** Units that may be handed out today. */
  readonly usable: number;
  /** Units that have expired and are still there. */
  readonly expired: number;
  /** Units of recalled lots that are still there. */
  readonly recalled: number;
  readonly lots: number;
  readonly nextExpiry: Day | null;
}

/** One medicine on one outlet's shelf. */
export interface Shelf extends OnHand {
  readonly medicine: Medicine;
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
    private readonly catalogue: Medicines,
    private readonly calendar: Calendar,
  ) {}

  /**
   * Every medicine that an outlet has, has had, or has a level for; the low ones first.
   * @param only these medicines
   */
  async shelves(outletId: string, only?: readonly string[]): Promise<Shelf[]> {
    const [medicines, levels, plans, orders, lotsOf] = await Promise.all([
      this.catalogue.all(),
      this.reader.of(ReorderLevel).findBy({ outletId }),
      this.reader.of(ShelfPlan).find({ select: planFigures, where: { outletId } }),
      this.reader.of(SupplyOrder).findBy({ outletId, closedAt: IsNull() }),
      this.onHand(outletId, only),
    ]);
    const fixed = new Map(levels.map(({ medicineId, units }) => [medicineId, units]));
    const planOf = new Map(plans.map((plan) => [plan.medicineId, plan]));
    const onItsWay = (medicineId: string) =>
      orders
        .filter((order) => order.medicineId === medicineId)
        .reduce((sum, { units, arrived }) => sum + Math.max(0, units - arrived), 0);
    return medicines
      .filter(({ id }) => (lotsOf.has(id) || fixed.has(id)) && (!only || only.includes(id)))
      .map((medicine) => {
        const { id } = medicine;
        const standing = { fixed: fixed.get(id), plan: planOf.get(id) ?? null, onItsWay: onItsWay(id) };
        return shelfOf(medicine, lotsOf.get(id), standing);
      })
      .sort((a, b) => Number(b.low) - Number(a.low) || a.medicine.code.localeCompare(b.medicine.code));
  }

  /**
   * What lies on an outlet's shelves, by medicine; one that it never had is not among them.
   * @param only these medicines
   */
  async onHand(outletId: string, only?: readonly string[]): Promise<Map<string, OnHand>> {
    const today = this.calendar.today();
    const counted = this.reader
      .of(Lot)
      .createQueryBuilder('lot')
      .where('lot.outlet_id = :outletId', { outletId, today });
    if (only) counted.andWhere('lot.medicine_id IN (:...only)', { only });
    const rows = await counted
      .select('lot.medicine_id', 'medicine_id')
      .addSelect(`SUM(CASE WHEN ${usableLot} THEN lot.on_hand ELSE 0 END)`, 'usable')
      .addSelect('SUM(CASE WHEN lot.expires_on < :today THEN lot.on_hand ELSE 0 END)', 'expired')
      .addSelect('SUM(CASE WHEN lot.recall_id IS NOT NULL THEN lot.on_hand ELSE 0 END)', 'recalled')
      .addSelect('SUM(CASE WHEN lot.on_hand > 0 THEN 1 ELSE 0 END)', 'lots')
      .addSelect('MIN(CASE WHEN lot.on_hand > 0 THEN lot.expires_on END)', 'next_expiry')
      .groupBy('lot.medicine_id')
      .getRawMany<ShelfRow>();
    return new Map(
      rows.map(({ medicine_id, usable, expired, recalled, lots, next_expiry }) => [
        medicine_id,
        {
          usable: Number(usable),
          expired: Number(expired),
          recalled: Number(recalled),
          lots: Number(lots),
          nextExpiry: next_expiry,
        },
      ]),
    );
  }
}

const noLots: OnHand = { usable: 0, expired: 0, recalled: 0, lots: 0, nextExpiry: null };

interface ShelfStanding {
  readonly fixed: number | undefined;
  readonly plan: ShelfFigures | null;
  readonly onItsWay: number;
}

function shelfOf(
  medicine: Medicine,
  onHand: OnHand = noLots,
  { fixed, plan, onItsWay }: ShelfStanding,
): Shelf {
  const { usable } = onHand;
  const level = levelOf(fixed, plan);
  return {
    medicine,
    ...onHand,
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
