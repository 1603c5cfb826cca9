import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { Reader } from '../database/connections.js';
import type { Unit } from '../database/unit.js';
import { MedicineBarcode } from './barcode.entity.js';
import { gtin14 } from './domain/gtin.js';
import { Medicine } from './medicine.entity.js';

/** Whose barcode it is, and how many units are in the pack that carries it. */
export interface KnownBarcode {
  readonly medicineId: string;
  /** Null where it is the pack of the catalogue. */
  readonly packSize: number | null;
}

/** The barcodes of medicines: one in the catalogue, and whatever other packs have taught. */
@Injectable()
export class Barcodes {
  constructor(private readonly reader: Reader) {}

  /** The medicine of one barcode. @param gtin 14 digits */
  async find(gtin: string): Promise<KnownBarcode | undefined> {
    return (await this.of([gtin])).get(gtin);
  }

  /** The medicines of those texts that are barcodes and known, by the text. */
  async of(texts: readonly string[]): Promise<Map<string, KnownBarcode>> {
    const asked = new Map(
      [...new Set(texts)].flatMap((text) => gtinOf(text).map((gtin) => [text, gtin] as const)),
    );
    const gtins = [...new Set(asked.values())];
    if (gtins.length === 0) return new Map();
    const [own, taught] = await Promise.all([
      this.reader.of(Medicine).find({ select: { id: true, gtin: true }, where: { gtin: In(gtins) } }),
      this.reader.of(MedicineBarcode).findBy({ gtin: In(gtins) }),
    ]);
    const known = new Map<string, KnownBarcode>([
      ...taught.map(({ gtin, medicineId, packSize }) => [gtin, { medicineId, packSize }] as const),
      ...own.map(({ gtin, id }) => [gtin!, { medicineId: id, packSize: null }] as const),
    ]);
    return new Map([...asked].flatMap(([text, gtin]) => (known.has(gtin) ? [[text, known.get(gtin)!]] : [])));
  }

  /** Learns whose barcode it is; one that is known stays whose it is. */
  async teachIn(
    unit: Unit,
    {
      gtin: said,
      medicineId,
      packSize,
    }: { readonly gtin: string; readonly medicineId: string; readonly packSize: number | null },
  ): Promise<void> {
    const gtin = gtin14(said);
    const isKnown =
      (await unit.manager.existsBy(Medicine, { gtin })) ||
      (await unit.manager.existsBy(MedicineBarcode, { gtin }));
    if (isKnown) return;
    const { identifiers } = await unit.manager
      .createQueryBuilder()
      .insert()
      .into(MedicineBarcode)
      .values({ gtin, medicineId, packSize, taughtAt: unit.at, taughtBy: unit.author.id })
      .orIgnore()
      .execute();
    if (identifiers.length === 0) return;
    await unit.record({
      name: 'medicine.barcode-taught',
      subject: { kind: 'medicine', id: medicineId },
      after: { gtin, packSize },
    });
  }
}

function gtinOf(text: string): string[] {
  if (!/^\d{8}$|^\d{12,14}$/.test(text)) return [];
  try {
    return [gtin14(text)];
  } catch {
    return [];
  }
}
