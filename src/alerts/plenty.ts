import { In } from 'typeorm';
import type { Day } from '../config/domain/calendar.js';
import type { Unit } from '../database/unit.js';
import { isApproved } from '../network/domain/approval.js';
import { kilometresBetween } from '../network/domain/distance.js';
import { Outlet } from '../network/outlet.entity.js';
import { averageADay, coverDays } from '../supply/domain/consumption.js';
import { isUsable } from '../stock/domain/first-expired.js';
import { levelOf } from '../supply/domain/reorder-level.js';
import { Lot } from '../stock/ledger/lot.entity.js';
import { levelColumns, ShelfPlan } from '../supply/planning/shelf-plan.entity.js';
import { ReorderLevel } from '../supply/shelves/reorder-level.entity.js';
import type { AlertFacts } from './alert.entity.js';

/** Where nobody knows what a day takes, so many times the level is plenty. */
const levels = 2;

/** A clinic that has some of a medicine, and for how many days; Infinity where that is plenty by its level alone. */
interface Stocked {
  readonly outlet: Outlet;
  readonly usable: number;
  readonly lasts: number;
}

/** Finds who has plenty of what another outlet of the district is out of; reads each district's stock of a medicine once. */
export class Plenty {
  private readonly read = new Map<string, Promise<Stocked[]>>();

  constructor(
    private readonly unit: Unit,
    private readonly today: Day,
  ) {}

  /** The nearest other clinic of the district whose stock lasts longer than some days. */
  async near(outlet: Outlet, medicineId: string, days: number): Promise<AlertFacts['neighbour']> {
    const [nearest] = (await this.stocked(outlet.districtId, medicineId))
      .filter((one) => one.outlet.id !== outlet.id && one.lasts > days)
      .map((one) => ({ ...one, away: kilometresBetween(outlet, one.outlet) }))
      .sort((a, b) => (a.away ?? Infinity) - (b.away ?? Infinity));
    if (!nearest) return undefined;
    const { usable, away } = nearest;
    return {
      name: nearest.outlet.name,
      usable,
      ...(away !== undefined && { kilometres: Math.round(away * 10) / 10 }),
    };
  }

  private stocked(districtId: string, medicineId: string): Promise<Stocked[]> {
    const key = `${districtId} ${medicineId}`;
    const known = this.read.get(key) ?? this.load(districtId, medicineId);
    this.read.set(key, known);
    return known;
  }

  /** The clinics of a district that have more of a medicine than their level asks for. */
  private async load(districtId: string, medicineId: string): Promise<Stocked[]> {
    const { manager } = this.unit;
    const clinics = (await manager.findBy(Outlet, { districtId })).filter(({ state, approvedUntil }) =>
      isApproved(state, approvedUntil, this.today),
    );
    const where = { outletId: In(clinics.map(({ id }) => id)), medicineId };
    const usable = new Map<string, number>();
    for (const lot of await manager.findBy(Lot, where))
      if (isUsable(lot, this.today)) usable.set(lot.outletId, (usable.get(lot.outletId) ?? 0) + lot.onHand);
    const plans = await manager.find(ShelfPlan, { select: levelColumns, where });
    const planOf = new Map(plans.map((plan) => [plan.outletId, plan]));
    const fixed = new Map(
      (await manager.findBy(ReorderLevel, where)).map((one) => [one.outletId, one.units]),
    );
    return clinics.flatMap((outlet) => {
      const units = usable.get(outlet.id) ?? 0;
      const plan = planOf.get(outlet.id);
      const level = levelOf(fixed.get(outlet.id), plan);
      if (units <= (level?.units ?? 0)) return [];
      const lasts = plan && coverDays(units, averageADay(plan));
      const byLevel = level !== null && units > level.units * levels ? Infinity : 0;
      return [{ outlet, usable: units, lasts: lasts ?? byLevel }];
    });
  }
}
