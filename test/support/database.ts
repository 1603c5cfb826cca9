import { copyFileSync } from 'node:fs';
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import pg from 'pg';
import { inject } from 'vitest';

export const engine = process.env.ENGINE === 'postgres' ? 'postgres' : 'sqlite';

/** The address of a fresh, migrated database of the engine under test. */
export async function freshDatabase(): Promise<string> {
  const name = `t${randomBytes(6).toString('hex')}`;
  if (engine === 'sqlite') {
    const file = join(inject('folder'), `${name}.sqlite`);
    copyFileSync(join(inject('folder'), 'template.sqlite'), file);
    return `sqlite:${file}`;
  }
  await inServer(`CREATE DATABASE ${name} TEMPLATE template_bianmin`);
  return `${inject('postgres')}/${name}`;
}

/** The address of a database without any table. */
export async function emptyDatabase(): Promise<string> {
  const name = `e${randomBytes(6).toString('hex')}`;
  if (engine === 'sqlite') return `sqlite:${join(inject('folder'), `${name}.sqlite`)}`;
  await inServer(`CREATE DATABASE ${name}`);
  return `${inject('postgres')}/${name}`;
}

async function inServer(statement: string): Promise<void> {
  const client = new pg.Client(`${inject('postgres')}/postgres`);
  await client.connect();
  await client.query(statement);
  await client.end();
}
