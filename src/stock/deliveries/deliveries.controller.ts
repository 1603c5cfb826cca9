import { Controller, Get, Post } from '@nestjs/common';
import { NewKeys } from '../../database/new-keys.js';
import { medicineChoices } from '../../medicines/domain/medicine.js';
import { Medicines } from '../../medicines/medicines.service.js';
import { Outlets } from '../../network/outlets.service.js';
import type { Actor } from '../../staff/actor.js';
import { Allow } from '../../staff/policy.js';
import { Again } from '../../web/again.js';
import { Ask, Asked } from '../../web/ask.js';
import { Refusal } from '../../web/domain/refusal.js';
import { Form } from '../../web/form.js';
import { type Page, page, type SeeOther, seeOther } from '../../web/page.js';
import { paths } from '../../web/paths.js';
import { stockPolicy } from '../stock.policy.js';
import { Stock } from '../stock.service.js';
import { DeliveryFileForm, DeliveryForm } from './delivery.form.js';
import { DeliveryFiles } from './delivery-files.service.js';
import { readScan, type Scan } from './scan.js';

/** What comes in: by hand, by scanning packs, or by the supplier's file. */
@Controller('outlets/:outletId/deliveries')
export class DeliveriesController {
  constructor(
    private readonly stock: Stock,
    private readonly files: DeliveryFiles,
    private readonly outlets: Outlets,
    private readonly medicines: Medicines,
    private readonly keys: NewKeys,
  ) {}

  @Get('new')
  @Allow(stockPolicy.keep)
  async new(@Asked() ask: Ask<Actor>): Promise<Page> {
    const medicines = await this.medicines.all();
    const { scan, wrong } = scanned(ask.query('scan'));
    const known = scan?.gtin ? medicines.find(({ gtin }) => gtin === scan.gtin) : undefined;
    return page('stock/deliveries/new', {
      outlet: await this.outlets.find(ask.key('outletId'), ask.actor.reach),
      id: this.keys.next(),
      medicineId: known?.id ?? ask.query('medicine'),
      scan,
      wrong,
      pack: known && { size: known.packSize, unit: known.unit },
      unknownGtin: scan?.gtin && !known ? scan.gtin : undefined,
      medicines: medicineChoices(medicines, ask.language),
    });
  }

  @Post()
  @Allow(stockPolicy.keep)
  @Again('new')
  async create(@Form() form: DeliveryForm, @Asked() ask: Ask<Actor>): Promise<SeeOther> {
    const outletId = ask.key('outletId');
    const { goOn, ...delivery } = form;
    await this.stock.receive(outletId, delivery, ask.actor);
    const next = goOn === 'scan' ? paths.newDelivery(outletId) : paths.shelf(outletId, form.medicineId);
    return seeOther(next, 'stock.received', { count: form.quantity });
  }

  @Get('file')
  @Allow(stockPolicy.keep)
  async newFile(@Asked() ask: Ask<Actor>): Promise<Page> {
    return page('stock/deliveries/file', {
      outlet: await this.outlets.find(ask.key('outletId'), ask.actor.reach),
      id: this.keys.next(),
    });
  }

  @Post('file')
  @Allow(stockPolicy.keep)
  @Again('newFile')
  async createFile(@Form() form: DeliveryFileForm, @Asked() ask: Ask<Actor>): Promise<SeeOther | Page> {
    const outletId = ask.key('outletId');
    const result = await this.files.receive(outletId, form.id, form.file.content, ask.actor);
    if ('lines' in result)
      return seeOther(paths.stock(outletId), 'stock.file.received', { count: result.lines });
    const outlet = await this.outlets.find(outletId, ask.actor.reach);
    return page('stock/deliveries/file', { outlet, id: form.id, faults: result.faults }, 422);
  }
}

function scanned(text: string): { scan?: Scan; wrong?: { key: string } } {
  if (!text) return {};
  try {
    return { scan: readScan(text) };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return { wrong: { key: `refusals.${error.code}` } };
  }
}
