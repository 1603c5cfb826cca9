import { Controller, Get, Post } from '@nestjs/common';
import { NewKeys } from '../database/new-keys.js';
import { medicineChoices } from '../medicines/domain/medicine.js';
import { Barcodes } from '../medicines/barcodes.service.js';
import { Medicines } from '../medicines/medicines.service.js';
import { Outlets } from '../network/outlets.service.js';
import type { Actor } from '../staff/actor.js';
import { Allow } from '../staff/policy.js';
import { Again } from '../web/again.js';
import { Ask, Asked } from '../web/ask.js';
import { Refusal } from '../web/domain/refusal.js';
import { Form } from '../web/form.js';
import { type Page, page, type SeeOther, seeOther } from '../web/page.js';
import { paths } from '../web/paths.js';
import { stockPolicy } from '../stock/stock.policy.js';
import { Stock } from '../stock/stock.service.js';
import { DeliveryForm } from './delivery.form.js';
import { readScan, type Scan } from './scan.js';

/** What comes in by hand, or by scanning packs. */
@Controller('outlets/:outletId/deliveries')
export class DeliveriesController {
  constructor(
    private readonly stock: Stock,
    private readonly barcodes: Barcodes,
    private readonly outlets: Outlets,
    private readonly medicines: Medicines,
    private readonly keys: NewKeys,
  ) {}

  @Get('new')
  @Allow(stockPolicy.keep)
  async new(@Asked() ask: Ask<Actor>): Promise<Page> {
    const medicines = await this.medicines.all();
    const { scan, wrong } = scanned(ask.query('scan'));
    const code = scan?.gtin ?? scan?.traceability;
    const barcode = code ? await this.barcodes.find(code) : undefined;
    const known = medicines.find(({ id }) => id === barcode?.medicineId);
    const isUntold = scan?.traceability !== undefined && !known;
    return page('deliveries/new', {
      outlet: await this.outlets.find(ask.key('outletId'), ask.actor.reach),
      id: this.keys.next(),
      medicineId: known?.id ?? ask.query('medicine'),
      scan,
      wrong: isUntold ? { key: 'stock.scan.traceability' } : wrong,
      pack: known && { size: barcode?.packSize ?? known.packSize, unit: known.unit },
      unknownGtin: scan?.gtin && !known ? scan.gtin : undefined,
      medicines: medicineChoices(medicines, ask.language),
    });
  }

  @Post()
  @Allow(stockPolicy.keep)
  @Again('new')
  async create(@Form() form: DeliveryForm, @Asked() ask: Ask<Actor>): Promise<SeeOther> {
    const outletId = ask.key('outletId');
    const { goOn, gtin, packUnits, ...delivery } = form;
    await this.stock.receive(
      outletId,
      { ...delivery, teaches: gtin === undefined ? undefined : { code: gtin, packSize: packUnits ?? null } },
      ask.actor,
    );
    const next = goOn === 'scan' ? paths.newDelivery(outletId) : paths.shelf(outletId, form.medicineId);
    return seeOther(next, 'stock.received', { count: form.quantity });
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
