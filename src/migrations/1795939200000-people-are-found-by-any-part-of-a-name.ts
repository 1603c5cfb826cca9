import type { MigrationInterface, QueryRunner } from 'typeorm';
import { telephoneDigits } from '../values/telephone.js';
import { foldName, namePartsOf } from '../values/person-name.js';
import { documentText } from '../values/document.js';
import { createTable, extendTable, shrinkTable, text } from './table.js';

const documents = { index: [{ columns: ['other_document'], where: 'other_document IS NOT NULL' }] };
const atOnce = 1000;

interface Named {
  readonly id: string;
  readonly name: string;
  readonly otherDocument: string | null;
  readonly telephone: string | null;
  readonly foldedName: string;
}

/** A name is found by any of its parts, and a document however it is typed; what stands is folded alike. */
export class PeopleAreFoundByAnyPartOfAName1795939200000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createTable(runner, 'patient_name_part', {
      columns: [text('part', { isPrimary: true }), text('patient_id', { isPrimary: true })],
      index: [['patient_id']],
      references: { patient_id: 'patient' },
    });
    await extendTable(runner, 'patient', documents);
    for (let after = ''; ;) {
      const patients = await next(runner, after);
      if (patients.length === 0) return;
      for (const patient of patients) await fold(runner, patient);
      await insertParts(runner, patients);
      after = patients.at(-1)!.id;
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    await shrinkTable(runner, 'patient', documents);
    await runner.dropTable('patient_name_part');
  }
}

const next = (runner: QueryRunner, after: string): Promise<Named[]> =>
  runner.manager
    .createQueryBuilder()
    .select([
      'p.id AS id',
      'p.name AS name',
      'p.other_document AS "otherDocument"',
      'p.telephone AS telephone',
      'p.folded_name AS "foldedName"',
    ])
    .from('patient', 'p')
    .where('p.id > :after', { after })
    .orderBy('p.id')
    .limit(atOnce)
    .getRawMany<Named>();

/** Most stand as they would be written now: those alone that do not are written. */
async function fold(
  runner: QueryRunner,
  { id, name, otherDocument, telephone, foldedName }: Named,
): Promise<void> {
  const folded = foldName(name);
  const document = otherDocument === null ? null : documentText(otherDocument);
  const number = telephone === null ? null : telephoneDigits(telephone) || telephone;
  if (folded === foldedName && document === otherDocument && number === telephone) return;
  await runner.query(
    `UPDATE patient SET ${bound(runner, ['folded_name', 'other_document', 'telephone'])} WHERE id = ${place(runner, 4)}`,
    [folded, document, number, id],
  );
}

const place = (runner: QueryRunner, n: number): string =>
  runner.connection.options.type === 'postgres' ? `$${n}` : '?';
const bound = (runner: QueryRunner, columns: readonly string[]): string =>
  columns.map((column, i) => `${column} = ${place(runner, i + 1)}`).join(', ');

/** The parts of many names in one statement. */
async function insertParts(runner: QueryRunner, patients: readonly Named[]): Promise<void> {
  const parts = patients.flatMap(({ id, name }) => namePartsOf(name).map((part) => [part, id] as const));
  for (let from = 0; from < parts.length; from += atOnce) {
    const some = parts.slice(from, from + atOnce);
    const rows = some.map((_, i) => `(${place(runner, 2 * i + 1)}, ${place(runner, 2 * i + 2)})`);
    await runner.query(
      `INSERT INTO patient_name_part (part, patient_id) VALUES ${rows.join(', ')}`,
      some.flat(),
    );
  }
}
