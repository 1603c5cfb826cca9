import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { Reader } from '../database/connections.js';
import { UnitOfWork } from '../database/unit-of-work.js';
import type { Unit } from '../database/unit.js';
import type { Acting } from '../staff/actor.js';
import { refusal } from '../web/domain/refusal.js';
import { NotFound } from '../web/refusals.js';
import { MedicineBarcode } from './barcode.entity.js';
import { packCodeIn, readPackCode } from './domain/pack-code.js';
import { Medicine } from './medicine.entity.js';

/** Whose it is was told already. */
export const BarcodeTaken = refusal('barcode-taken', { field: 'code' });

/** Whose barcode it is, and how many units are in the pack that carries it. */
export interface KnownBarcode {
  readonly medicineId: string;
  /** Null where it is the pack of the catalogue. */
  readonly packSize: number | null;
}

/** A barcode, or the beginning of traceability codes, and the pack that carries it. */
export interface Taught {
  readonly code: string;
  /** Units; null where it is the pack of the catalogue. */
  readonly packSize: number | null;
}

/** The barcodes of medicines: one in the catalogue, and whatever other packs have taught. */
@Injectable()
export class Barcodes {
  constructor(
    private readonly reader: Reader,
    private readonly units: UnitOfWork,
  ) {}

  /** The medicine of one barcode or traceability code. @param text as it is scanned */
  async find(text: string): Promise<KnownBarcode | undefined> {
    return (await this.of([text])).get(text);
  }

  /** The medicines of those texts that are barcodes or traceability codes and known, by the text. */
  async of(texts: readonly string[]): Promise<Map<string, KnownBarcode>> {
    const asked = new Map(
      [...new Set(texts)].flatMap((text) => codeOf(text).map((code) => [text, code] as const)),
    );
    const codes = [...new Set(asked.values())];
    if (codes.length === 0) return new Map();
    const [own, taught] = await Promise.all([
      this.reader.of(Medicine).find({ select: { id: true, gtin: true }, where: { gtin: In(codes) } }),
      this.reader.of(MedicineBarcode).findBy({ code: In(codes) }),
    ]);
    const known = new Map<string, KnownBarcode>([
      ...taught.map(({ code, medicineId, packSize }) => [code, { medicineId, packSize }] as const),
      ...own.map(({ gtin, id }) => [gtin!, { medicineId: id, packSize: null }] as const),
    ]);
    return new Map([...asked].flatMap(([text, code]) => (known.has(code) ? [[text, known.get(code)!]] : [])));
  }

  /** What packs have taught of a medicine, the newest first. */
  taughtOf(medicineId: string): Promise<MedicineBarcode[]> {
    return this.reader
      .of(MedicineBarcode)
      .find({ where: { medicineId }, order: { taughtAt: 'DESC', code: 'ASC' } });
  }

  /** Learns what a pack carries. @throws WrongGtin @throws NoPackCode @throws BarcodeTaken @throws NotFound */
  async teach(medicineId: string, { code, packSize }: Taught, actor: Acting): Promise<void> {
    await this.units.run(actor, async (unit) => {
      if (!(await unit.manager.existsBy(Medicine, { id: medicineId }))) throw new NotFound();
      const isNew = await this.teachIn(unit, { code, medicineId, packSize });
      if (!isNew) throw new BarcodeTaken();
    });
  }

  /** Learns whose barcode it is; one that is known stays whose it is. @returns whether it was new @throws WrongGtin @throws NoPackCode */
  async teachIn(
    unit: Unit,
    { code: said, medicineId, packSize }: Taught & { readonly medicineId: string },
  ): Promise<boolean> {
    const code = readPackCode(said);
    const isKnown =
      (await unit.manager.existsBy(Medicine, { gtin: code })) ||
      (await unit.manager.existsBy(MedicineBarcode, { code }));
    if (isKnown) return false;
    const { identifiers } = await unit.manager
      .createQueryBuilder()
      .insert()
      .into(MedicineBarcode)
      .values({ code, medicineId, packSize, taughtAt: unit.at, taughtBy: unit.author.id })
      .orIgnore()
      .execute();
    if (identifiers.length === 0) return false;
    await unit.record({
      name: 'medicine.barcode-taught',
      subject: { kind: 'medicine', id: medicineId },
      after: { code, packSize },
    });
    return true;
  }

  /** Forgets what was learnt wrongly; what was received by it stays as it is. @throws NotFound */
  async forget(medicineId: string, code: string, actor: Acting): Promise<void> {
    await this.units.run(actor, async (unit) => {
      const { affected } = await unit.manager.delete(MedicineBarcode, { medicineId, code });
      if (affected !== 1) throw new NotFound();
      await unit.record({
        name: 'medicine.barcode-forgotten',
        subject: { kind: 'medicine', id: medicineId },
        before: { code },
      });
    });
  }
}

function codeOf(text: string): string[] {
  try {
    const code = packCodeIn(text);
    return code ? [code] : [];
  } catch {
    return [];
  }
}
