import { Controller, Get, Post } from '@nestjs/common';
import type { Actor } from '../../staff/actor.js';
import { Allow } from '../../staff/policy.js';
import { SignIns } from '../../staff/sign-ins.service.js';
import { Again } from '../../web/again.js';
import { Ask, Asked } from '../../web/ask.js';
import { Form } from '../../web/form.js';
import { type Page, page, type SeeOther, seeOther } from '../../web/page.js';
import { paths } from '../../web/paths.js';
import { LotPage } from './lot-page.js';
import { stockPolicy } from '../stock.policy.js';
import { DisposalForm } from './disposal.form.js';
import { disposalReasons, Disposals } from './disposals.service.js';

/** What nobody may take any more is destroyed, with two names. */
@Controller('outlets/:outletId/lots/:lotId/disposals')
export class DisposalsController {
  constructor(
    private readonly disposals: Disposals,
    private readonly lots: LotPage,
    private readonly signIns: SignIns,
  ) {}

  @Get('new')
  @Allow(stockPolicy.keep)
  async new(@Asked() ask: Ask<Actor>): Promise<Page> {
    const shown = await this.lots.of(ask);
    return page('stock/disposals/new', {
      ...shown,
      reasons: disposalReasons.map((reason) => ({ id: reason, key: `stock.reasons.${reason}` })),
      reason: shown.lot.recallId ? 'recalled' : 'expired',
    });
  }

  @Post()
  @Allow(stockPolicy.keep)
  @Again('new')
  async create(@Form() form: DisposalForm, @Asked() ask: Ask<Actor>): Promise<SeeOther> {
    const [outletId, lotId] = [ask.key('outletId'), ask.key('lotId')];
    const { witnessEmail, witnessPassword, ...disposal } = form;
    const from = { address: ask.address, device: ask.device, deviceToken: ask.deviceToken };
    const witness = await this.signIns.vouchedFor(witnessEmail, witnessPassword, from);
    const medicineId = await this.disposals.destroy(outletId, lotId, disposal, ask.actor, witness);
    return seeOther(paths.shelf(outletId, medicineId), 'stock.destroyed');
  }
}
