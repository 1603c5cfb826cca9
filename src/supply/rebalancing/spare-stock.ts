import { Injectable } from '@nestjs/common';
import { Calendar } from '../../config/calendar.js';
import { Reader } from '../../database/connections.js';
import { isApproved } from '../../network/domain/approval.js';
import { nearestFirst, shownKilometres } from '../../network/domain/distance.js';
import { Outlet } from '../../network/outlet.entity.js';
import { Lot } from '../../stock/ledger/lot.entity.js';
import { usableLot } from '../../stock/ledger/lots.queries.js';
import type { Holder, Holders } from '../../stock/transfers/holders.js';
import { ShelfPlan } from '../planning/shelf-plan.entity.js';
import { ReorderLevel } from '../shelves/reorder-level.entity.js';

const mostHolders = 12;

/** Tells who has more on the shelf than below which it is low. */
@Injectable()
export class SpareStock implements Holders {
  constructor(
    private readonly reader: Reader,
    private readonly calendar: Calendar,
  ) {}

  async of(to: Outlet, medicineId: string): Promise<Holder[]> {
    const today = this.calendar.today();
    const { entities, raw } = await this.reader
      .of(Outlet)
      .createQueryBuilder('outlet')
      .innerJoin(Lot, 'lot', `lot.outlet_id = outlet.id AND lot.on_hand > 0 AND ${usableLot}`, { today })
      .leftJoin(ReorderLevel, 'fixed', 'fixed.outlet_id = outlet.id AND fixed.medicine_id = lot.medicine_id')
      .leftJoin(ShelfPlan, 'plan', 'plan.outlet_id = outlet.id AND plan.medicine_id = lot.medicine_id')
      .addSelect('SUM(lot.on_hand)', 'usable')
      .addSelect('MAX(COALESCE(fixed.units, plan.point))', 'level')
      .where('lot.medicine_id = :medicineId AND outlet.id <> :id', { medicineId, id: to.id })
      .groupBy('outlet.id')
      .having('SUM(lot.on_hand) > COALESCE(MAX(COALESCE(fixed.units, plan.point)), 0)')
      .getRawAndEntities<{ usable: string; level: number | null }>();
    return entities
      .map((outlet, i) => ({ outlet, usable: Number(raw[i]!.usable), level: raw[i]!.level }))
      .filter(({ outlet }) => isApproved(outlet.state, outlet.approvedUntil, today))
      .map(({ outlet, ...stock }) => {
        const { id, name, telephone } = outlet;
        return { id, name, telephone, ...stock, kilometres: shownKilometres(outlet, to) };
      })
      .sort((a, b) => nearestFirst(a, b) || b.usable - a.usable)
      .slice(0, mostHolders);
  }
}
