import { Injectable } from '@nestjs/common';
import { type EntityManager, In, MoreThanOrEqual } from 'typeorm';
import { Calendar } from '../../config/calendar.js';
import { addDays, type Day } from '../../config/domain/calendar.js';
import type { Unit } from '../../database/unit.js';
import { isApproved } from '../../network/domain/approval.js';
import { Outlet } from '../../network/outlet.entity.js';
import { DemandDay } from '../demand/demand-day.entity.js';
import type { Demand } from '../domain/demand.js';
import { knowsItself } from '../domain/lent.js';
import { Lot } from '../../stock/ledger/lot.entity.js';
import { Movement } from '../../stock/ledger/movement.entity.js';
import { SupplyOrder } from '../orders/supply-order.entity.js';
import { ReorderLevel } from '../shelves/reorder-level.entity.js';
import { lendersOf } from './neighbours.js';
import { ShelfPlan } from './shelf-plan.entity.js';
import { type PlanSettings, StockSettings } from './stock-settings.service.js';

/** Days over which a page says what a day takes. */
export const windowDays = 28;
/** Deliveries of so many days back tell the lead time. */
const leadsOfDays = 180;

export type KnownDay = Pick<DemandDay, 'medicineId' | 'on' | 'units' | 'unmet' | 'outs'>;

/** What is known of an outlet when a day is over. */
export interface Evening {
  readonly outletId: string;
  readonly on: Day;
  /** Whether anything may be handed out there. */
  readonly isClinic: boolean;
  /** Usable units by medicine, of all medicines that it has or ever had. */
  readonly usable: ReadonlyMap<string, number>;
  /** Medicines that the outlet says it does not keep. */
  readonly notKept: ReadonlySet<string>;
  readonly plans: ReadonlyMap<string, ShelfPlan>;
  /** The first day of shelves that are not planned yet. */
  readonly beginnings: ReadonlyMap<string, Day>;
  readonly days: readonly KnownDay[];
  /** The first day that a shelf has not learnt from. */
  readonly unlearntFrom: Day;
  /** What neighbours know of the shelves that know too little themselves, by medicine. */
  readonly lenders: ReadonlyMap<string, readonly Demand[]>;
  /** What was delivered lately, the newest first. */
  readonly orders: readonly SupplyOrder[];
  readonly settings: PlanSettings;
}

/** Reads what a day's closing needs to know of an outlet. */
@Injectable()
export class Evenings {
  constructor(
    private readonly settings: StockSettings,
    private readonly calendar: Calendar,
  ) {}

  async of(manager: EntityManager, outletId: string, on: Day): Promise<Evening> {
    const outlet = await manager.findOneByOrFail(Outlet, { id: outletId });
    const plans = await manager.findBy(ShelfPlan, { outletId });
    const levels = await manager.findBy(ReorderLevel, { outletId });
    const usable = await this.usable(manager, outletId, on);
    for (const { medicineId } of levels) usable.set(medicineId, usable.get(medicineId) ?? 0);
    const planned = new Map(plans.map((plan) => [plan.medicineId, plan]));
    const unplanned = [...usable.keys()].filter((medicineId) => !planned.has(medicineId));
    // A shelf that is new here may be old: what it took before it was planned is learnt as well.
    const learnt = plans.map(({ throughOn }) => throughOn).sort();
    const unlearntFrom = unplanned.length > 0 || !learnt[0] ? firstDay : addDays(learnt[0], 1);
    const since = [addDays(on, 1 - windowDays), unlearntFrom].sort()[0]!;
    const learners = plans.filter(({ known }) => known < knowsItself).map(({ medicineId }) => medicineId);
    return {
      outletId,
      on,
      isClinic: isApproved(outlet.state, outlet.approvedUntil, on),
      usable,
      notKept: new Set(levels.filter(({ units }) => units === 0).map(({ medicineId }) => medicineId)),
      plans: planned,
      beginnings: await this.beginnings(manager, outletId, unplanned),
      days: await demandBetween(manager, outletId, since, on),
      unlearntFrom,
      lenders: await lendersOf(manager, outlet, [...learners, ...unplanned]),
      orders: await manager.find(SupplyOrder, {
        where: { outletId, arrivedOn: MoreThanOrEqual(addDays(on, -leadsOfDays)) },
        order: { arrivedOn: 'DESC', id: 'DESC' },
      }),
      settings: await this.settings.get(manager),
    };
  }

  /**
   * Whether all that the shelves are to learn from is still as it was read: somebody may note a visit for a day that is
   * over, and whoever closes that day must not miss it.
   */
  async isStill(
    { manager }: Unit,
    { outletId, on: last, plans, days, unlearntFrom }: Evening,
  ): Promise<boolean> {
    const now = await manager.find(ShelfPlan, {
      select: { outletId: true, medicineId: true, throughOn: true, carried: true },
      where: { outletId },
    });
    const learnt = ({ medicineId, throughOn, carried }: ShelfPlan) => `${medicineId} ${throughOn} ${carried}`;
    const same = (a: string[], b: string[]) => a.sort().join() === b.sort().join();
    if (!same(now.map(learnt), [...plans.values()].map(learnt))) return false;
    const isUnlearnt = ({ on }: KnownDay) => on >= unlearntFrom;
    const demand = ({ medicineId, on, units, unmet, outs }: KnownDay) =>
      [medicineId, on, units, unmet, outs].join(' ');
    const unlearnt = await demandBetween(manager, outletId, unlearntFrom, last);
    return same(unlearnt.map(demand), days.filter(isUnlearnt).map(demand));
  }

  private async usable(manager: EntityManager, outletId: string, on: Day): Promise<Map<string, number>> {
    const rows = await manager
      .createQueryBuilder(Lot, 'lot')
      .select('lot.medicine_id', 'medicineId')
      .addSelect(
        'SUM(CASE WHEN lot.expires_on >= :on AND lot.recall_id IS NULL THEN lot.on_hand ELSE 0 END)',
        'units',
      )
      .where('lot.outlet_id = :outletId', { outletId, on })
      .groupBy('lot.medicine_id')
      .getRawMany<{ medicineId: string; units: string }>();
    return new Map(rows.map(({ medicineId, units }) => [medicineId, Number(units)]));
  }

  private async beginnings(
    manager: EntityManager,
    outletId: string,
    medicineIds: string[],
  ): Promise<Map<string, Day>> {
    if (medicineIds.length === 0) return new Map();
    const rows = await manager
      .createQueryBuilder(Movement, 'movement')
      .select('movement.medicine_id', 'medicineId')
      .addSelect('MIN(movement.at)', 'at')
      .where({ outletId, medicineId: In(medicineIds) })
      .groupBy('movement.medicine_id')
      .getRawMany<{ medicineId: string; at: string }>();
    return new Map(rows.map(({ medicineId, at }) => [medicineId, this.calendar.dayOf(new Date(at))]));
  }
}

/** Before any program of this kind. */
const firstDay = '2000-01-01';

/** What an outlet's shelves were asked for from a day to another, read as rows: there are many. */
async function demandBetween(
  manager: EntityManager,
  outletId: string,
  from: Day,
  until: Day,
): Promise<KnownDay[]> {
  return manager
    .createQueryBuilder(DemandDay, 'day')
    .select('day.medicine_id', 'medicineId')
    .addSelect('day.on', 'on')
    .addSelect('day.units', 'units')
    .addSelect('day.unmet', 'unmet')
    .addSelect('day.outs', 'outs')
    .where('day.outlet_id = :outletId AND day.on BETWEEN :from AND :until', { outletId, from, until })
    .getRawMany<KnownDay>();
}
