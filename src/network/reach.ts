import type { SelectQueryBuilder } from 'typeorm';
import type { Reach } from '../staff/actor.js';
import { NetworkOfficersOnly } from '../staff/domain/refusals.js';

/** Keeps a query inside somebody's reach; `alias` is the outlet's in the query. Denies by default. */
export function withinReach<T extends object>(
  query: SelectQueryBuilder<T>,
  reach: Reach,
  alias = 'outlet',
): SelectQueryBuilder<T> {
  switch (reach.over) {
    case 'network':
      return query;
    case 'districts':
      return query.andWhere(`${alias}.district_id IN (:...reached)`, { reached: [...reach.ids, ''] });
    case 'chains':
      return query.andWhere(`${alias}.chain_id IN (:...reached)`, { reached: [...reach.ids, ''] });
    case 'outlets':
      return query.andWhere(`${alias}.id IN (:...reached)`, { reached: [...reach.ids, ''] });
    case 'facility':
      return query.andWhere('1 = 0');
  }
}

/** Whether one outlet lies inside somebody's reach. */
export function reaches(
  reach: Reach,
  outlet: { id: string; districtId: string; chainId: string | null },
): boolean {
  switch (reach.over) {
    case 'network':
      return true;
    case 'districts':
      return reach.ids.includes(outlet.districtId);
    case 'chains':
      return outlet.chainId !== null && reach.ids.includes(outlet.chainId);
    case 'outlets':
      return reach.ids.includes(outlet.id);
    case 'facility':
      return false;
  }
}

/** Whether somebody's work reaches over a whole district; null stands for all of them. */
export function reachesDistrict(reach: Reach, districtId: string | null): boolean {
  if (reach.over === 'network') return true;
  return reach.over === 'districts' && districtId !== null && reach.ids.includes(districtId);
}

/** For a rule that holds in a district, or in all. @throws NetworkOfficersOnly */
export function assertReachesDistrict(reach: Reach, districtId: string | null): void {
  if (!reachesDistrict(reach, districtId)) throw new NetworkOfficersOnly();
}
