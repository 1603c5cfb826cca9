import { Injectable } from '@nestjs/common';
import { In, MoreThanOrEqual } from 'typeorm';
import { Calendar } from '../../config/calendar.js';
import { addDays, type Day } from '../../config/domain/calendar.js';
import type { Unit } from '../../database/unit.js';
import { isApproved } from '../../network/domain/approval.js';
import { Outlet } from '../../network/outlet.entity.js';
import { DemandDay } from '../demand/demand-day.entity.js';
import { Lot, some } from '../../stock/ledger/lot.entity.js';
import { Movement } from '../../stock/ledger/movement.entity.js';
import { SupplyOrder } from '../orders/supply-order.entity.js';
import { ReorderLevel } from '../shelves/reorder-level.entity.js';
import { ShelfPlan } from './shelf-plan.entity.js';
import { type PlanSettings, StockSettings } from './stock-settings.service.js';

/** Days over which a page says what a day takes. */
export const windowDays = 28;
/** Deliveries of so many days back tell the lead time. */
const leadsOfDays = 180;

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
  readonly days: readonly DemandDay[];
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

  async of(unit: Unit, outletId: string, on: Day): Promise<Evening> {
    const { manager } = unit;
    const outlet = await manager.findOneByOrFail(Outlet, { id: outletId });
    const plans = await manager.findBy(ShelfPlan, { outletId });
    const levels = await manager.findBy(ReorderLevel, { outletId });
    const usable = await this.usable(unit, outletId, on);
    for (const { medicineId } of levels) usable.set(medicineId, usable.get(medicineId) ?? 0);
    const planned = new Map(plans.map((plan) => [plan.medicineId, plan]));
    const unplanned = [...usable.keys()].filter((medicineId) => !planned.has(medicineId));
    // A shelf that is new here may be old: what it took before it was planned is learnt as well.
    const since = [addDays(on, 1 - windowDays), ...plans.map(({ throughOn }) => throughOn)].sort()[0]!;
    const from = unplanned.length > 0 ? {} : { on: MoreThanOrEqual(since) };
    return {
      outletId,
      on,
      isClinic: isApproved(outlet.state, outlet.approvedUntil, on),
      usable,
      notKept: new Set(levels.filter(({ units }) => units === 0).map(({ medicineId }) => medicineId)),
      plans: planned,
      beginnings: await this.beginnings(unit, outletId, unplanned),
      days: await manager.findBy(DemandDay, { outletId, ...from }),
      orders: await manager.find(SupplyOrder, {
        where: { outletId, arrivedOn: MoreThanOrEqual(addDays(on, -leadsOfDays)) },
        order: { arrivedOn: 'DESC', id: 'DESC' },
      }),
      settings: await this.settings.get(manager),
    };
  }

  private async usable(unit: Unit, outletId: string, on: Day): Promise<Map<string, number>> {
    const kept = await unit.manager
      .createQueryBuilder(Lot, 'lot')
      .select('lot.medicine_id', 'medicineId')
      .distinct(true)
      .where('lot.outlet_id = :outletId', { outletId })
      .getRawMany<{ medicineId: string }>();
    const usable = new Map(kept.map(({ medicineId }) => [medicineId, 0]));
    const lots = await unit.manager.findBy(Lot, { outletId, onHand: some });
    for (const { medicineId, onHand, expiresOn, recallId } of lots)
      if (expiresOn >= on && recallId === null) usable.set(medicineId, usable.get(medicineId)! + onHand);
    return usable;
  }

  private async beginnings(unit: Unit, outletId: string, medicineIds: string[]): Promise<Map<string, Day>> {
    if (medicineIds.length === 0) return new Map();
    const rows = await unit.manager
      .createQueryBuilder(Movement, 'movement')
      .select('movement.medicine_id', 'medicineId')
      .addSelect('MIN(movement.at)', 'at')
      .where({ outletId, medicineId: In(medicineIds) })
      .groupBy('movement.medicine_id')
      .getRawMany<{ medicineId: string; at: string }>();
    return new Map(rows.map(({ medicineId, at }) => [medicineId, this.calendar.dayOf(new Date(at))]));
  }
}
