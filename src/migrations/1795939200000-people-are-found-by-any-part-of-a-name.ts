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
    ])
    .from('patient', 'p')
    .where('p.id > :after', { after })
    .orderBy('p.id')
    .limit(atOnce)
    .getRawMany<Named>();

async function fold(runner: QueryRunner, { id, name, otherDocument, telephone }: Named): Promise<void> {
  const document = otherDocument === null ? null : documentText(otherDocument);
  const bound =
    runner.connection.options.type === 'postgres' ? ['$1', '$2', '$3', '$4'] : ['?', '?', '?', '?'];
  await runner.query(
    `UPDATE patient SET folded_name = ${bound[0]}, other_document = ${bound[1]}, telephone = ${bound[2]} WHERE id = ${bound[3]}`,
    [foldName(name), document, telephone === null ? null : telephoneDigits(telephone) || telephone, id],
  );
  for (const part of namePartsOf(name))
    await runner.query(`INSERT INTO patient_name_part (part, patient_id) VALUES (${bound[0]}, ${bound[1]})`, [
      part,
      id,
    ]);
}
