import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { Agent, request } from 'node:http';

export const secret = 'a secret that is long enough for a bench';

interface Answer {
  readonly status: number;
  readonly body: string;
}

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
      ...(clock && { TIME_ZONE: clock }),
    };
    const child = spawn(process.execPath, ['dist/main.js'], { env, stdio: ['ignore', 'ignore', 'inherit'] });
    const server = new Server(child, port);
    for (let tries = 0; tries < 100; tries++) {
      const alive = await new Client(server).get('/health').catch(() => undefined);
      if (alive?.status === 200) return server;
      await new Promise((soon) => setTimeout(soon, 100));
    }
    throw new Error('The server did not start.');
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

/** One connection to the server, kept open, with its cookie and its form token. */
export class Client {
  private readonly agent = new Agent({ keepAlive: true, maxSockets: 1 });
  private cookie = '';
  private token = '';

  constructor(private readonly server: Server) {}

  get(path: string): Promise<Answer> {
    return this.send('GET', path);
  }

  post(path: string, form: Record<string, string>): Promise<Answer> {
    return this.send('POST', path, new URLSearchParams({ _csrf: this.token, ...form }).toString());
  }

  async signIn(email: string, password: string): Promise<void> {
    await this.get('/sign-in');
    await this.post('/sign-in', { email, password });
    await this.get('/account');
  }

  close(): void {
    this.agent.destroy();
  }

  private send(method: string, path: string, body?: string): Promise<Answer> {
    const headers = {
      cookie: this.cookie,
      ...(body !== undefined && {
        'content-type': 'application/x-www-form-urlencoded',
        'content-length': Buffer.byteLength(body),
      }),
    };
    return new Promise((answer, fail) => {
      const sent = request(
        { host: '127.0.0.1', port: this.server.port, method, path, headers, agent: this.agent },
        (response) => {
          let text = '';
          response.setEncoding('utf8');
          response.on('data', (chunk: string) => (text += chunk));
          response.on('end', () => {
            const [cookie] = response.headers['set-cookie'] ?? [];
            if (cookie) this.cookie = cookie.split(';')[0]!;
            this.token = /name="_csrf" value="([^"]+)"/.exec(text)?.[1] ?? this.token;
            answer({ status: response.statusCode!, body: text });
          });
        },
      );
      sent.on('error', fail);
      sent.end(body);
    });
  }
}
