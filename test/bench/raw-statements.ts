import pg from 'pg';
import sqlite3 from 'sqlite3';
import { v7 } from 'uuid';
import type { Statement } from '../support/statements.js';

const isKey = (parameter: unknown): parameter is string =>
  typeof parameter === 'string' && /^[0-9a-f]{8}-[0-9a-f]{4}-7/.test(parameter);

/** The instant that a UUIDv7 carries, in ms. */
const madeAt = (key: string): number => parseInt(key.slice(0, 8) + key.slice(9, 13), 16);

/** A connection that runs one statement after another. */
interface Plain {
  run(query: string, parameters: readonly unknown[]): Promise<void>;
  close(): Promise<void>;
}

/** The same statements again and again through a driver alone, each time with keys of their own. */
export class RawStatements {
  private constructor(
    private readonly plain: Plain,
    private readonly statements: readonly Statement[],
    private readonly made: ReadonlySet<unknown>,
  ) {}

  /** @param since keys of this instant or later are made anew each time; what is older stands */
  static async open(url: string, statements: readonly Statement[], since: Date): Promise<RawStatements> {
    const keys = statements.flatMap(({ parameters }) => parameters.filter(isKey));
    const made = new Set(keys.filter((key) => madeAt(key) >= since.getTime()));
    return new RawStatements(await plainTo(url), statements, made);
  }

  async repeat(count: number): Promise<void> {
    for (let n = 0; n < count; n++) {
      const keys = new Map([...this.made].map((key) => [key, v7()]));
      for (const { query, parameters } of this.statements)
        await this.plain.run(
          query,
          parameters.map((parameter) => keys.get(parameter) ?? parameter),
        );
    }
  }

  close(): Promise<void> {
    return this.plain.close();
  }
}

async function plainTo(url: string): Promise<Plain> {
  if (url.startsWith('sqlite:')) return plainSqlite(url.slice('sqlite:'.length));
  const client = new pg.Client(url);
  await client.connect();
  return {
    run: async (query, parameters) => void (await client.query(query, [...parameters])),
    close: () => client.end(),
  };
}

async function plainSqlite(file: string): Promise<Plain> {
  const database = new sqlite3.Database(file);
  const run = (query: string, parameters: readonly unknown[] = []): Promise<void> =>
    new Promise((done, fail) => {
      const settle = (error: Error | null) => (error ? fail(error) : done());
      if (query.startsWith('SELECT')) database.all(query, parameters, settle);
      else database.run(query, parameters, settle);
    });
  await run('PRAGMA synchronous = FULL');
  await run('PRAGMA foreign_keys = ON');
  return { run, close: () => new Promise((closed) => database.close(() => closed())) };
}
