import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { v7 } from 'uuid';
import { afterAll, expect, it } from 'vitest';
import { UnitOfWork } from '../../src/database/unit-of-work.js';
import { theProgram } from '../../src/database/act.js';
import { insertMany } from '../../src/database/insert-many.js';
import { FoundBy } from '../../src/patients/found-by.entity.js';
import { PatientSearch } from '../../src/patients/patient-search.js';
import { Patient } from '../../src/patients/patient.entity.js';
import { partsOf } from '../../src/values/found-by.js';
import { foldName } from '../../src/values/person-name.js';
import { Clinic } from '../support/clinic.js';
import { startPostgres } from '../support/postgres.js';
import { approvedOutlet } from '../support/town.js';
import { keep, type Line, median } from './table.js';

const peopleCount = 1_000_000;
const outletCount = 100;
/** One outlet has many more than others have: 200,000 people. */
const atLargest = 0.2;
const atOnce = 20_000;
const searches = 200;
const lines: Line[] = [];

const surnames = [...'王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗高'];
const given = [...'伟芳娜敏静丽强磊军洋勇艳杰娟涛明超霞平刚桂英华玉兰建国秀文红梅'];
const words = ['买买提', '吐尔逊', '阿不都', '热西提', '古丽', '艾力'];
const dice = (seed: number) => {
  let state = seed;
  return (below: number) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 4_294_967_296) * below);
  };
};

const roll = dice(7);
const one = <T>(from: readonly T[]): T => from[roll(from.length)]!;
const names = Array.from({ length: 20_000 }, (_, i) =>
  i % 20 === 0
    ? `${one(words)}·${one(words)}`
    : i % 21 === 0
      ? `${one(['John', 'Mary', 'Anna', 'Peter'])} ${one(['Smith', 'Jones', 'Brown', 'Miller'])}`
      : one(surnames) + one(given) + (i % 3 === 0 ? '' : one(given)),
);

it.each(['SQLite', 'PostgreSQL'])('finding one of 1,000,000 people on %s', async (engine) => {
  const folder = mkdtempSync(join(tmpdir(), 'bianmin-people-'));
  chmodSync(folder, 0o755);
  const postgres = engine === 'PostgreSQL' ? await startPostgres(folder, 'off') : undefined;
  const clinic = await Clinic.open(postgres && { DATABASE_URL: `${postgres.url}/postgres` });
  const outlets = [];
  for (let n = 0; n < outletCount; n++) outlets.push(await approvedOutlet(clinic));
  const known = await fill(clinic, outlets);
  if (engine === 'SQLite') await clinic.writer.query('ANALYZE');
  else await clinic.writer.query('VACUUM ANALYZE patient, patient_found_by');

  const search = clinic.get(PatientSearch);
  const [largest] = outlets as [string];
  const sample = Array.from({ length: searches }, () => known[roll(known.length)]!);
  const kinds: Record<string, (person: Known) => string> = {
    'the beginning of a name': ({ name }) => name.slice(0, 2),
    'one character': ({ name }) => name.slice(0, 1),
    'a given name, or a later word': ({ name }) => name.split(/[· ]/)[1] ?? name.slice(1),
    'a whole name': ({ name }) => name,
    initials: ({ initials }) => initials,
    'four last digits of a telephone': ({ telephone }) => telephone.slice(-4),
    'four last characters of a number': ({ identityNumber }) => identityNumber.slice(-4),
    'a whole telephone': ({ telephone }) => `+86 ${telephone}`,
    'a whole identity number': ({ identityNumber }) => identityNumber,
  };
  for (const [kind, wordsOf] of Object.entries(kinds)) {
    const times: number[] = [];
    let nobody = 0;
    for (const person of sample) {
      const from = performance.now();
      const found = await search.search(wordsOf(person), largest);
      times.push(performance.now() - from);
      if (found.length === 0) nobody += 1;
    }
    // Whoever is looked for by something whole is the one who is found.
    expect([kind, nobody]).toEqual([kind, 0]);
    times.sort((a, b) => a - b);
    lines.push({
      what: `${engine}: ${kind}, among 1,000,000 people (${(atLargest * peopleCount).toLocaleString('en')} at this outlet), median of ${searches}`,
      measured: `${median(times).toFixed(2)} ms (95th of 100: ${times[Math.floor(0.95 * times.length)]!.toFixed(2)} ms)`,
      ratio: '',
      wanted: '≤ 20 ms',
      holds: median(times) <= 20,
    });
  }
  await clinic.close();
  await postgres?.stop();
  rmSync(folder, { recursive: true, force: true });
});

afterAll(() => keep('Finding people', lines));

interface Known {
  readonly name: string;
  readonly initials: string;
  readonly telephone: string;
  readonly identityNumber: string;
}

/** Writes people straight into the tables, each at one outlet. @returns some of those at the first one */
async function fill(clinic: Clinic, outlets: readonly string[]): Promise<Known[]> {
  const known: Known[] = [];
  const cut = names.map((name) => ({
    name,
    parts: partsOf({ name, telephone: null, identityNumber: null, otherDocument: null }),
  }));
  if (clinic.writer.options.type === 'sqlite') await clinic.writer.query('PRAGMA synchronous = OFF');
  for (let from = 0; from < peopleCount; from += atOnce) {
    const patients: Partial<Patient>[] = [];
    const found: Partial<FoundBy>[] = [];
    for (let i = from; i < from + atOnce; i++) {
      const { name, parts } = cut[roll(cut.length)]!;
      const at = roll(1000) < 1000 * atLargest ? 0 : 1 + roll(outlets.length - 1);
      const telephone = `1${3 + roll(7)}${String(roll(1_000_000_000)).padStart(9, '0')}`;
      const identityNumber = `3201${String(i).padStart(14, '0')}`;
      const id = v7();
      patients.push({ ...blank, id, name, foldedName: foldName(name), telephone, identityNumber });
      const ends = [telephone, identityNumber].map((number) => `#${number.slice(-4)}`);
      for (const part of new Set([...parts, ...ends]))
        found.push({ outletId: outlets[at]!, part, patientId: id });
      if (at === 0 && known.length < 5000) {
        const initials = parts.find((part) => /^[a-z]{2,4}$/.test(part)) ?? foldName(name);
        known.push({ name, initials, telephone, identityNumber });
      }
    }
    await clinic.get(UnitOfWork).run(theProgram, async (unit) => {
      await insertMany(unit, Patient, patients);
      await insertMany(unit, FoundBy, found);
    });
  }
  return known;
}

const blank = {
  bornOn: '1970-01-01',
  bornAbout: false,
  sex: 'female' as const,
  registeredAt: new Date(),
  registeredBy: null,
  otherDocument: null,
  guardianName: null,
  guardianIdentityNumber: null,
  mergedIntoId: null,
  comparedAt: new Date(),
  version: 1,
};
