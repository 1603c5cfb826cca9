import { type ChildProcess, spawn } from 'node:child_process';
import { connect, createServer, type Server, type Socket } from 'node:net';
import type { AddressInfo } from 'node:net';

/** The built program in a process of its own, as in production. */
export class Program {
  private constructor(
    private readonly child: ChildProcess,
    readonly port: number,
    /** The code or the signal that it ended by. */
    readonly ended: Promise<number | string | null>,
  ) {}

  static async start(env: Record<string, string>): Promise<Program> {
    const port = await freePort();
    const child = spawn(process.execPath, ['dist/main.js'], {
      env: { ...usual(port), ...env },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const ended = new Promise<number | string | null>((end) =>
      child.once('exit', (code, signal) => end(code ?? signal)),
    );
    await Promise.race([
      new Promise<void>((serves) =>
        child.stdout.on('data', (text: Buffer) => /serves/.test(String(text)) && serves()),
      ),
      ended.then((how) => {
        throw new Error(`The program ended by ${how} before it served.`);
      }),
    ]);
    return new Program(child, port, ended);
  }

  /** Starts a program that can't start. @returns its exit code, and what it said */
  static async failure(env: Record<string, string>): Promise<{ code: number | null; said: string }> {
    const child = spawn(process.execPath, ['dist/main.js'], {
      env: { ...usual(await freePort()), ...env },
      stdio: 'pipe',
    });
    let said = '';
    child.stderr.on('data', (text: Buffer) => (said += String(text)));
    const code = await new Promise<number | null>((end) => child.once('exit', end));
    return { code, said };
  }

  signal(name: NodeJS.Signals): void {
    this.child.kill(name);
  }

  /** Opens a connection and sends the beginning of a request. @returns once the server has answered, or at once */
  async send(text: string, wait: 'for an answer' | 'for nothing'): Promise<Socket> {
    const socket = connect(this.port, '127.0.0.1');
    socket.on('error', () => undefined);
    await new Promise<void>((done) => {
      socket.once('connect', () => {
        socket.write(text);
        if (wait === 'for nothing') done();
      });
      socket.once('data', () => done());
    });
    return socket;
  }
}

const usual = (port: number) => ({
  PATH: process.env.PATH,
  NODE_ENV: 'production',
  PORT: String(port),
  HOST: '127.0.0.1',
  PUBLIC_URL: `http://127.0.0.1:${port}`,
  SESSION_SECRET: 'a secret that is long enough for tests',
  DEFAULT_LANGUAGE: 'en',
  RATE_LIMIT: '0',
});

/** A mail server that takes connections and never says a word. */
export async function silentServer(): Promise<{ url: string; server: Server; connections: Socket[] }> {
  const connections: Socket[] = [];
  const server = createServer((socket) => {
    socket.on('error', () => undefined);
    connections.push(socket);
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  return { url: `smtp://127.0.0.1:${(server.address() as AddressInfo).port}`, server, connections };
}

function freePort(): Promise<number> {
  return new Promise((found) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => found(port));
    });
  });
}
