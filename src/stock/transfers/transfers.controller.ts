import { Controller, Get, Post } from '@nestjs/common';
import { NewKeys } from '../../database/new-keys.js';
import { medicineChoices, medicineName } from '../../medicines/domain/medicine.js';
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
import { ownerOf, stepsFrom, transferSteps } from '../domain/transfer.js';
import { stockPolicy } from '../stock.policy.js';
import { ArrivalForm } from './arrival.form.js';
import { Holders } from './holders.js';
import { AgreementForm, CancellationForm, RefusalForm, TransferForm } from './transfer.form.js';
import { TransfersQueries } from './transfers.queries.js';
import { Transfers } from './transfers.service.js';

/** Medicine between outlets. */
@Controller()
export class TransfersController {
  constructor(
    private readonly transfers: Transfers,
    private readonly queries: TransfersQueries,
    private readonly holders: Holders,
    private readonly outlets: Outlets,
    private readonly medicines: Medicines,
    private readonly keys: NewKeys,
  ) {}

  @Get('outlets/:outletId/transfers')
  @Allow(stockPolicy.see)
  async index(@Asked() ask: Ask<Actor>): Promise<Page> {
    const outlet = await this.outlets.find(ask.key('outletId'), ask.actor.reach);
    const read = async (skip: number, take: number) => {
      const lines = await this.queries.ofOutlet(outlet.id, skip, take);
      return lines.map((line) => ({
        ...line,
        name: medicineName(line.medicine, ask.language),
        incoming: line.toOutletId === outlet.id,
      }));
    };
    return page('stock/transfers/index', { outlet, list: await listed(ask, read) });
  }

  @Get('outlets/:outletId/transfers/new')
  @Allow(stockPolicy.move)
  async new(@Asked() ask: Ask<Actor>): Promise<Page> {
    const outlet = await this.outlets.find(ask.key('outletId'), ask.actor.reach);
    const medicines = await this.medicines.all();
    const medicine = medicines.find(({ id }) => id === ask.query('medicine'));
    return page('stock/transfers/new', {
      outlet,
      id: this.keys.next(),
      medicines: medicineChoices(medicines, ask.language),
      medicine,
      name: medicine && medicineName(medicine, ask.language),
      holders: medicine && (await this.holders.of(outlet, medicine.id)),
      from: ask.query('from'),
      quantity: ask.query('quantity'),
    });
  }

  @Post('outlets/:outletId/transfers')
  @Allow(stockPolicy.move)
  @Again('new')
  async create(@Form() form: TransferForm, @Asked() ask: Ask<Actor>): Promise<SeeOther> {
    await this.transfers.ask({ ...form, toOutletId: ask.key('outletId') }, ask.actor);
    return seeOther(paths.transfer(form.id), 'stock.transfer.said.asked');
  }

  @Get('transfers/:transfer')
  @Allow(stockPolicy.see)
  async show(@Asked() ask: Ask<Actor>): Promise<Page> {
    const { transfer, ends, lots } = await this.queries.find(ask.key('transfer'), ask.actor.reach);
    const keeps = stockPolicy.keep.allows(ask.actor);
    const mine = stepsFrom(transfer.state).filter((step) => keeps && ends.includes(transferSteps[step].end));
    return page('stock/transfers/show', {
      transfer,
      name: medicineName(transfer.medicine, ask.language),
      lots: lots.map((lot, index) => ({ ...lot, index })),
      steps: Object.fromEntries(mine.map((step) => [step, true])),
      outlet: transfer[ends[0]!],
      owner: transfer.state === 'sent' ? transfer[ownerOf(transfer.state)].name : undefined,
    });
  }

  @Post('transfers/:transfer/agreement')
  @Allow(stockPolicy.keep)
  @Again('show')
  async agree(@Form() { quantity }: AgreementForm, @Asked() ask: Ask<Actor>): Promise<SeeOther> {
    await this.transfers.agree(ask.key('transfer'), quantity, ask.actor);
    return said(ask, 'agreed');
  }

  @Post('transfers/:transfer/refusal')
  @Allow(stockPolicy.keep)
  @Again('show')
  async decline(@Form() { reason }: RefusalForm, @Asked() ask: Ask<Actor>): Promise<SeeOther> {
    await this.transfers.decline(ask.key('transfer'), reason, ask.actor);
    return said(ask, 'declined');
  }

  @Post('transfers/:transfer/cancellation')
  @Allow(stockPolicy.keep)
  @Again('show')
  async cancel(@Form() { reason }: CancellationForm, @Asked() ask: Ask<Actor>): Promise<SeeOther> {
    await this.transfers.cancel(ask.key('transfer'), reason, ask.actor);
    return said(ask, 'cancelled');
  }

  @Post('transfers/:transfer/dispatch')
  @Allow(stockPolicy.keep)
  async send(@Asked() ask: Ask<Actor>): Promise<SeeOther> {
    await this.transfers.send(ask.key('transfer'), ask.actor);
    return said(ask, 'sent');
  }

  @Post('transfers/:transfer/arrival')
  @Allow(stockPolicy.keep)
  @Again('show')
  async receive(@Form() { lines }: ArrivalForm, @Asked() ask: Ask<Actor>): Promise<SeeOther> {
    const arrivals = new Map(lines.map(({ id, ...arrival }) => [id, arrival]));
    await this.transfers.receive(ask.key('transfer'), arrivals, ask.actor);
    return said(ask, 'received');
  }
}

const said = (ask: Ask, state: string): SeeOther =>
  seeOther(paths.transfer(ask.key('transfer')), `stock.transfer.said.${state}`);
