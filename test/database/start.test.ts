import 'reflect-metadata';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { Source } from '../../src/database/source.js';
import { describe, expect, it } from 'vitest';
import { entities } from '../../src/app.entities.js';
import { writerOptions } from '../../src/database/connection-options.js';
import { emptyDatabase, freshDatabase } from '../support/database.js';
import { Program } from '../support/program.js';

/** What stands below whatever the log says. */
const lastLine = (said: string) => said.trimEnd().split('\n').at(-1);

describe('The program', () => {
  it('starts twice at once on an empty database, and both serve', async () => {
    const url = await emptyDatabase();
    const both = await Promise.all([1, 2].map(() => Program.start({ DATABASE_URL: url })));
    for (const program of both) {
      expect((await fetch(`http://127.0.0.1:${program.port}/health`)).status).toBe(200);
      program.signal('SIGTERM');
    }
    await Promise.all(both.map(({ ended }) => ended));
  });

  it('does not start on a database that is newer than it, and its last word is a sentence that says so', async () => {
    const url = await freshDatabase();
    const source = await new Source(writerOptions(url, entities)).initialize();
    await source.query(
      `INSERT INTO migrations (timestamp, name) VALUES (2000000000000, 'FromTheFuture2000000000000')`,
    );
    await source.destroy();
    const { code, said } = await Program.failure({ DATABASE_URL: url });
    expect(code).toBe(1);
    expect(lastLine(said)).toBe(
      'The database is newer than this program (FromTheFuture2000000000000): start the newer program, or restore a backup.',
    );
  });

  it('says in one sentence that its port is taken', async () => {
    const taken = createServer();
    await new Promise<void>((listening) => taken.listen(0, '127.0.0.1', listening));
    const { port } = taken.address() as AddressInfo;
    const { code, said } = await Program.failure({ DATABASE_URL: await freshDatabase(), PORT: String(port) });
    expect(code).toBe(1);
    expect(lastLine(said)).toBe(`Another program listens on port ${port} already: stop it, or set PORT.`);
    taken.close();
  });
});
