import { Injectable } from '@nestjs/common';
import { In, MoreThanOrEqual } from 'typeorm';
import type { Unit } from '../../database/unit.js';
import { kilometresBetween } from '../../network/domain/distance.js';
import { Outlet } from '../../network/outlet.entity.js';
import type { Demand } from '../domain/demand.js';
import { knowsEnoughToLend, mostLenders } from '../domain/lent.js';
import { ShelfPlan } from './shelf-plan.entity.js';

/** Outlets that are asked, the nearest ones of the district. */
const asked = 10;

/** What the outlets nearby know of a medicine, for one that is new. */
@Injectable()
export class Neighbours {
  /** The demand at the nearest outlets of the same district that know enough of the medicine. */
  async of(unit: Unit, outletId: string, medicineId: string): Promise<Demand[]> {
    const near = await this.nearest(unit, outletId);
    const plans = await unit.manager.findBy(ShelfPlan, {
      outletId: In(near),
      medicineId,
      known: MoreThanOrEqual(knowsEnoughToLend),
    });
    return plans
      .sort((a, b) => near.indexOf(a.outletId) - near.indexOf(b.outletId))
      .slice(0, mostLenders)
      .map(({ demand }) => demand);
  }

  /** Keys of the other clinics of the same district, the nearest first; those without a position last. */
  private async nearest(unit: Unit, outletId: string): Promise<string[]> {
    const outlet = await unit.manager.findOneByOrFail(Outlet, { id: outletId });
    const others = await unit.manager.findBy(Outlet, { districtId: outlet.districtId, state: 'approved' });
    return others
      .filter(({ id }) => id !== outletId)
      .map((other) => ({ id: other.id, away: kilometresBetween(outlet, other) ?? Infinity }))
      .sort((a, b) => a.away - b.away || a.id.localeCompare(b.id))
      .slice(0, asked)
      .map(({ id }) => id);
  }
}
