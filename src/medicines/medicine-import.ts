import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Unit } from '../database/unit.js';
import { changeset, type Line } from '../imports/domain/changeset.js';
import { ImportTargets } from '../imports/import-targets.js';
import type { Compared, ImportTarget, WriteLine } from '../imports/import-target.js';
import type { RowSource } from '../imports/domain/rows.js';
import { isUsuallyPrescribed } from './domain/medicine.js';
import type { CatalogueEntry } from './catalogue.js';
import {
  medicineHeadings,
  medicineKind,
  type MedicineRow,
  readMedicineRows,
} from './domain/medicine-rows.js';
import { importedMedicines } from './imported-medicines.js';
import { ingredientLines, readIngredients } from './ingredient-lines.js';
import { Medicine } from './medicine.entity.js';
import { Medicines } from './medicines.service.js';

/** Files of the catalogue: a row is a medicine, new or told otherwise than it stands. */
@Injectable()
export class MedicineImport implements ImportTarget, OnModuleInit {
  readonly ofNetwork = true;
  readonly registers = [importedMedicines] as const;

  readonly columns = medicineHeadings;

  constructor(
    private readonly targets: ImportTargets,
    private readonly medicines: Medicines,
  ) {}

  onModuleInit(): void {
    this.targets.offer('medicines', this);
  }

  async compare(table: RowSource, manager: EntityManager): Promise<Compared> {
    const { parsed, missing } = readMedicineRows(table);
    const medicines = await manager.find(Medicine);
    const register = medicines.map((medicine) => ({ id: medicine.id, facts: rowOf(medicine) }));
    const owners = new Map(medicines.flatMap(({ gtin, code }) => (gtin ? [[gtin, code] as const] : [])));
    const lines = changeset(medicineKind, parsed, register, table).map((line): Line => {
      const { gtin, code } = (line.facts ?? {}) as Partial<MedicineRow>;
      if (line.verdict === 'rejected' || !gtin) return line;
      const owner = owners.get(gtin);
      owners.set(gtin, owner ?? code!);
      if (owner === undefined || owner === code) return line;
      const rejection = { reason: 'gtin-elsewhere', column: 'gtin', values: { code: owner } };
      return { row: line.row, verdict: 'rejected', facts: line.facts, rejection };
    });
    return { lines, missing };
  }

  async writer(unit: Unit): Promise<WriteLine> {
    const standing = new Map((await unit.manager.find(Medicine)).map((medicine) => [medicine.id, medicine]));
    return async ({ recordId, facts }) => {
      const entry = entryOf(facts as MedicineRow, recordId ? standing.get(recordId) : undefined);
      if (!recordId)
        return [{ register: importedMedicines.name, key: await this.medicines.addIn(unit, entry) }];
      await this.medicines.changeIn(unit, recordId, entry);
      return [];
    };
  }
}

const rowOf = (medicine: Medicine): MedicineRow => ({
  code: medicine.code,
  nameZh: medicine.nameZh,
  nameEn: medicine.nameEn || undefined,
  form: medicine.form,
  strength: medicine.strength || undefined,
  unit: medicine.unit,
  group: medicine.group,
  ingredients: ingredientLines(medicine.ingredients).replaceAll('\n', '; ') || undefined,
  packSize: medicine.packSize,
  splittable: medicine.splittable,
  youngestMonths: medicine.youngestMonths ?? 0,
  realName: medicine.realName,
  gtin: medicine.gtin ?? undefined,
  prescription: medicine.prescription,
  atc: medicine.atc ?? undefined,
  driving: medicine.driving,
  label: medicine.label ?? undefined,
  key: medicine.key,
});

/** What a row says, and for what it does not say what stands, or what is usual. */
function entryOf(row: MedicineRow, standing?: Medicine): CatalogueEntry {
  const { code, nameZh, nameEn, form, unit, group } = row;
  const youngest = row.youngestMonths ?? standing?.youngestMonths ?? null;
  return {
    code,
    nameZh,
    nameEn: nameEn ?? standing?.nameEn ?? '',
    form,
    unit,
    group,
    strength: row.strength ?? standing?.strength ?? '',
    ingredients: row.ingredients
      ? readIngredients(row.ingredients.replaceAll('; ', '\n'))
      : (standing?.ingredients ?? []),
    packSize: row.packSize ?? standing?.packSize ?? 1,
    splittable: row.splittable ?? standing?.splittable ?? true,
    youngestMonths: youngest === 0 ? null : youngest,
    realName: row.realName ?? standing?.realName ?? false,
    gtin: row.gtin ?? standing?.gtin ?? null,
    prescription: row.prescription ?? standing?.prescription ?? isUsuallyPrescribed(group),
    atc: row.atc ?? standing?.atc ?? null,
    driving: row.driving ?? standing?.driving ?? false,
    label: row.label ?? standing?.label ?? null,
    key: row.key ?? standing?.key ?? false,
  };
}
