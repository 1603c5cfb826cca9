import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Calendar } from '../config/calendar.js';
import { Barcodes } from '../medicines/barcodes.service.js';
import { sourceOf } from '../imports/source-of.js';
import type { Medicine } from '../medicines/medicine.entity.js';
import { Medicines } from '../medicines/medicines.service.js';
import { lotNumber } from '../stock/domain/lot-number.js';
import { packSizeIn, unitsOf } from './domain/pack-units.js';
import { latestExpiry } from '../stock/domain/expiry.js';
import { tidy } from '../values/text.js';
import { lotsLike } from '../stock/ledger/lots-like.js';
import { KnownLots } from '../stock/domain/near-lots.js';
import type { DeliveryFile } from './delivery-file.entity.js';
import type { DeliveryLine } from './delivery-line.js';
import { blockedLines } from './blocked-lines.js';
import { SupplierCodes } from './supplier-codes.service.js';
import { deliveryRows, type DeliveryRow, type RowFault } from './delivery-rows.js';

/** A code that is neither the catalogue's nor a barcode that is known. */
export interface OwnCode {
  readonly code: string;
  /** Undefined while nobody has said. */
  readonly medicineId?: string;
}

/** A delivery's file as it is understood. */
export interface ReadDelivery {
  readonly missing: readonly string[];
  readonly lines: readonly DeliveryLine[];
  /** Why it can't be taken in. */
  readonly faults: readonly RowFault[];
  /** What the supplier calls medicines in words of their own, and which it was said to mean. */
  readonly ownCodes: readonly OwnCode[];
  /** What is asked about before it is. */
  readonly doubts: readonly RowFault[];
}

/** Understands a supplier's file by the catalogue, the shelf and what is recalled. */
@Injectable()
export class DeliveryReader {
  constructor(
    private readonly medicines: Medicines,
    private readonly barcodes: Barcodes,
    private readonly supplierCodes: SupplierCodes,
    private readonly calendar: Calendar,
  ) {}

  async of(
    manager: EntityManager,
    file: Pick<DeliveryFile, 'table' | 'chosen' | 'outletId'>,
  ): Promise<ReadDelivery> {
    const { outletId } = file;
    const { rows, faults, missing } = deliveryRows(sourceOf(file));
    const medicines = await this.medicines.all();
    const byBarcode = await this.barcodes.of(rows.flatMap(({ code, barcode }) => [code, barcode]));
    const byCode = new Map(medicines.map((medicine) => [medicine.code, medicine]));
    const byId = new Map(medicines.map((medicine) => [medicine.id, medicine]));
    const found: RowFault[] = [...faults];
    // A code that the catalogue does not have is the supplier's own: the barcode decides, or what was said of the code.
    const taughtOf = ({ barcode, code }: DeliveryRow) => byBarcode.get(barcode) ?? byBarcode.get(code);
    const own = rows.filter((row) => !taughtOf(row) && !byCode.has(row.code.toUpperCase())).map(calledIn);
    const said = await this.supplierCodes.of(manager, outletId, [...new Set(own)]);
    const lines = rows.flatMap((row): DeliveryLine[] => {
      const taught = taughtOf(row);
      const [coded, barred] = [byCode.get(row.code.toUpperCase()), byId.get(taught?.medicineId ?? '')];
      if (coded && barred && coded !== barred) {
        found.push(fault(row, 'codesDiffer', { code: coded.nameZh, barcode: barred.nameZh }));
        return [];
      }
      const medicine = coded ?? barred ?? byId.get(said.get(calledIn(row)) ?? '');
      const line = medicine && this.lineOf(row, medicine, taught?.packSize ?? medicine.packSize);
      if (line && !('key' in line)) return [line];
      found.push(line ?? fault(row, 'unknownMedicine', { name: calledIn(row) }));
      return [];
    });
    const today = this.calendar.today();
    found.push(...(await blockedLines(manager, { outletId, today }, lines)));
    return {
      missing,
      lines,
      ownCodes: [...new Set(own)].map((code) => ({ code, medicineId: said.get(code) })),
      faults: found.sort((a, b) => a.line - b.line),
      doubts: [...unsaidUnits(rows, lines), ...twice(lines), ...(await near(manager, outletId, lines))],
    };
  }

  private lineOf(row: DeliveryRow, medicine: Medicine, packSize: number): DeliveryLine | RowFault {
    const units = unitsOf(row, { unit: medicine.unit, packSize });
    if (typeof units !== 'number')
      return fault(row, units, {
        unit: row.unit,
        pack: row.pack || '–',
        size: packSize,
        name: medicine.nameZh,
      });
    if (row.expiresOn > latestExpiry(this.calendar.today()))
      return fault(row, 'farExpiry', { day: row.expiresOn });
    const counted = units === row.quantity ? {} : { counted: `${row.quantity} ${row.unit}` };
    const { line, expiresOn } = row;
    return { line, medicine, number: lotNumber(row.number), expiresOn, units, ...counted };
  }
}

/** What a file calls a medicine. */
const calledIn = ({ code, barcode }: DeliveryRow): string => tidy(code || barcode);

const fault = ({ line }: { readonly line: number }, name: string, values?: RowFault['values']): RowFault => ({
  line,
  key: `stock.file.faults.${name}`,
  ...(values && { values }),
});

/** Lines whose file writes the pack and not what it counts: packs or units. */
function unsaidUnits(rows: readonly DeliveryRow[], lines: readonly DeliveryLine[]): RowFault[] {
  const taken = new Set(lines.map(({ line }) => line));
  return rows.flatMap((row) => {
    if (!taken.has(row.line) || row.unit !== '' || (packSizeIn(row.pack) ?? 1) === 1) return [];
    return [fault(row, 'unsaidUnit', { quantity: row.quantity, pack: row.pack })];
  });
}

/** Lines that say the same of the same lot as one before them. */
function twice(lines: readonly DeliveryLine[]): RowFault[] {
  const first = new Map<string, number>();
  return lines.flatMap((line) => {
    const key = `${line.medicine.id} ${line.number} ${line.expiresOn} ${line.units}`;
    const former = first.get(key);
    if (former === undefined) first.set(key, line.line);
    return former === undefined ? [] : [fault(line, 'twice', { former })];
  });
}

/** Lots that differ from a known one in what is easily taken for another letter. */
async function near(
  manager: EntityManager,
  outletId: string,
  lines: readonly DeliveryLine[],
): Promise<RowFault[]> {
  const medicineIds = [...new Set(lines.map(({ medicine }) => medicine.id))];
  const all = await lotsLike(manager, { outletId, medicineIds });
  const known = new Map(
    medicineIds.map((id) => [
      id,
      new KnownLots(all.flatMap(({ medicineId, number }) => (medicineId === id ? [number] : []))),
    ]),
  );
  return lines.flatMap((line) => {
    const [like] = known.get(line.medicine.id)!.like(line.number);
    return like === undefined ? [] : [fault(line, 'nearLot', { number: line.number, like })];
  });
}
