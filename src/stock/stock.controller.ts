import { Controller, Get, Post } from '@nestjs/common';
import { Calendar } from '../config/calendar.js';
import { Keys } from '../database/keys.js';
import { medicineName } from '../medicines/domain/medicine.js';
import { Medicines } from '../medicines/medicines.service.js';
import { Outlets } from '../network/outlets.service.js';
import type { Actor } from '../staff/actor.js';
import { Allow } from '../staff/policy.js';
import { Again } from '../web/again.js';
import { Ask, Asked } from '../web/ask.js';
import { Form } from '../web/form.js';
import { listed } from '../web/listed.js';
import { type Page, page, type SeeOther, seeOther } from '../web/page.js';
import { paths } from '../web/paths.js';
import { NotFound } from '../web/refusals.js';
import { adjustmentReasons } from './domain/movement.js';
import { isOut } from './domain/reorder-level.js';
import { AdjustmentForm, ReorderLevelForm } from './stock.form.js';
import { coverCell } from './cover/cover.page.js';
import { making } from './stock.page.js';
import { stockPolicy } from './stock.policy.js';
import { type Shelf, StockQueries } from './stock.queries.js';
import { Stock } from './stock.service.js';

/** An outlet's shelves. */
@Controller('outlets/:outletId')
export class StockController {
  constructor(
    private readonly stock: Stock,
    private readonly queries: StockQueries,
    private readonly outlets: Outlets,
    private readonly medicines: Medicines,
    private readonly keys: Keys,
    private readonly calendar: Calendar,
  ) {}

  @Get('stock')
  @Allow(stockPolicy.see)
  async index(@Asked() ask: Ask<Actor>): Promise<Page> {
    const outlet = await this.outlet(ask);
    const shelves = await this.queries.shelves(outlet.id);
    return page('stock/index', {
      outlet,
      shelves: shelves.map((shelf) => ({ ...shelf, ...named(shelf.medicine, ask), cell: cellOf(shelf) })),
    });
  }

  @Get('stock/:medicineId')
  @Allow(stockPolicy.see)
  async show(@Asked() ask: Ask<Actor>): Promise<Page> {
    const outlet = await this.outlet(ask);
    const medicine = await this.medicines.find(ask.key('medicineId'));
    const [shelf] = await this.queries.shelves(outlet.id, [medicine.id]);
    return page('stock/show', {
      outlet,
      medicine,
      ...named(medicine, ask),
      shelf,
      cell: shelf && cellOf(shelf),
      fixedLevel: shelf?.level?.by === 'bureau' ? shelf.level.units : undefined,
      making: shelf?.plan ? making(shelf.plan) : undefined,
      lots: await this.queries.lots(outlet.id, medicine.id),
      list: await listed(ask, (skip, take) => this.queries.ledger(outlet.id, medicine.id, skip, take)),
    });
  }

  @Get('lots/:lotId/adjustments/new')
  @Allow(stockPolicy.keep)
  async newAdjustment(@Asked() ask: Ask<Actor>): Promise<Page> {
    const outlet = await this.outlet(ask);
    const lot = await this.queries.lot(outlet.id, ask.key('lotId'));
    if (!lot) throw new NotFound();
    const medicine = await this.medicines.find(lot.medicineId);
    return page('stock/adjustments/new', {
      outlet,
      lot,
      ...named(medicine, ask),
      unit: medicine.unit,
      id: this.keys.next(this.calendar.now()),
      reasons: adjustmentReasons.map((reason) => ({ id: reason, key: `stock.reasons.${reason}` })),
    });
  }

  @Post('lots/:lotId/adjustments')
  @Allow(stockPolicy.keep)
  @Again('newAdjustment')
  async createAdjustment(@Form() form: AdjustmentForm, @Asked() ask: Ask<Actor>): Promise<SeeOther> {
    const outletId = ask.key('outletId');
    const medicineId = await this.stock.adjust(outletId, ask.key('lotId'), form, ask.actor);
    return seeOther(paths.shelf(outletId, medicineId), 'stock.adjusted');
  }

  @Post('movements/:movementId/reversals')
  @Allow(stockPolicy.keep)
  async createReversal(@Asked() ask: Ask<Actor>): Promise<SeeOther> {
    const outletId = ask.key('outletId');
    const medicineId = await this.stock.reverse(outletId, ask.key('movementId'), ask.actor);
    return seeOther(paths.shelf(outletId, medicineId), 'stock.reversed');
  }

  @Post('stock/:medicineId/reorder-level')
  @Allow(stockPolicy.setLevels)
  @Again('show')
  async updateReorderLevel(@Form() form: ReorderLevelForm, @Asked() ask: Ask<Actor>): Promise<SeeOther> {
    const [outletId, medicineId] = [ask.key('outletId'), ask.key('medicineId')];
    await this.stock.setReorderLevel(outletId, medicineId, form.units ?? null, ask.actor);
    return seeOther(paths.shelf(outletId, medicineId), 'form.saved');
  }

  private outlet(ask: Ask<Actor>) {
    return this.outlets.find(ask.key('outletId'), ask.actor.reach);
  }
}

const named = (medicine: Parameters<typeof medicineName>[0], ask: Ask) => ({
  name: medicineName(medicine, ask.language),
});

const cellOf = ({ cover, usable, level }: Shelf) => coverCell(cover, isOut(usable, level));
