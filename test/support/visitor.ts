import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import qs from 'qs';

export interface Answer {
  readonly status: number;
  readonly body: string;
  readonly location?: string;
  readonly headers: Record<string, unknown>;
}

/** A browser without a window: it keeps cookies, and sends forms with the token of the last page. */
export class Visitor {
  private readonly cookies = new Map<string, string>();
  private token = '';

  constructor(private readonly app: NestFastifyApplication) {}

  async get(url: string, headers: Record<string, string> = {}): Promise<Answer> {
    return this.keep(
      await this.app.inject({ method: 'GET', url, headers: { ...headers, cookie: this.cookie } }),
    );
  }

  /** The same, with the bytes of a file. */
  async fetch(url: string): Promise<Answer & { readonly raw: Buffer }> {
    const response = await this.app.inject({ method: 'GET', url, headers: { cookie: this.cookie } });
    return { ...this.keep(response), raw: response.rawPayload };
  }

  /** Begins to listen to a stream, and leaves. */
  async listen(url: string): Promise<Pick<Answer, 'status' | 'location' | 'headers'>> {
    const response = await this.app.inject({
      method: 'GET',
      url,
      headers: { cookie: this.cookie },
      payloadAsStream: true,
    });
    response.stream().destroy();
    const { statusCode: status, headers } = response;
    return { status, location: headers.location, headers };
  }

  /** Sends a form as the page's own button would. */
  async post(url: string, form: object = {}, headers: Record<string, string> = {}): Promise<Answer> {
    return this.keep(
      await this.app.inject({
        method: 'POST',
        url,
        payload: qs.stringify({ _csrf: this.token, ...form }),
        headers: { 'content-type': 'application/x-www-form-urlencoded', cookie: this.cookie, ...headers },
      }),
    );
  }

  /** Sends a form with a file. */
  async upload(url: string, name: string, content: Buffer): Promise<Answer> {
    const boundary = 'bianmin-test-boundary';
    const payload = Buffer.concat([
      Buffer.from(`--${boundary}\r\nContent-Disposition: form-data; name="_csrf"\r\n\r\n${this.token}\r\n`),
      Buffer.from(`--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="${name}"\r\n\r\n`),
      content,
      Buffer.from(`\r\n--${boundary}--\r\n`),
    ]);
    const headers = { 'content-type': `multipart/form-data; boundary=${boundary}`, cookie: this.cookie };
    return this.keep(await this.app.inject({ method: 'POST', url, payload, headers }));
  }

  async signIn(email: string, password: string): Promise<Answer> {
    await this.get('/sign-in');
    const answer = await this.post('/sign-in', { email, password });
    await this.get('/account');
    return answer;
  }

  forgetSignIn(): void {
    this.cookies.clear();
  }

  /** For what the page itself does not ask for. */
  get cookieHeader(): string {
    return this.cookie;
  }

  private get cookie(): string {
    return [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  }

  private keep(response: Awaited<ReturnType<NestFastifyApplication['inject']>>): Answer {
    for (const { name, value } of response.cookies) this.cookies.set(name, encodeURIComponent(value));
    this.token = /name="_csrf" value="([^"]+)"/.exec(response.body)?.[1] ?? this.token;
    const location = response.headers.location;
    return { status: response.statusCode, body: response.body, location, headers: response.headers };
  }
}

/** The text that a person would read in a page. */
export const textOf = (html: string): string =>
  html
    .replace(/<(script|style)[\s\S]*?<\/\1>/g, ' ')
    .replace(/<[^>]+>/g, ' ')
    .replace(/&#x27;|&#39;/g, "'")
    .replace(/&quot;/g, '"')
    .replace(/&amp;/g, '&')
    .replace(/\s+/g, ' ');

/** The hidden value of a field in a page. */
export const hidden = (html: string, name: string): string =>
  new RegExp(`name="${name}" value="([^"]*)"`).exec(html)?.[1] ?? '';
