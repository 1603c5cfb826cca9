import sqlite3 from 'sqlite3';
import { v7 } from 'uuid';
import type { Statement } from '../support/statements.js';

const isKey = (parameter: unknown) =>
  typeof parameter === 'string' && /^[0-9a-f]{8}-[0-9a-f]{4}-7/.test(parameter);

/** The same statements again and again through the driver alone, each time with keys of their own. */
export class RawStatements {
  private constructor(
    private readonly database: sqlite3.Database,
    private readonly statements: readonly Statement[],
    private readonly made: ReadonlySet<unknown>,
  ) {}

  /** @param own a key that is made anew although it is looked up as well */
  static async open(file: string, statements: readonly Statement[], own: string): Promise<RawStatements> {
    const keysIn = (verb: string) =>
      statements
        .filter(({ query }) => query.startsWith(verb))
        .flatMap(({ parameters }) => parameters.filter(isKey));
    // What is made anew; what was looked up or changed stays.
    const standing = new Set([...keysIn('SELECT'), ...keysIn('UPDATE')].filter((key) => key !== own));
    const made = new Set(keysIn('INSERT').filter((key) => !standing.has(key)));
    const raw = new RawStatements(new sqlite3.Database(file), statements, made);
    await raw.run('PRAGMA synchronous = FULL');
    await raw.run('PRAGMA foreign_keys = ON');
    return raw;
  }

  async repeat(count: number): Promise<void> {
    for (let n = 0; n < count; n++) {
      const keys = new Map([...this.made].map((key) => [key, v7()]));
      for (const { query, parameters } of this.statements) {
        await this.run(
          query,
          parameters.map((parameter) => keys.get(parameter) ?? parameter),
        );
      }
    }
  }

  close(): Promise<void> {
    return new Promise((closed) => {
      this.database.close(() => closed());
    });
  }

  private run(query: string, parameters: unknown[] = []): Promise<void> {
    return new Promise((done, fail) => {
      const settle = (error: Error | null) => (error ? fail(error) : done());
      if (query.startsWith('SELECT')) this.database.all(query, parameters, settle);
      else this.database.run(query, parameters, settle);
    });
  }
}
