import { Controller, Get, Post } from '@nestjs/common';
import { medicineName } from '../../medicines/domain/medicine.js';
import { Medicines } from '../../medicines/medicines.service.js';
import { Outlets } from '../../network/outlets.service.js';
import type { Actor } from '../../staff/actor.js';
import { Allow } from '../../staff/policy.js';
import { Again } from '../../web/again.js';
import { Ask, Asked } from '../../web/ask.js';
import { Form } from '../../web/form.js';
import { listed } from '../../web/listed.js';
import { type Page, page, type SeeOther, seeOther } from '../../web/page.js';
import { paths } from '../../web/paths.js';
import { isOut } from '../domain/reorder-level.js';
import { LotsQueries } from '../../stock/ledger/lots.queries.js';
import { ReorderLevelForm } from './reorder-level.form.js';
import { ReorderLevels } from './reorder-levels.service.js';
import { coverCell } from '../cover/cover.page.js';
import { making } from './shelf.page.js';
import { stockPolicy } from '../../stock/stock.policy.js';
import { supplyPolicy } from '../supply.policy.js';
import { type Shelf, ShelvesQueries } from './shelves.queries.js';

/** An outlet's shelves. */
@Controller('outlets/:outletId')
export class ShelvesController {
  constructor(
    private readonly levels: ReorderLevels,
    private readonly queries: ShelvesQueries,
    private readonly lots: LotsQueries,
    private readonly outlets: Outlets,
    private readonly medicines: Medicines,
  ) {}

  @Get('stock')
  @Allow(stockPolicy.see)
  async index(@Asked() ask: Ask<Actor>): Promise<Page> {
    const outlet = await this.outlet(ask);
    const shelves = await this.queries.shelves(outlet.id);
    return page('supply/shelves/index', {
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
    return page('supply/shelves/show', {
      outlet,
      medicine,
      ...named(medicine, ask),
      shelf,
      cell: shelf && cellOf(shelf),
      fixedLevel: shelf?.level?.by === 'bureau' ? shelf.level.units : undefined,
      making: shelf?.plan ? making(shelf.plan) : undefined,
      lots: await this.lots.lots(outlet.id, medicine.id),
      list: await listed(ask, (skip, take) => this.lots.ledger(outlet.id, medicine.id, skip, take)),
    });
  }

  @Post('stock/:medicineId/reorder-level')
  @Allow(supplyPolicy.setLevels)
  @Again('show')
  async updateReorderLevel(@Form() form: ReorderLevelForm, @Asked() ask: Ask<Actor>): Promise<SeeOther> {
    const [outletId, medicineId] = [ask.key('outletId'), ask.key('medicineId')];
    await this.levels.set(outletId, medicineId, form.units ?? null, ask.actor);
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
