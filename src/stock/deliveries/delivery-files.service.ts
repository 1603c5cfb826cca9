import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../../database/unit-of-work.js';
import { Medicine } from '../../medicines/medicine.entity.js';
import { Outlets } from '../../network/outlets.service.js';
import type { Acting } from '../../staff/actor.js';
import { Refusal } from '../../web/domain/refusal.js';
import { readTable } from '../../imports/read-table.js';
import { heldNumber, heldShelf } from '../ledger/held.js';
import { Movement } from '../ledger/movement.entity.js';
import { Stock } from '../stock.service.js';
import { deliveryRows, type DeliveryRow, type RowFault } from './delivery-rows.js';

/** A fault of a line, with what was read there. */
export interface FileFault extends RowFault {
  readonly values?: Record<string, string | number>;
}

/** Deliveries by the supplier's file: all of it, or nothing and every fault. */
@Injectable()
export class DeliveryFiles {
  constructor(
    private readonly units: UnitOfWork,
    private readonly outlets: Outlets,
    private readonly stock: Stock,
  ) {}

  /**
   * Takes in what a file lists. Sent twice, it is taken in once.
   * @returns how many lines, or what is wrong with which
   * @throws UnreadableFile @throws TooManyRows
   */
  async receive(
    outletId: string,
    id: string,
    content: Buffer,
    actor: Acting,
  ): Promise<{ lines: number } | { faults: readonly FileFault[] }> {
    const { rows, faults } = deliveryRows(await readTable(content));
    if (faults.length > 0) return { faults };
    try {
      return { lines: await this.take(outletId, id, rows, actor) };
    } catch (error) {
      if (error instanceof RowsRefused) return { faults: error.faults };
      throw error;
    }
  }

  private async take(
    outletId: string,
    id: string,
    rows: readonly DeliveryRow[],
    actor: Acting,
  ): Promise<number> {
    return this.units.runHolding(actor, async (unit) => {
      await this.outlets.findIn(unit, outletId, actor.reach);
      if (await unit.manager.existsBy(Movement, { documentId: id, outletId })) return rows.length;
      const medicines = await unit.manager.find(Medicine);
      const called = (name: string) =>
        medicines.find(({ code, gtin }) => code === name || gtin === name.padStart(14, '0'));
      await unit.hold(
        ...rows.flatMap(({ medicine: name, number }) => {
          const medicineId = called(name)?.id;
          return medicineId ? [heldNumber({ medicineId, number }), heldShelf({ outletId, medicineId })] : [];
        }),
      );
      const faults: FileFault[] = [];
      for (const { line, medicine: name, ...row } of rows) {
        const medicine = called(name);
        if (!medicine) {
          faults.push({ line, key: 'stock.file.faults.unknownMedicine', values: { name } });
          continue;
        }
        try {
          const delivery = { ...row, id: unit.newKey(), medicineId: medicine.id };
          await this.stock.receiveWithin(unit, outletId, delivery, id);
        } catch (error) {
          if (!(error instanceof Refusal)) throw error;
          faults.push({ line, key: `refusals.${error.code}`, values: error.values });
        }
      }
      // Thrown, so that nothing of a file with faults stays.
      if (faults.length > 0) throw new RowsRefused(faults);
      return rows.length;
    });
  }
}

class RowsRefused extends Error {
  constructor(readonly faults: readonly FileFault[]) {
    super('Lines of the file were refused.');
  }
}
