import { unlessDuplicate } from '../database/unless-duplicate.js';
import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { type EntityTarget, In, type ObjectLiteral } from 'typeorm';
import { pinyin } from 'pinyin-pro';
import { Reader } from '../database/connections.js';
import { KeptReads } from '../database/kept-reads.js';
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
import { firstSafetyRules } from './domain/first-safety-rules.js';
import { columnsOfRule, KeptSafetyRule } from './safety/safety-rule.entity.js';

/** Another medicine has this code. */
export const CodeTaken = refusal('code-taken', { field: 'code' });

/** The catalogue of medicines. An empty one is filled with the key medicines of a fever season. */
@Injectable()
export class Medicines implements OnApplicationBootstrap {
  /** All of them, by group and code; nobody may change what is held. */
  readonly all: () => Promise<readonly Medicine[]>;
  private readonly held: () => Promise<Held>;

  constructor(
    private readonly units: UnitOfWork,
    private readonly reader: Reader,
    kept: KeptReads,
  ) {
    this.held = kept.one(
      ['medicine.catalogue-filled', 'medicine.added', 'medicine.changed', 'medicine.removed'],
      async (manager) => heldOf(await manager.find(Medicine, { order: { group: 'ASC', code: 'ASC' } })),
    );
    this.all = async () => (await this.held()).all;
  }

  async onApplicationBootstrap(): Promise<void> {
    const first: readonly (readonly [EntityTarget<ObjectLiteral>, readonly object[]])[] = [
      [Medicine, catalogue.map(columnsOf)],
      [KeptDoseRule, firstDoseRules],
      [KeptSafetyRule, firstSafetyRules.map(columnsOfRule)],
    ];
    const counts = await Promise.all(first.map(([table]) => this.reader.of(table).count()));
    // What the bureau keeps stays as it is: only a table that holds nothing is filled.
    const empty = first.filter((_, index) => counts[index] === 0);
    if (empty.length === 0) return;
    await this.units.run(theProgram, async (unit) => {
      for (const [table, rows] of empty) {
        const keyed = rows.map((row) => ({ id: unit.newKey(), ...row }));
        await unit.manager.createQueryBuilder().insert().into(table).values(keyed).orIgnore().execute();
      }
      const subject = { kind: 'catalogue', id: unit.newKey() };
      const after = { rows: empty.reduce((sum, [, rows]) => sum + rows.length, 0) };
      await unit.record({ name: 'medicine.catalogue-filled', subject, after });
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

  /** The medicines that any of the names may mean: key, code, initials, or name in either language. */
  async called(names: readonly string[]): Promise<Medicine[]> {
    if (names.length === 0) return [];
    const { byName } = await this.held();
    return [...new Set(names.flatMap((name) => byName.get(name.toLowerCase()) ?? []))];
  }

  /** The medicines of some keys, within a unit of work. @throws NotFound if one is none of the catalogue's */
  async findIn(unit: Unit, ids: readonly string[]): Promise<Map<string, Medicine>> {
    if (ids.length === 0) return new Map();
    const { byId } = await this.held();
    // One that the same unit has just added is not committed yet.
    const missing = ids.filter((id) => !byId.has(id));
    const added = missing.length === 0 ? [] : await unit.manager.findBy(Medicine, { id: In(missing) });
    return new Map(
      ids.map((id) => {
        const medicine = byId.get(id) ?? added.find((one) => one.id === id);
        if (!medicine) throw new NotFound();
        return [id, medicine];
      }),
    );
  }

  /** @throws NotFound */
  async find(id: string): Promise<Medicine> {
    const medicine = await this.reader.of(Medicine).findOneBy({ id });
    if (!medicine) throw new NotFound();
    return medicine;
  }
}

/** The catalogue as it is asked for at every visit. */
interface Held {
  readonly all: readonly Medicine[];
  readonly byId: ReadonlyMap<string, Medicine>;
  /** By whatever somebody may call them, in small letters. */
  readonly byName: ReadonlyMap<string, readonly Medicine[]>;
}

function heldOf(all: readonly Medicine[]): Held {
  const byName = new Map<string, Medicine[]>();
  for (const medicine of all)
    for (const name of new Set(namesOf(medicine))) byName.set(name, [...(byName.get(name) ?? []), medicine]);
  return { all, byId: new Map(all.map((medicine) => [medicine.id, medicine])), byName };
}

/** What somebody may call it, in small letters. */
const namesOf = ({ id, code, initials, nameZh, nameEn, strength }: Medicine) =>
  [id, code, initials, nameZh, `${nameZh} ${strength}`.trim(), `${nameEn || nameZh} ${strength}`.trim()].map(
    (name) => name.toLowerCase(),
  );

function columnsOf(entry: CatalogueEntry) {
  const letters = pinyin(entry.nameZh, { pattern: 'first', toneType: 'none', type: 'array' });
  const initials = letters
    .join('')
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '');
  return { ...entry, ingredients: [...entry.ingredients], initials };
}
