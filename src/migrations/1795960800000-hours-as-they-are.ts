import type { MigrationInterface, QueryRunner } from 'typeorm';
import { extendTable, optional, shrinkTable, text } from './table.js';

const hours = { columns: [text('hours', optional)] };

/** An outlet's hours are kept as they are; the sessions are derived from them. */
export class HoursAsTheyAre1795960800000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await extendTable(runner, 'outlet', hours);
    const weeks = (await runner.query('SELECT DISTINCT week FROM outlet WHERE week IS NOT NULL')) as {
      week: string;
    }[];
    for (const { week } of weeks) {
      const values = [written(week), week];
      const [first, second] =
        runner.connection.driver.options.type === 'postgres' ? ['$1', '$2'] : ['?', '?'];
      await runner.query(`UPDATE outlet SET hours = ${first} WHERE week = ${second}`, values);
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    await shrinkTable(runner, 'outlet', hours);
  }
}

const sessions = ['08:30-12:00', '13:30-17:30', '18:00-21:00'];

/** The hours of a week's letters, each weekday for itself. */
const written = (week: string): string =>
  [...'一二三四五六日']
    .map((name, weekday) => {
      const times = sessions.filter((_, slot) => week[slot * 7 + weekday] === 'O');
      return times.length === 0 ? '' : `周${name} ${times.join(' ')}`;
    })
    .filter((day) => day !== '')
    .join('; ');
