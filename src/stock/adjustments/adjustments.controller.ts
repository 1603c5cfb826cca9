import { Controller, Get, Post } from '@nestjs/common';
import type { Actor } from '../../staff/actor.js';
import { Allow } from '../../staff/policy.js';
import { Again } from '../../web/again.js';
import { Ask, Asked } from '../../web/ask.js';
import { Form } from '../../web/form.js';
import { type Page, page, type SeeOther, seeOther } from '../../web/page.js';
import { paths } from '../../web/paths.js';
import { adjustmentReasons } from '../domain/movement.js';
import { LotPage } from '../disposals/lot-page.js';
import { AdjustmentForm } from '../stock.form.js';
import { stockPolicy } from '../stock.policy.js';
import { Stock } from '../stock.service.js';

/** A lot's count is put right for a reason, a movement undone. */
@Controller('outlets/:outletId')
export class AdjustmentsController {
  constructor(
    private readonly stock: Stock,
    private readonly lots: LotPage,
  ) {}

  @Get('lots/:lotId/adjustments/new')
  @Allow(stockPolicy.keep)
  async new(@Asked() ask: Ask<Actor>): Promise<Page> {
    return page('stock/adjustments/new', {
      ...(await this.lots.of(ask)),
      reasons: adjustmentReasons.map((reason) => ({ id: reason, key: `stock.reasons.${reason}` })),
    });
  }

  @Post('lots/:lotId/adjustments')
  @Allow(stockPolicy.keep)
  @Again('new')
  async create(@Form() form: AdjustmentForm, @Asked() ask: Ask<Actor>): Promise<SeeOther> {
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
}
