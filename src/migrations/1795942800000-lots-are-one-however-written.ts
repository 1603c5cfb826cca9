import type { MigrationInterface, QueryRunner } from 'typeorm';

const dashes = ['\u2010', '\u2011', '\u2012', '\u2013', '\u2014', '\u2015', '\u2212'];
const unseen = [
  '\u200b',
  '\u200c',
  '\u200d',
  '\u200e',
  '\u200f',
  '\u202c',
  '\u202d',
  '\u2060',
  '\ufeff',
  ' ',
];
const replaced = [...dashes.map((dash) => [dash, '-']), ...unseen.map((mark) => [mark, ''])];

/** A lot's number as it is kept from now on, of a column. */
const tidied = (column: string): string =>
  `UPPER(${replaced.reduce((text, [from, to]) => `REPLACE(${text}, '${from}', '${to}')`, column)})`;

/** The numbers of lots and recalls that stand are written alike; two lots that would become one stay as they are. */
export class LotsAreOneHoweverWritten1795942800000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const [table, scope] of [
      ['lot', 'other.outlet_id = lot.outlet_id AND other.medicine_id = lot.medicine_id'],
      ['recall', 'other.medicine_id = recall.medicine_id'],
    ] as const)
      await runner.query(
        `UPDATE ${table} SET number = ${tidied('number')}
         WHERE number <> ${tidied('number')} AND (SELECT COUNT(*) FROM ${table} other
           WHERE ${scope} AND ${tidied('other.number')} = ${tidied(`${table}.number`)}) = 1`,
      );
  }

  /** What was written otherwise is not known any more, and was the same lot. */
  async down(): Promise<void> {}
}
