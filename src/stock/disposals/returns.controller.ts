import { Controller, Get, Post } from '@nestjs/common';
import type { Actor } from '../../staff/actor.js';
import { Allow } from '../../staff/policy.js';
import { Again } from '../../web/again.js';
import { Ask, Asked } from '../../web/ask.js';
import { Form } from '../../web/form.js';
import { type Page, page, type SeeOther, seeOther } from '../../web/page.js';
import { paths } from '../../web/paths.js';
import { ReturnForm } from '../stock.form.js';
import { stockPolicy } from '../stock.policy.js';
import { Stock } from '../stock.service.js';
import { LotPage } from './lot-page.js';

/** Some of a lot goes back to its supplier: the only way out, but for destroying, of a recalled one. */
@Controller('outlets/:outletId/lots/:lotId/returns')
export class ReturnsController {
  constructor(
    private readonly stock: Stock,
    private readonly lots: LotPage,
  ) {}

  @Get('new')
  @Allow(stockPolicy.keep)
  async new(@Asked() ask: Ask<Actor>): Promise<Page> {
    return page('stock/returns/new', await this.lots.of(ask));
  }

  @Post()
  @Allow(stockPolicy.keep)
  @Again('new')
  async create(@Form() form: ReturnForm, @Asked() ask: Ask<Actor>): Promise<SeeOther> {
    const [outletId, lotId] = [ask.key('outletId'), ask.key('lotId')];
    const medicineId = await this.stock.return(outletId, lotId, form, ask.actor);
    return seeOther(paths.shelf(outletId, medicineId), 'stock.returned');
  }
}
