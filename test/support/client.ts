import { Agent, request } from 'node:http';

interface Answer {
  readonly status: number;
  readonly body: string;
}

/** One connection to the server, kept open, with its cookie and its form token. */
export class Client {
  private readonly agent = new Agent({ keepAlive: true, maxSockets: 1 });
  private cookie = '';
  private token = '';

  constructor(private readonly port: number) {}

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
        { host: '127.0.0.1', port: this.port, method, path, headers, agent: this.agent },
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
