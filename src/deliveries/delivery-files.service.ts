import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { type EntityManager, IsNull, Not } from 'typeorm';
import { Reader } from '../database/connections.js';
import { UnitOfWork } from '../database/unit-of-work.js';
import { chosenBefore, keepChosen } from '../imports/heading-memory.js';
import { readTable } from '../imports/read-table.js';
import { UnreadableTable } from '../imports/table.js';
import { chosenOf, type SaidColumns } from '../imports/said-columns.js';
import { Outlets } from '../network/outlets.service.js';
import type { Acting } from '../staff/actor.js';
import { Refusal } from '../web/domain/refusal.js';
import { NotFound } from '../web/refusals.js';
import { DeliveryDone, DeliveryFaulty, DeliveryMoved, DeliveryUnsure } from '../stock/domain/refusals.js';
import { heldNumber, heldShelf } from '../stock/ledger/held.js';
import { Stock } from '../stock/stock.service.js';
import { DeliveryFile } from './delivery-file.entity.js';
import { deliveryHeadings, type RowFault } from './delivery-rows.js';
import { DeliveryReader, type ReadDelivery } from './delivery-reader.js';

/** What somebody says of a file's columns holds at their outlet. */
const ofDelivery = (outletId: string) => `delivery ${outletId}`;

/** A delivery's file as it is understood now. */
export interface LookedAt extends ReadDelivery {
  /** Stands for its lines: what is taken in is what was looked at. */
  readonly digest: string;
  /** The same file under whatever name, as the outlet took it in before. */
  readonly before: Pick<DeliveryFile, 'fileName' | 'takenAt'> | null;
}

/** No supplier sends one outlet more at once; each of them is asked for by name. */
const mostLines = 2_000;

const digestOf = (what: unknown): string => createHash('sha256').update(JSON.stringify(what)).digest('hex');

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
    if (table.rows.length > mostLines) throw new UnreadableTable('too-many-rows', { most: mostLines });
    return this.units.run(actor, async (unit) => {
      await this.outlets.findIn(unit, outletId, actor.reach);
      const id = unit.newKey();
      await unit.manager.insert(DeliveryFile, {
        id,
        outletId,
        fileName: file.name.slice(0, 200),
        table,
        digest: digestOf([table.headings, table.rows]),
        chosen: await chosenBefore(unit.manager, ofDelivery(outletId), table.headings),
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

  /** A file as it is understood now, what stands for that, and whether the outlet took the same in before. */
  async look(file: DeliveryFile): Promise<LookedAt> {
    const read = await this.read.of(this.reader.manager, file);
    const told = read.lines.map(({ line, medicine, number, expiresOn, units }) => [
      line,
      medicine.id,
      number,
      expiresOn,
      units,
    ]);
    return { ...read, digest: digestOf(told), before: await this.before(this.reader.manager, file) };
  }

  private before(
    manager: EntityManager,
    { id, outletId, digest }: DeliveryFile,
  ): Promise<Pick<DeliveryFile, 'fileName' | 'takenAt'> | null> {
    return manager.findOne(DeliveryFile, {
      select: { id: true, fileName: true, takenAt: true },
      where: { outletId, digest, takenAt: Not(IsNull()), id: Not(id) },
      order: { takenAt: 'DESC' },
    });
  }

  /** Says which heading holds which field, also for the next file with the same headings. @throws DeliveryDone */
  async sayColumns(outletId: string, id: string, columns: SaidColumns, actor: Acting): Promise<void> {
    const file = await this.find(outletId, id, actor);
    if (file.takenAt) throw new DeliveryDone();
    const said = chosenOf(columns, deliveryHeadings, file.table.headings);
    await this.units.run(actor, async (unit) => {
      const changed = await unit.manager.update(DeliveryFile, { id, takenAt: IsNull() }, { chosen: said });
      if (changed.affected !== 1) throw new DeliveryDone();
      await keepChosen(unit, ofDelivery(outletId), file.table.headings, said);
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
   * @param digest stands for what was looked at
   * @param sure what is asked about was answered: the same file again, the same line twice, a lot that is nearly another
   * @returns how many lines
   * @throws DeliveryFaulty with what is wrong with which line @throws DeliveryUnsure @throws DeliveryMoved @throws NotFound
   */
  async take(
    outletId: string,
    id: string,
    { sure, digest: seen }: { readonly sure: boolean; readonly digest: string },
    actor: Acting,
  ): Promise<number> {
    const file = await this.find(outletId, id, actor);
    const looked = await this.look(file);
    if (looked.missing.length > 0 || looked.faults.length > 0) throw new DeliveryFaulty();
    if (looked.digest !== seen) throw new DeliveryMoved();
    if (!sure && looked.doubts.length > 0) throw new DeliveryUnsure();
    await this.units.runHolding(actor, async (unit) => {
      await this.outlets.findIn(unit, outletId, actor.reach);
      await unit.hold(
        ...looked.lines.flatMap(({ medicine: { id: medicineId }, number }) => [
          heldNumber({ medicineId, number }),
          heldShelf({ outletId, medicineId }),
        ]),
      );
      // Whoever takes in the same file at the same moment has waited until here.
      if (!sure && (await this.before(unit.manager, file))) throw new DeliveryUnsure();
      const taken = await unit.manager.update(DeliveryFile, { id, takenAt: IsNull() }, { takenAt: unit.at });
      if (taken.affected !== 1) return;
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
