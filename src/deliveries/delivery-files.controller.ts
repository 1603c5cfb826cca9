import { Controller, Get, Post } from '@nestjs/common';
import { columnsPage } from '../imports/column-page.js';
import { sourceOf } from '../imports/source-of.js';
import { SaidColumns } from '../imports/said-columns.js';
import { medicineChoices, medicineName } from '../medicines/domain/medicine.js';
import { Medicines } from '../medicines/medicines.service.js';
import { Outlets } from '../network/outlets.service.js';
import type { Actor } from '../staff/actor.js';
import { Allow } from '../staff/policy.js';
import { Again } from '../web/again.js';
import { Ask, Asked } from '../web/ask.js';
import { Form } from '../web/form.js';
import { type Page, page, type SeeOther, seeOther } from '../web/page.js';
import { paths } from '../web/paths.js';
import { stockPolicy } from '../stock/stock.policy.js';
import { DeliveryFileForm, ReceptionForm } from './delivery.form.js';
import { DeliveryFiles } from './delivery-files.service.js';
import { codesAtOnce, SaidCodes } from './said-codes.js';
import { SupplierCodes } from './supplier-codes.service.js';
import { deliveryHeadings } from './delivery-rows.js';

/** What comes in by the supplier's file: uploaded, looked at as it was understood, taken in. */
@Controller('outlets/:outletId/deliveries')
export class DeliveryFilesController {
  constructor(
    private readonly files: DeliveryFiles,
    private readonly outlets: Outlets,
    private readonly medicines: Medicines,
    private readonly supplierCodes: SupplierCodes,
  ) {}

  @Get('file')
  @Allow(stockPolicy.keep)
  async new(@Asked() ask: Ask<Actor>): Promise<Page> {
    return page('deliveries/file', {
      outlet: await this.outlets.find(ask.key('outletId'), ask.actor.reach),
    });
  }

  @Post('file')
  @Allow(stockPolicy.keep)
  @Again('new')
  async create(@Form() form: DeliveryFileForm, @Asked() ask: Ask<Actor>): Promise<SeeOther> {
    const outletId = ask.key('outletId');
    const { name, content } = form.file;
    const id = await this.files.upload(outletId, { name, content, sheet: form.sheet }, ask.actor);
    return seeOther(paths.deliveryFileRead(outletId, id));
  }

  @Get('files/:id')
  @Allow(stockPolicy.keep)
  async show(@Asked() ask: Ask<Actor>): Promise<Page> {
    const outletId = ask.key('outletId');
    const file = await this.files.find(outletId, ask.key('id'), ask.actor);
    const { lines, faults, doubts, ownCodes, missing, before, digest } = await this.files.look(file);
    return page('deliveries/file-read', {
      outlet: await this.outlets.find(outletId, ask.actor.reach),
      file,
      notes: file.table.notes,
      missing,
      ...columnsPage(sourceOf(file), deliveryHeadings, missing, ask.language),
      lines: lines.map((line) => ({ ...line, name: medicineName(line.medicine, ask.language) })),
      faults,
      // What nobody has said comes first.
      ownCodes: [...ownCodes]
        .sort((a, b) => Number(Boolean(a.medicineId)) - Number(Boolean(b.medicineId)))
        .slice(0, codesAtOnce),
      medicines: ownCodes.length > 0 ? medicineChoices(await this.medicines.all(), ask.language) : [],
      doubts,
      before,
      digest,
      mayBeTaken: !file.takenAt && missing.length === 0 && faults.length === 0 && lines.length > 0,
      isAsked: before !== null || doubts.length > 0,
    });
  }

  @Post('files/:id/columns')
  @Allow(stockPolicy.keep)
  @Again('show')
  async sayColumns(@Form() form: SaidColumns, @Asked() ask: Ask<Actor>): Promise<SeeOther> {
    const [outletId, id] = [ask.key('outletId'), ask.key('id')];
    await this.files.sayColumns(outletId, id, form, ask.actor);
    return seeOther(paths.deliveryFileRead(outletId, id), 'imports.columnsSaid');
  }

  @Post('files/:id/codes')
  @Allow(stockPolicy.keep)
  @Again('show')
  async sayCodes(@Form() form: SaidCodes, @Asked() ask: Ask<Actor>): Promise<SeeOther> {
    const [outletId, id] = [ask.key('outletId'), ask.key('id')];
    await this.supplierCodes.say(outletId, form, ask.actor);
    return seeOther(paths.deliveryFileRead(outletId, id), 'stock.file.codesSaid');
  }

  @Post('files/:id/reception')
  @Allow(stockPolicy.keep)
  @Again('show')
  async take(@Form() form: ReceptionForm, @Asked() ask: Ask<Actor>): Promise<SeeOther> {
    const outletId = ask.key('outletId');
    const count = await this.files.take(outletId, ask.key('id'), form, ask.actor);
    return seeOther(paths.stock(outletId), 'stock.file.received', { count });
  }
}
