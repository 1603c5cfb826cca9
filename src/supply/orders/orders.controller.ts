import { Controller, Get, Post } from '@nestjs/common';
import { Calendar } from '../../config/calendar.js';
import { NewKeys } from '../../database/new-keys.js';
import { medicineChoices, medicineName } from '../../medicines/domain/medicine.js';
import { Outlets } from '../../network/outlets.service.js';
import type { Actor } from '../../staff/actor.js';
import { Allow } from '../../staff/policy.js';
import { Again } from '../../web/again.js';
import { Ask, Asked } from '../../web/ask.js';
import { Form } from '../../web/form.js';
import { type Page, page, type SeeOther, seeOther } from '../../web/page.js';
import { paths } from '../../web/paths.js';
import { coverCell } from '../cover/cover.page.js';
import { stockPolicy } from '../../stock/stock.policy.js';
import { ShelvesQueries } from '../shelves/shelves.queries.js';
import { OrderForm } from './order.form.js';
import { OrdersQueries } from './orders.queries.js';
import { Orders } from './orders.service.js';

/** What an outlet should order now, and what it waits for. */
@Controller('outlets/:outletId/orders')
export class OrdersController {
  constructor(
    private readonly orders: Orders,
    private readonly queries: OrdersQueries,
    private readonly stock: ShelvesQueries,
    private readonly outlets: Outlets,
    private readonly keys: NewKeys,
    private readonly calendar: Calendar,
  ) {}

  @Get()
  @Allow(stockPolicy.see)
  async index(@Asked() ask: Ask<Actor>): Promise<Page> {
    const outlet = await this.outlets.find(ask.key('outletId'), ask.actor.reach);
    const [shelves, open, medicines] = await Promise.all([
      this.stock.shelves(outlet.id),
      this.queries.open(outlet.id),
      this.queries.orderable(),
    ]);
    const today = this.calendar.today();
    return page('supply/orders/index', {
      outlet,
      wanted: shelves
        .filter(({ toOrder }) => toOrder > 0)
        .sort((a, b) => (a.cover ?? -1) - (b.cover ?? -1))
        .map(({ medicine, usable, level, cover, onItsWay, toOrder }) => ({
          id: this.keys.next(),
          medicineId: medicine.id,
          name: medicineName(medicine, ask.language),
          unit: medicine.unit,
          usable,
          level,
          cell: coverCell(cover, usable === 0),
          onItsWay,
          toOrder,
        })),
      newOrder: this.keys.next(),
      medicines: medicineChoices(medicines, ask.language),
      open: open.map((order) => ({
        ...order,
        name: medicineName(order.medicine, ask.language),
        late: order.dueOn < today,
      })),
    });
  }

  @Post()
  @Allow(stockPolicy.keep)
  @Again('index')
  async create(@Form() form: OrderForm, @Asked() ask: Ask<Actor>): Promise<SeeOther> {
    const outletId = ask.key('outletId');
    await this.orders.place(outletId, form, ask.actor);
    return seeOther(paths.orders(outletId), 'supply.orders.placed');
  }

  @Post(':order/closing')
  @Allow(stockPolicy.keep)
  async close(@Asked() ask: Ask<Actor>): Promise<SeeOther> {
    const outletId = ask.key('outletId');
    await this.orders.close(outletId, ask.key('order'), ask.actor);
    return seeOther(paths.orders(outletId), 'supply.orders.closed');
  }
}
