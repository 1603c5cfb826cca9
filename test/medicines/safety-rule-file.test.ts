import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { stringify } from 'csv-stringify/sync';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Imports } from '../../src/imports/imports.service.js';
import { firstSafetyRules } from '../../src/medicines/domain/first-safety-rules.js';
import { cellsOf, fileHeadings, readSafetyRuleRows } from '../../src/medicines/domain/safety-rule-rows.js';
import { KeptSafetyRule } from '../../src/medicines/safety/safety-rule.entity.js';
import { programActing } from '../../src/staff/actor.js';
import { Proposals } from '../../src/staff/proposals/proposals.service.js';
import { Clinic } from '../support/clinic.js';
import { acting } from '../support/people.js';

const file = 'docs/safety-rules.csv';

describe('A file of safety rules', () => {
  let clinic: Clinic;
  beforeAll(async () => {
    clinic = await Clinic.open();
  });
  afterAll(() => clinic.close());

  const send = (rows: readonly (readonly string[])[]) =>
    clinic
      .get(Imports)
      .importFile('safety-rules', Buffer.from(stringify([fileHeadings, ...rows])), programActing, {
        dryRun: false,
        acceptGuesses: true,
      });
  const kept = (key: string) => clinic.reader.of(KeptSafetyRule).findOneByOrFail({ key });
  const waiting = () => clinic.get(Proposals).waiting();
  const cells = (key: string) => cellsOf(firstSafetyRules.find((rule) => rule.key === key)!);

  it('holds all that a network begins with, and changes nothing of it', async () => {
    const table: string[][] = parse(readFileSync(file, 'utf8'));
    expect(table).toEqual([fileHeadings, ...firstSafetyRules.map(cellsOf)]);
    expect(await send(table.slice(1))).toMatchObject({
      unchanged: firstSafetyRules.length,
      new: 0,
      changed: 0,
    });
  });

  it('proposes what is new or told otherwise, and a second person approves it', async () => {
    const changed = cells('cold-young').map((cell) => (cell === '24' ? '36' : cell));
    const fresh = cells('cold-young').map((cell) => (cell === 'cold-young' ? 'cold-old' : cell));
    expect(await send([changed, fresh])).toMatchObject({ new: 1, changed: 1 });
    expect((await kept('cold-young')).toMonths).toBe(24);
    // What waits already is not proposed again.
    expect(await send([changed])).toMatchObject({ rejected: 1, changed: 0 });
    const proposed = await waiting();
    expect(proposed.map(({ kind }) => kind).sort()).toEqual(['safety-rule.add', 'safety-rule.change']);
    const officer = await acting(clinic, 'officer');
    for (const { id } of proposed) await clinic.get(Proposals).approve(id, officer);
    expect((await kept('cold-young')).toMonths).toBe(36);
    expect(await kept('cold-old')).toMatchObject({ of: 'group:cold', toMonths: 24, effect: 'doctor' });
  });

  it.each([
    ['wrong-key', 0, 'Nsaid Pregnant'],
    ['wrong-subject', 1, 'class:tea'],
    ['wrong-count', 4, '-3'],
    ['days-reversed', 4, '0'],
    ['unknown-word', 9, 'being tired'],
    ['unknown-word', 10, 'perhaps'],
    ['missing', 12, ''],
  ])('refuses a row that would never speak, or not be understood: %s', async (reason, column, cell) => {
    const row = cells('amantadine-young').map((one, index) => (index === column ? cell : one));
    expect(await send([row])).toMatchObject({ rejected: 1, new: 0, changed: 0 });
    const { parsed } = readSafetyRuleRows(
      { headings: [...fileHeadings], rows: [row] },
      () => reason !== 'unknown-word',
    );
    expect(parsed[0]).toMatchObject({ rejection: { reason } });
  });
});
