import { Injectable, type OnModuleInit } from '@nestjs/common';
import { IsNull, MoreThan } from 'typeorm';
import { Calendar } from '../../config/calendar.js';
import { addDays } from '../../config/domain/calendar.js';
import type { ActOf } from '../../database/act.js';
import { Reader } from '../../database/connections.js';
import { Hears } from '../../database/hears.js';
import { UnitOfWork } from '../../database/unit-of-work.js';
import type { Unit } from '../../database/unit.js';
import { Medicine } from '../../medicines/medicine.entity.js';
import { FirstSteps } from '../../network/first-steps.js';
import { Outlets } from '../../network/outlets.service.js';
import type { Acting } from '../../staff/actor.js';
import { paths } from '../../web/paths.js';
import { NotFound } from '../../web/refusals.js';
import { OrderClosed } from '../domain/refusals.js';
import { Lot } from '../../stock/ledger/lot.entity.js';
import { atShelf, type ShelfChange } from '../../stock/ledger/shelf-change.js';
import { ShelfPlan } from '../planning/shelf-plan.entity.js';
import { StockSettings } from '../planning/stock-settings.service.js';
import { SupplyOrder } from './supply-order.entity.js';

/** A delivery answers a few orders at most. */
const mostAnswered = 10;

export interface NewOrder {
  /** Made before it is sent: a form that is sent twice orders once. */
  readonly id: string;
  readonly medicineId: string;
  readonly units: number;
}

/** What is ordered from suppliers: noted when it is, answered by the deliveries that come. */
@Injectable()
export class Orders implements OnModuleInit {
  constructor(
    private readonly units: UnitOfWork,
    private readonly outlets: Outlets,
    private readonly settings: StockSettings,
    private readonly calendar: Calendar,
    private readonly reader: Reader,
    private readonly firstSteps: FirstSteps,
  ) {}

  onModuleInit(): void {
    this.firstSteps.offer({
      name: 'stock',
      path: paths.orders,
      policy: 'stock.keep',
      isDone: async ({ id: outletId }) =>
        (await this.reader.of(Lot).existsBy({ outletId })) ||
        this.reader.of(SupplyOrder).existsBy({ outletId }),
    });
  }

  /** Notes that so much was ordered; it is due when deliveries have usually come. @throws NotFound */
  async place(outletId: string, { id, medicineId, units }: NewOrder, actor: Acting): Promise<void> {
    await this.units.runHolding(actor, async (unit) => {
      await this.outlets.findIn(unit, outletId, actor.reach);
      if (await unit.manager.existsBy(SupplyOrder, { id })) return;
      if (!(await unit.manager.existsBy(Medicine, { id: medicineId }))) throw new NotFound();
      const plan = await unit.manager.findOneBy(ShelfPlan, { outletId, medicineId });
      const leadDays = plan?.leadDays ?? (await this.settings.get(unit.manager)).leadDays;
      const orderedOn = this.calendar.dayOf(unit.at);
      const dueOn = addDays(orderedOn, leadDays);
      await unit.manager.insert(SupplyOrder, {
        id,
        outletId,
        medicineId,
        units,
        orderedOn,
        dueOn,
        orderedAt: unit.at,
        orderedBy: actor.id,
      });
      await this.record(unit, 'supply.ordered', { outletId, medicineId }, { units, dueOn });
    });
  }

  /** Gives up what has not come of an order. @throws NotFound @throws OrderClosed */
  async close(outletId: string, id: string, actor: Acting): Promise<void> {
    await this.units.runHolding(actor, async (unit) => {
      await this.outlets.findIn(unit, outletId, actor.reach);
      const order = await unit.manager.findOne(SupplyOrder, { where: { id, outletId }, lock: unit.lock });
      if (!order) throw new NotFound();
      if (order.closedAt) throw new OrderClosed();
      await unit.manager.update(SupplyOrder, { id }, { closedAt: unit.at, closedBy: actor.id });
      await this.record(unit, 'supply.order-closed', order, { units: order.units, arrived: order.arrived });
    });
  }

  @Hears('stock.received')
  async received({ carries: { shelves, units } }: ActOf<'stock.received'>, unit: Unit): Promise<void> {
    for (const shelf of shelves) await this.arrive(unit, shelf, units);
  }

  @Hears('stock.reversed')
  async reversed({ carries: { shelves, units, kind } }: ActOf<'stock.reversed'>, unit: Unit): Promise<void> {
    if (kind === 'receive') for (const shelf of shelves) await this.takeBack(unit, shelf, units);
  }

  /** Counts a delivery on the orders that it answers, the oldest first, within the delivery's unit of work. */
  private async arrive(unit: Unit, { outletId, medicineId }: ShelfChange, units: number): Promise<void> {
    const open = await unit.manager.find(SupplyOrder, {
      where: { outletId, medicineId, closedAt: IsNull() },
      order: { orderedAt: 'ASC', id: 'ASC' },
      lock: unit.lock,
    });
    let left = units;
    for (const order of open) {
      if (left === 0) return;
      // The newest order takes what is over: a supplier may send more.
      const came = order === open.at(-1) ? left : Math.min(left, order.units - order.arrived);
      left -= came;
      const arrived = order.arrived + came;
      const arrivedOn = order.arrivedOn ?? this.calendar.dayOf(unit.at);
      const closedAt = arrived >= order.units ? unit.at : null;
      await unit.manager.update(SupplyOrder, { id: order.id }, { arrived, arrivedOn, closedAt });
    }
  }

  /** Takes a delivery that was received by mistake off the orders that it answered, the newest first. */
  private async takeBack(unit: Unit, { outletId, medicineId }: ShelfChange, units: number): Promise<void> {
    const answered = await unit.manager.find(SupplyOrder, {
      where: { outletId, medicineId, arrived: MoreThan(0), closedBy: IsNull() },
      order: { orderedAt: 'DESC', id: 'DESC' },
      take: mostAnswered,
      lock: unit.lock,
    });
    let left = units;
    for (const { id, arrived, arrivedOn } of answered) {
      if (left === 0) return;
      const back = Math.min(left, arrived);
      left -= back;
      const stillThere = arrived - back > 0 ? arrivedOn : null;
      await unit.manager.update(
        SupplyOrder,
        { id },
        { arrived: arrived - back, arrivedOn: stillThere, closedAt: null },
      );
    }
  }

  private record(
    unit: Unit,
    name: 'supply.ordered' | 'supply.order-closed',
    shelf: ShelfChange,
    after: object,
  ) {
    return unit.record({ name, ...atShelf(shelf), after });
  }
}
