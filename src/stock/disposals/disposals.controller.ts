import { Controller, Get, Post } from '@nestjs/common';
import { Calendar } from '../../config/calendar.js';
import { Keys } from '../../database/keys.js';
import { medicineName } from '../../medicines/domain/medicine.js';
import { Medicines } from '../../medicines/medicines.service.js';
import { Outlets } from '../../network/outlets.service.js';
import type { Actor } from '../../staff/actor.js';
import { Allow } from '../../staff/policy.js';
import { SignIns } from '../../staff/sign-ins.service.js';
import { Again } from '../../web/again.js';
import { Ask, Asked } from '../../web/ask.js';
import { Form } from '../../web/form.js';
import { type Page, page, type SeeOther, seeOther } from '../../web/page.js';
import { paths } from '../../web/paths.js';
import { ReturnForm } from '../stock.form.js';
import { stockPolicy } from '../stock.policy.js';
import { LotsQueries } from '../ledger/lots.queries.js';
import { Stock } from '../stock.service.js';
import { DisposalForm } from './disposal.form.js';
import { disposalReasons, Disposals } from './disposals.service.js';

/** The ways out for what nobody may take any more: back to the supplier, or destroyed with two names. */
@Controller('outlets/:outletId/lots/:lotId')
export class DisposalsController {
  constructor(
    private readonly stock: Stock,
    private readonly disposals: Disposals,
    private readonly queries: LotsQueries,
    private readonly outlets: Outlets,
    private readonly medicines: Medicines,
    private readonly signIns: SignIns,
    private readonly keys: Keys,
    private readonly calendar: Calendar,
  ) {}

  @Get('disposals/new')
  @Allow(stockPolicy.keep)
  async new(@Asked() ask: Ask<Actor>): Promise<Page> {
    const shown = await this.shown(ask);
    return page('stock/disposals/new', {
      ...shown,
      reasons: disposalReasons.map((reason) => ({ id: reason, key: `stock.reasons.${reason}` })),
      reason: shown.lot.recallId ? 'recalled' : 'expired',
    });
  }

  @Post('disposals')
  @Allow(stockPolicy.keep)
  @Again('new')
  async create(@Form() form: DisposalForm, @Asked() ask: Ask<Actor>): Promise<SeeOther> {
    const [outletId, lotId] = [ask.key('outletId'), ask.key('lotId')];
    const { witnessEmail, witnessPassword, ...disposal } = form;
    const from = { address: ask.address, device: ask.device };
    const witness = await this.signIns.vouchedFor(witnessEmail, witnessPassword, from);
    const medicineId = await this.disposals.destroy(outletId, lotId, disposal, ask.actor, witness);
    return seeOther(paths.shelf(outletId, medicineId), 'stock.destroyed');
  }

  @Get('returns/new')
  @Allow(stockPolicy.keep)
  async newReturn(@Asked() ask: Ask<Actor>): Promise<Page> {
    return page('stock/returns/new', await this.shown(ask));
  }

  @Post('returns')
  @Allow(stockPolicy.keep)
  @Again('newReturn')
  async createReturn(@Form() form: ReturnForm, @Asked() ask: Ask<Actor>): Promise<SeeOther> {
    const [outletId, lotId] = [ask.key('outletId'), ask.key('lotId')];
    const medicineId = await this.stock.return(outletId, lotId, form, ask.actor);
    return seeOther(paths.shelf(outletId, medicineId), 'stock.returned');
  }

  private async shown(ask: Ask<Actor>) {
    const outlet = await this.outlets.find(ask.key('outletId'), ask.actor.reach);
    const lot = await this.queries.lot(outlet.id, ask.key('lotId'));
    const medicine = await this.medicines.find(lot.medicineId);
    return {
      outlet,
      lot,
      name: medicineName(medicine, ask.language),
      unit: medicine.unit,
      id: this.keys.next(this.calendar.now()),
    };
  }
}
