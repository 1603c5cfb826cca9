import type { MigrationInterface, QueryRunner } from 'typeorm';
import { partsOf } from '../values/found-by.js';
import { documentText } from '../values/document.js';
import { foldName } from '../values/person-name.js';
import { telephoneDigits } from '../values/telephone.js';
import { createTable, extendTable, shrinkTable, text } from './table.js';

const documents = { index: [{ columns: ['other_document'], where: 'other_document IS NOT NULL' }] };
const atOnce = 1000;
const rowsAtOnce = 200;

interface Known {
  readonly id: string;
  readonly name: string;
  readonly identityNumber: string | null;
  readonly otherDocument: string | null;
  readonly telephone: string | null;
  readonly foldedName: string;
}

/** A person is found where they were by any part of the name, and by documents however typed; what stands is folded alike. */
export class PeopleAreFoundWhereTheyWere1795939200000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createTable(runner, 'patient_found_by', {
      columns: ['outlet_id', 'part', 'patient_id'].map((name) => text(name, { isPrimary: true })),
      index: [['patient_id', 'outlet_id']],
      references: { outlet_id: 'outlet', patient_id: 'patient' },
    });
    await extendTable(runner, 'patient', documents);
    for (let after = ''; ;) {
      const patients = await next(runner, after);
      if (patients.length === 0) return;
      const folded = [];
      for (const patient of patients) folded.push(await fold(runner, patient));
      await insertParts(runner, folded, after);
      after = patients.at(-1)!.id;
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    await shrinkTable(runner, 'patient', documents);
    await runner.dropTable('patient_found_by');
  }
}

const next = (runner: QueryRunner, after: string): Promise<Known[]> =>
  runner.manager
    .createQueryBuilder()
    .select([
      'p.id AS id',
      'p.name AS name',
      'p.identity_number AS "identityNumber"',
      'p.other_document AS "otherDocument"',
      'p.telephone AS telephone',
      'p.folded_name AS "foldedName"',
    ])
    .from('patient', 'p')
    .where('p.id > :after', { after })
    .orderBy('p.id')
    .limit(atOnce)
    .getRawMany<Known>();

/** Most stand as they would be written now: those alone that do not are written. */
async function fold(runner: QueryRunner, known: Known): Promise<Known> {
  const { id, name, otherDocument, telephone, foldedName } = known;
  const folded = foldName(name);
  const document = otherDocument === null ? null : documentText(otherDocument);
  const number = telephone === null ? null : telephoneDigits(telephone) || telephone;
  if (folded !== foldedName || document !== otherDocument || number !== telephone)
    await runner.query(
      `UPDATE patient SET ${bound(runner, ['folded_name', 'other_document', 'telephone'])} WHERE id = ${place(runner, 4)}`,
      [folded, document, number, id],
    );
  return { ...known, foldedName: folded, otherDocument: document, telephone: number };
}

const place = (runner: QueryRunner, n: number): string =>
  runner.connection.options.type === 'postgres' ? `$${n}` : '?';
const bound = (runner: QueryRunner, columns: readonly string[]): string =>
  columns.map((column, i) => `${column} = ${place(runner, i + 1)}`).join(', ');

/** The parts of many people at every outlet where they were. */
async function insertParts(runner: QueryRunner, people: readonly Known[], after: string): Promise<void> {
  const were = await runner.manager
    .createQueryBuilder()
    .select('v.patient_id', 'patientId')
    .addSelect('v.outlet_id', 'outletId')
    .distinct(true)
    .from('visit', 'v')
    .where('v.patient_id > :after AND v.patient_id <= :last', { after, last: people.at(-1)!.id })
    .getRawMany<{ patientId: string; outletId: string }>();
  const byId = new Map(people.map((one) => [one.id, partsOf(one)]));
  const rows = were.flatMap(({ patientId, outletId }) =>
    byId.get(patientId)!.map((part) => [outletId, part, patientId]),
  );
  for (let from = 0; from < rows.length; from += rowsAtOnce) {
    const some = rows.slice(from, from + rowsAtOnce);
    const values = some.map(
      (_, i) => `(${[1, 2, 3].map((column) => place(runner, 3 * i + column)).join(', ')})`,
    );
    await runner.query(
      `INSERT INTO patient_found_by (outlet_id, part, patient_id) VALUES ${values.join(', ')}`,
      some.flat(),
    );
  }
}
