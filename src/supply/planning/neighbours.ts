import { type EntityManager, In, MoreThanOrEqual, Not } from 'typeorm';
import { kilometresBetween } from '../../network/domain/distance.js';
import { Outlet } from '../../network/outlet.entity.js';
import type { Demand } from '../domain/demand.js';
import { knowsEnoughToLend, mostLenders } from '../domain/lent.js';
import { ShelfPlan } from './shelf-plan.entity.js';

/** Outlets that are asked, the nearest ones of the district. */
const asked = 10;

/**
 * What the outlets nearby know of some medicines, for shelves that are new: by medicine the demand at the nearest
 * clinics of the same district that know enough of it.
 */
export async function lendersOf(
  manager: EntityManager,
  outlet: Outlet,
  medicineIds: readonly string[],
): Promise<Map<string, Demand[]>> {
  const lenders = new Map<string, Demand[]>();
  if (medicineIds.length === 0) return lenders;
  const near = await nearest(manager, outlet);
  const plans = await manager.find(ShelfPlan, {
    select: { outletId: true, medicineId: true, demand: true },
    where: {
      outletId: In(near),
      medicineId: In([...medicineIds]),
      known: MoreThanOrEqual(knowsEnoughToLend),
    },
  });
  plans.sort((a, b) => near.indexOf(a.outletId) - near.indexOf(b.outletId));
  for (const { medicineId, demand } of plans) {
    const known = lenders.get(medicineId) ?? [];
    if (known.length < mostLenders) lenders.set(medicineId, [...known, demand]);
  }
  return lenders;
}

/** Keys of the other clinics of the same district, the nearest first; those without a position last. */
async function nearest(manager: EntityManager, outlet: Outlet): Promise<string[]> {
  const others = await manager.find(Outlet, {
    select: { id: true, latitude: true, longitude: true },
    where: { districtId: outlet.districtId, state: 'approved', id: Not(outlet.id) },
  });
  return others
    .map((other) => ({ id: other.id, away: kilometresBetween(outlet, other) ?? Infinity }))
    .sort((a, b) => a.away - b.away || a.id.localeCompare(b.id))
    .slice(0, asked)
    .map(({ id }) => id);
}
