import { Controller, Get, Post } from '@nestjs/common';
import type { Actor } from '../staff/actor.js';
import { Allow } from '../staff/policy.js';
import { Again } from '../web/again.js';
import { Ask, Asked } from '../web/ask.js';
import { Form } from '../web/form.js';
import { type Page, page, type SeeOther, seeOther } from '../web/page.js';
import { paths } from '../web/paths.js';
import { BarcodeForm } from './barcode.form.js';
import { Barcodes } from './barcodes.service.js';
import { medicinesPolicy } from './medicines.policy.js';
import { Medicines } from './medicines.service.js';

/** What stands on packs of a medicine, as deliveries and the bureau have taught it. */
@Controller('medicines/:medicineId/barcodes')
export class BarcodesController {
  constructor(
    private readonly barcodes: Barcodes,
    private readonly medicines: Medicines,
  ) {}

  @Get()
  @Allow(medicinesPolicy.keep)
  async index(@Asked() ask: Ask): Promise<Page> {
    const medicine = await this.medicines.find(ask.key('medicineId'));
    return page('medicines/barcodes', { medicine, barcodes: await this.barcodes.taughtOf(medicine.id) });
  }

  @Post()
  @Allow(medicinesPolicy.keep)
  @Again('index')
  async create(@Form() { code, packUnits }: BarcodeForm, @Asked() ask: Ask<Actor>): Promise<SeeOther> {
    const id = ask.key('medicineId');
    await this.barcodes.teach(id, { code, packSize: packUnits ?? null }, ask.actor);
    return seeOther(paths.barcodes(id), 'form.saved');
  }

  @Post(':code/forgetting')
  @Allow(medicinesPolicy.keep)
  async forget(@Asked() ask: Ask<Actor>): Promise<SeeOther> {
    const id = ask.key('medicineId');
    await this.barcodes.forget(id, ask.param('code'), ask.actor);
    return seeOther(paths.barcodes(id), 'medicines.barcodes.forgotten');
  }
}
