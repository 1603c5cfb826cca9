import { Injectable } from '@nestjs/common';
import { Between, In, IsNull } from 'typeorm';
import { Calendar } from '../../config/calendar.js';
import { addDays } from '../../config/domain/calendar.js';
import { Reader } from '../../database/connections.js';
import { Medicine } from '../../medicines/medicine.entity.js';
import { isApproved } from '../../network/domain/approval.js';
import { kilometresBetween } from '../../network/domain/distance.js';
import { Outlet } from '../../network/outlet.entity.js';
import { reaches } from '../../network/reach.js';
import type { Reach } from '../../staff/actor.js';
import { averageADay } from '../domain/consumption.js';
import { isUsable } from '../../stock/domain/first-expired.js';
import { type Holding, type Move, rebalance } from '../domain/rebalance.js';
import { levelOf } from '../domain/reorder-level.js';
import { Lot, some } from '../../stock/ledger/lot.entity.js';
import { SupplyOrder } from '../orders/supply-order.entity.js';
import { levelColumns, ShelfPlan } from '../planning/shelf-plan.entity.js';
import { ReorderLevel } from '../shelves/reorder-level.entity.js';
import { byShelf } from '../shelves/by-shelf.js';
import { Transfer } from '../../stock/transfers/transfer.entity.js';

export interface ProposedMove extends Move {
  readonly medicineId: string;
  readonly from: Outlet;
  readonly to: Outlet;
}

/** More moves than these nobody asks for in a day. */
const mostMoves = 200;

/** Proposes which outlets should give to which. Nothing is asked of anybody by it. */
@Injectable()
export class RebalancingQueries {
  constructor(
    private readonly reader: Reader,
    private readonly calendar: Calendar,
  ) {}

  /**
   * Move by move, those to whom is out first.
   * @param districtId within one district; undefined: within all that somebody reaches, also across
   */
  async propose(districtId: string | undefined, reach: Reach): Promise<ProposedMove[]> {
    const today = this.calendar.today();
    const outlets = (await this.reader.of(Outlet).findBy(districtId ? { districtId } : {})).filter(
      (outlet) => reaches(reach, outlet) && isApproved(outlet.state, outlet.approvedUntil, today),
    );
    const outletOf = new Map(outlets.map((outlet) => [outlet.id, outlet]));
    const distance = (from: string, to: string) => kilometresBetween(outletOf.get(from)!, outletOf.get(to)!);
    const [holdings, medicines] = await Promise.all([
      this.holdings([...outletOf.keys()]),
      this.reader.of(Medicine).find(),
    ]);
    const packs = new Map(medicines.map(({ id, splittable, packSize }) => [id, splittable ? 1 : packSize]));
    const moves = [...holdings].flatMap(([medicineId, some]) =>
      rebalance(some, distance, today, packs.get(medicineId)).map((move) => ({
        ...move,
        medicineId,
        from: outletOf.get(move.fromOutletId)!,
        to: outletOf.get(move.toOutletId)!,
      })),
    );
    const worstFirst = (a: ProposedMove, b: ProposedMove) =>
      Number(b.taker.out) - Number(a.taker.out) || (a.taker.before ?? -1) - (b.taker.before ?? -1);
    return moves.sort(worstFirst).slice(0, mostMoves);
  }

  /** What the outlets hold, by medicine. An order helps whoever is out only if it comes today or tomorrow. */
  private async holdings(outletIds: string[]): Promise<Map<string, Holding[]>> {
    const where = { outletId: In(outletIds) };
    const today = this.calendar.today();
    const [lots, plans, levels, orders, transfers] = await Promise.all([
      this.reader.of(Lot).find({ where: { ...where, onHand: some }, order: { expiresOn: 'ASC', id: 'ASC' } }),
      this.reader.of(ShelfPlan).find({ select: levelColumns, where }),
      this.reader.of(ReorderLevel).findBy(where),
      this.reader
        .of(SupplyOrder)
        .findBy({ ...where, closedAt: IsNull(), dueOn: Between(today, addDays(today, 1)) }),
      this.reader.of(Transfer).findBy({ state: In(['asked', 'agreed', 'sent']) }),
    ]);
    const lotsOf = byShelf(lots.filter((lot) => isUsable(lot, today)));
    const planOf = byShelf(plans);
    const levelAt = byShelf(levels);
    const ordersOf = byShelf(orders);
    const leaving = byShelf(
      transfers
        .filter(({ state }) => state !== 'sent')
        .map((transfer) => ({ ...transfer, outletId: transfer.fromOutletId })),
    );
    const coming = byShelf(transfers.map((transfer) => ({ ...transfer, outletId: transfer.toOutletId })));
    const promised = (some: readonly Transfer[] = []) =>
      some.reduce((sum, { agreed, asked }) => sum + (agreed ?? asked), 0);
    const found = new Map<string, Holding[]>();
    for (const key of new Set([...lotsOf.keys(), ...planOf.keys(), ...levelAt.keys()])) {
      const [outletId = '', medicineId = ''] = key.split(' ');
      const own = lotsOf.get(key) ?? [];
      const plan = planOf.get(key)?.[0];
      const onOrder = (ordersOf.get(key) ?? []).reduce(
        (sum, { units, arrived }) => sum + Math.max(0, units - arrived),
        0,
      );
      const holding: Holding = {
        outletId,
        usable: Math.max(0, own.reduce((sum, { onHand }) => sum + onHand, 0) - promised(leaving.get(key))),
        coming: onOrder + promised(coming.get(key)),
        level: levelOf(levelAt.get(key)?.[0]?.units, plan),
        aDay: plan && averageADay(plan),
        lots: own,
      };
      found.set(medicineId, [...(found.get(medicineId) ?? []), holding]);
    }
    return found;
  }
}
