import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { Client } from '../support/client.js';

export const secret = 'a secret that is long enough for a bench';

/** The built program in a process of its own, as in production. */
export class Server {
  private constructor(
    private readonly child: ChildProcess,
    readonly port: number,
  ) {}

  static async start(databaseUrl: string, port: number, clock?: string): Promise<Server> {
    const env = {
      PATH: process.env.PATH,
      NODE_ENV: 'production',
      DATABASE_URL: databaseUrl,
      PORT: String(port),
      HOST: '127.0.0.1',
      SESSION_SECRET: secret,
      // One machine asks for all counters.
      RATE_LIMIT: '0',
      ...(clock && { TIME_ZONE: clock }),
    };
    const child = spawn(process.execPath, ['dist/main.js'], { env, stdio: ['ignore', 'ignore', 'inherit'] });
    // Also where a measurement fails.
    process.once('exit', () => child.kill('SIGKILL'));
    const server = new Server(child, port);
    for (let tries = 0; tries < 100; tries++) {
      const alive = await new Client(server.port).get('/health').catch(() => undefined);
      if (alive?.status === 200) return server;
      await new Promise((soon) => setTimeout(soon, 100));
    }
    throw new Error('The server did not start.');
  }

  /** Milliseconds of CPU that it has used. */
  cpu(): number {
    const fields = readFileSync(`/proc/${this.child.pid}/stat`, 'utf8').split(') ')[1]!.split(' ');
    return (Number(fields[11]) + Number(fields[12])) * 10;
  }

  /** Resident memory in MB, now and at its highest. */
  memory(): { now: number; highest: number } {
    const status = readFileSync(`/proc/${this.child.pid}/status`, 'utf8');
    const megabytes = (name: string) =>
      Math.round(Number(new RegExp(`${name}:\\s+(\\d+)`).exec(status)![1]) / 1024);
    return { now: megabytes('VmRSS'), highest: megabytes('VmHWM') };
  }

  async stop(): Promise<void> {
    const ended = new Promise((end) => this.child.once('exit', end));
    this.child.kill('SIGTERM');
    await ended;
  }
}
