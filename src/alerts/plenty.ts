import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import type { Day } from '../config/domain/calendar.js';
import type { Unit } from '../database/unit.js';
import { isApproved } from '../network/domain/approval.js';
import { kilometresBetween } from '../network/domain/distance.js';
import { Outlet } from '../network/outlet.entity.js';
import { averageADay, coverDays } from '../stock/domain/consumption.js';
import { levelOf } from '../stock/domain/reorder-level.js';
import { isUsable } from '../stock/domain/first-expired.js';
import { Lot } from '../stock/ledger/lot.entity.js';
import { levelColumns, ShelfPlan } from '../stock/planning/shelf-plan.entity.js';
import { ReorderLevel } from '../stock/reorder-level.entity.js';
import type { AlertFacts } from './alert.entity.js';

interface EmptyShelf {
  readonly outletId: string;
  readonly medicineId: string;
  readonly districtId: string;
}

/** Where nobody knows what a day takes, so many times the level is plenty. */
const levels = 2;

/** Finds who has plenty of what another outlet of the district is out of. */
@Injectable()
export class Plenty {
  /** The nearest clinic of the district whose stock lasts longer than some days, once it has given something away. */
  async near(
    unit: Unit,
    { outletId, medicineId, districtId }: EmptyShelf,
    days: number,
    today: Day,
  ): Promise<AlertFacts['neighbour']> {
    const outlets = await unit.manager.findBy(Outlet, { districtId });
    const here = outlets.find(({ id }) => id === outletId);
    const others = outlets.filter(
      ({ id, state, approvedUntil }) => id !== outletId && isApproved(state, approvedUntil, today),
    );
    if (!here || others.length === 0) return undefined;
    const usable = await this.usable(unit, others, medicineId, today);
    const having = others.filter(({ id }) => (usable.get(id) ?? 0) > 0);
    const plenty = await this.withPlenty(unit, having, medicineId, { usable, days });
    const [nearest] = plenty
      .map((outlet) => ({ outlet, away: kilometresBetween(here, outlet) }))
      .sort((a, b) => (a.away ?? Infinity) - (b.away ?? Infinity));
    if (!nearest) return undefined;
    const { outlet, away } = nearest;
    return {
      name: outlet.name,
      usable: usable.get(outlet.id)!,
      ...(away !== undefined && { kilometres: Math.round(away * 10) / 10 }),
    };
  }

  private async usable(
    unit: Unit,
    outlets: readonly Outlet[],
    medicineId: string,
    today: Day,
  ): Promise<Map<string, number>> {
    const lots = await unit.manager.findBy(Lot, { outletId: In(outlets.map(({ id }) => id)), medicineId });
    const usable = new Map<string, number>();
    for (const lot of lots)
      if (isUsable(lot, today)) usable.set(lot.outletId, (usable.get(lot.outletId) ?? 0) + lot.onHand);
    return usable;
  }

  private async withPlenty(
    unit: Unit,
    outlets: readonly Outlet[],
    medicineId: string,
    { usable, days }: { readonly usable: ReadonlyMap<string, number>; readonly days: number },
  ): Promise<Outlet[]> {
    const where = { outletId: In(outlets.map(({ id }) => id)), medicineId };
    const plans = await unit.manager.find(ShelfPlan, {
      select: levelColumns,
      where,
    });
    const fixed = await unit.manager.findBy(ReorderLevel, where);
    return outlets.filter(({ id }) => {
      const plan = plans.find(({ outletId }) => outletId === id);
      const level = levelOf(fixed.find(({ outletId }) => outletId === id)?.units, plan);
      const cover = plan && coverDays(usable.get(id)!, averageADay(plan));
      if (level && usable.get(id)! <= level.units) return false;
      if (cover !== undefined) return cover > days;
      return level !== null && usable.get(id)! > level.units * levels;
    });
  }
}
