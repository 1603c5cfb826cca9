import { Connections } from '../../src/database/connections.js';
import type { Clinic } from './clinic.js';

export interface Statement {
  readonly query: string;
  readonly parameters: unknown[];
}

/** On SQLite the program looks now and then, and at each commit, whether another program has written: nothing of anybody's. */
const lookAtOthers = 'PRAGMA data_version';

/** All that something asks of the database. */
export async function statementsOf(clinic: Clinic, work: () => Promise<unknown>): Promise<Statement[]> {
  const statements: Statement[] = [];
  const logger = {
    logQuery: (query: string, parameters: unknown[] = []) =>
      query === lookAtOthers || statements.push({ query, parameters }),
  };
  const { writer, direct, allReaders } = clinic.get(Connections);
  const before = [writer, direct, ...allReaders].map((connection) => ({
    connection,
    logger: connection.logger,
  }));
  for (const { connection } of before) connection.logger = logger as never;
  await work();
  for (const { connection, logger: former } of before) connection.logger = former;
  return statements;
}
