import { unlessDuplicate } from '../database/unless-duplicate.js';
import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { In } from 'typeorm';
import { pinyin } from 'pinyin-pro';
import { Reader } from '../database/connections.js';
import { theProgram } from '../database/act.js';
import { UnitOfWork } from '../database/unit-of-work.js';
import type { Unit } from '../database/unit.js';
import type { Acting } from '../staff/actor.js';
import { refusal } from '../web/domain/refusal.js';
import { NotFound } from '../web/refusals.js';
import { catalogue, type CatalogueEntry } from './catalogue.js';
import { firstDoseRules } from './domain/dose-rule.js';
import { KeptDoseRule } from './dose-rule.entity.js';
import { Medicine } from './medicine.entity.js';

/** Another medicine has this code. */
export const CodeTaken = refusal('code-taken', { field: 'code' });

/** The catalogue of medicines. An empty one is filled with the key medicines of a fever season. */
@Injectable()
export class Medicines implements OnApplicationBootstrap {
  constructor(
    private readonly units: UnitOfWork,
    private readonly reader: Reader,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    if ((await this.reader.of(Medicine).count()) > 0 && (await this.reader.of(KeptDoseRule).count()) > 0)
      return;
    await this.units.run(theProgram, async (unit) => {
      const medicines = catalogue.map((entry) => ({ id: unit.newKey(), ...columnsOf(entry) }));
      await unit.manager.createQueryBuilder().insert().into(Medicine).values(medicines).orIgnore().execute();
      const rules = firstDoseRules.map((rule) => ({ id: unit.newKey(), ...rule }));
      await unit.manager.createQueryBuilder().insert().into(KeptDoseRule).values(rules).orIgnore().execute();
      await unit.record({
        name: 'medicine.catalogue-filled',
        subject: { kind: 'catalogue', id: unit.newKey() },
        after: { medicines: medicines.length },
      });
    });
  }

  /** @throws CodeTaken */
  async add(entry: CatalogueEntry, actor: Acting): Promise<string> {
    return this.units.run(actor, (unit) => this.addIn(unit, entry));
  }

  /** The same within a larger act. @throws CodeTaken */
  async addIn(unit: Unit, entry: CatalogueEntry): Promise<string> {
    const id = unit.newKey();
    await unlessDuplicate(
      () => new CodeTaken(),
      () => unit.manager.insert(Medicine, { id, ...columnsOf(entry) }),
    );
    await unit.record({ name: 'medicine.added', subject: { kind: 'medicine', id }, after: entry });
    return id;
  }

  /** @throws CodeTaken @throws NotFound */
  async change(id: string, entry: CatalogueEntry, actor: Acting): Promise<void> {
    await this.units.run(actor, (unit) => this.changeIn(unit, id, entry));
  }

  /** The same within a larger act. @throws CodeTaken @throws NotFound */
  async changeIn(unit: Unit, id: string, entry: CatalogueEntry): Promise<void> {
    const before = await unit.manager.findOneBy(Medicine, { id });
    if (!before) throw new NotFound();
    await unlessDuplicate(
      () => new CodeTaken(),
      () => unit.manager.update(Medicine, { id }, columnsOf(entry)),
    );
    await unit.record({
      name: 'medicine.changed',
      subject: { kind: 'medicine', id },
      before,
      after: entry,
    });
  }

  async all(): Promise<Medicine[]> {
    return this.reader.of(Medicine).find({ order: { group: 'ASC', code: 'ASC' } });
  }

  /** The medicines that any of the names may mean: key, code, initials, or name in either language. */
  async called(names: readonly string[]): Promise<Medicine[]> {
    if (names.length === 0) return [];
    return this.reader
      .of(Medicine)
      .createQueryBuilder('medicine')
      .where('medicine.id IN (:...names)')
      .orWhere('LOWER(medicine.code) IN (:...names)')
      .orWhere('medicine.initials IN (:...names)')
      .orWhere('medicine.name_zh IN (:...names)')
      .orWhere(`LOWER(TRIM(medicine.name_zh || ' ' || medicine.strength)) IN (:...names)`)
      .orWhere(`LOWER(TRIM(medicine.name_en || ' ' || medicine.strength)) IN (:...names)`)
      .setParameter(
        'names',
        names.map((name) => name.toLowerCase()),
      )
      .getMany();
  }

  /** The medicines of some keys, within a unit of work. @throws NotFound if one is none of the catalogue's */
  async findIn(unit: Unit, ids: readonly string[]): Promise<Map<string, Medicine>> {
    const found = ids.length === 0 ? [] : await unit.manager.findBy(Medicine, { id: In([...ids]) });
    if (found.length < new Set(ids).size) throw new NotFound();
    return new Map(found.map((medicine) => [medicine.id, medicine]));
  }

  /** @throws NotFound */
  async find(id: string): Promise<Medicine> {
    const medicine = await this.reader.of(Medicine).findOneBy({ id });
    if (!medicine) throw new NotFound();
    return medicine;
  }
}

function columnsOf(entry: CatalogueEntry) {
  const letters = pinyin(entry.nameZh, { pattern: 'first', toneType: 'none', type: 'array' });
  const initials = letters
    .join('')
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '');
  return { ...entry, ingredients: [...entry.ingredients], initials };
}
