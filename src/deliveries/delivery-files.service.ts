import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { IsNull, Not } from 'typeorm';
import { Reader } from '../database/connections.js';
import { UnitOfWork } from '../database/unit-of-work.js';
import { KnownHeadings, markOf } from '../imports/known-headings.entity.js';
import { readTable } from '../imports/read-table.js';
import { chosenOf, type SaidColumns } from '../imports/said-columns.js';
import { Outlets } from '../network/outlets.service.js';
import type { Acting } from '../staff/actor.js';
import { Refusal } from '../web/domain/refusal.js';
import { NotFound } from '../web/refusals.js';
import { DeliveryDone, DeliveryFaulty, DeliveryUnsure } from '../stock/domain/refusals.js';
import { heldNumber, heldShelf } from '../stock/ledger/held.js';
import { Stock } from '../stock/stock.service.js';
import { DeliveryFile } from './delivery-file.entity.js';
import { deliveryHeadings, type RowFault } from './delivery-rows.js';
import { DeliveryReader, type ReadDelivery } from './delivery-reader.js';

const ofDelivery = 'delivery';

/** Deliveries by the supplier's file: looked at as it was understood, then all of it or nothing. */
@Injectable()
export class DeliveryFiles {
  constructor(
    private readonly units: UnitOfWork,
    private readonly reader: Reader,
    private readonly outlets: Outlets,
    private readonly read: DeliveryReader,
    private readonly stock: Stock,
  ) {}

  /** Takes a file in, to be looked at. @returns its key @throws UnreadableTable @throws NotFound */
  async upload(
    outletId: string,
    file: { readonly name: string; readonly content: Buffer; readonly sheet?: string },
    actor: Acting,
  ): Promise<string> {
    const table = await readTable(file.content, { columns: deliveryHeadings, sheet: file.sheet });
    return this.units.run(actor, async (unit) => {
      await this.outlets.findIn(unit, outletId, actor.reach);
      const said = await unit.manager.findOneBy(KnownHeadings, {
        of: ofDelivery,
        mark: markOf(table.headings),
      });
      const id = unit.newKey();
      await unit.manager.insert(DeliveryFile, {
        id,
        outletId,
        fileName: file.name.slice(0, 200),
        table,
        digest: createHash('sha256')
          .update(JSON.stringify([table.headings, table.rows]))
          .digest('hex'),
        chosen: said?.chosen ?? null,
        uploadedAt: unit.at,
        uploadedBy: actor.id,
      });
      await unit.record({
        name: 'delivery.uploaded',
        subject: { kind: 'delivery', id },
        outletId,
        after: { file: file.name },
      });
      return id;
    });
  }

  /** @throws NotFound, also for one of another outlet */
  async find(outletId: string, id: string, actor: Acting): Promise<DeliveryFile> {
    await this.outlets.find(outletId, actor.reach);
    const found = await this.reader.of(DeliveryFile).findOneBy({ id, outletId });
    if (!found) throw new NotFound();
    return found;
  }

  /** A file as it is understood now, and whether the outlet took the same in before. */
  async look(file: DeliveryFile): Promise<ReadDelivery & { readonly before: DeliveryFile | null }> {
    const { id, outletId, digest } = file;
    const before = await this.reader.of(DeliveryFile).findOne({
      where: { outletId, digest, takenAt: Not(IsNull()), id: Not(id) },
      order: { takenAt: 'DESC' },
    });
    return { ...(await this.read.of(this.reader.manager, file)), before };
  }

  /** Says which heading holds which field, also for the next file with the same headings. @throws DeliveryDone */
  async sayColumns(outletId: string, id: string, columns: SaidColumns, actor: Acting): Promise<void> {
    const file = await this.find(outletId, id, actor);
    if (file.takenAt) throw new DeliveryDone();
    const said = chosenOf(columns, deliveryHeadings, file.table.headings);
    await this.units.run(actor, async (unit) => {
      await unit.manager.update(DeliveryFile, { id }, { chosen: said });
      const key = { of: ofDelivery, mark: markOf(file.table.headings) };
      const kept = { chosen: said, saidAt: unit.at, saidBy: actor.id };
      await unit.manager.upsert(KnownHeadings, { ...key, ...kept }, ['of', 'mark']);
      await unit.record({
        name: 'delivery.columns-said',
        subject: { kind: 'delivery', id },
        outletId,
        after: said,
      });
    });
  }

  /**
   * Takes in what a file lists: all of it, or nothing. Sent twice, it is taken in once.
   * @param sure what is asked about was answered: the same file again, the same line twice, a lot that is nearly another
   * @returns how many lines
   * @throws DeliveryFaulty with what is wrong with which line @throws DeliveryUnsure @throws NotFound
   */
  async take(outletId: string, id: string, sure: boolean, actor: Acting): Promise<number> {
    const file = await this.find(outletId, id, actor);
    const looked = await this.look(file);
    if (looked.missing.length > 0 || looked.faults.length > 0) throw new DeliveryFaulty();
    if (!sure && (looked.before !== null || looked.doubts.length > 0)) throw new DeliveryUnsure();
    await this.units.runHolding(actor, async (unit) => {
      await this.outlets.findIn(unit, outletId, actor.reach);
      const taken = await unit.manager.update(DeliveryFile, { id, takenAt: IsNull() }, { takenAt: unit.at });
      if (taken.affected !== 1) return;
      await unit.hold(
        ...looked.lines.flatMap(({ medicine: { id: medicineId }, number }) => [
          heldNumber({ medicineId, number }),
          heldShelf({ outletId, medicineId }),
        ]),
      );
      const faults: RowFault[] = [];
      for (const { line, medicine, number, expiresOn, units: quantity } of looked.lines)
        try {
          const delivery = {
            id: unit.newKey(),
            medicineId: medicine.id,
            number,
            expiresOn,
            quantity,
            sure: true,
          };
          await this.stock.receiveWithin(unit, outletId, delivery, id);
        } catch (error) {
          if (!(error instanceof Refusal)) throw error;
          faults.push({ line, key: `refusals.${error.code}`, values: error.values });
        }
      // Thrown, so that nothing of a file with faults stays.
      if (faults.length > 0) throw new DeliveryFaulty({ line: faults[0]!.line });
    });
    return looked.lines.length;
  }
}
