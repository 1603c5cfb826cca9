import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { Logger } from '@nestjs/common';
import type { ActName } from '../act.js';
import type { ActNews } from '../act-news.js';
import { LoggedClient } from './logged-client.js';

const channel = 'bianmin_acts';
const retryMs = 1_000;
const signOfLifeMs = 10_000;

interface Heard {
  readonly from: string;
  readonly names: readonly ActName[];
}

/** Hears what other processes on the same PostgreSQL have committed; listens on a connection of its own, on the primary. */
export class Ear {
  private readonly log = new Logger(Ear.name);
  private readonly me = randomUUID();
  private client?: LoggedClient;
  private isClosed = false;

  private constructor(
    private readonly url: string,
    private readonly news: ActNews,
  ) {}

  static async open(url: string, news: ActNews): Promise<Ear> {
    const ear = new Ear(url, news);
    await ear.listen();
    void ear.keepListening();
    return ear;
  }

  /** The statement, and its values, that tell the others of some acts once the transaction is committed. */
  telling(names: readonly ActName[]): [string, string[]] {
    const heard: Heard = { from: this.me, names };
    return ['SELECT pg_notify($1, $2)', [channel, JSON.stringify(heard)]];
  }

  async close(): Promise<void> {
    this.isClosed = true;
    await this.client?.end().catch(() => undefined);
  }

  private async listen(): Promise<void> {
    const client = new LoggedClient({
      connectionString: this.url,
      keepAlive: true,
      connectionTimeoutMillis: signOfLifeMs,
      query_timeout: signOfLifeMs,
    });
    client.on('end', () => this.client === client && this.news.deaf());
    client.on('notification', ({ payload }) => this.hear(payload ?? ''));
    await client.connect();
    await client.query(`LISTEN ${channel}`);
    this.client = client;
    this.news.hearing();
  }

  /** A connection that broke, or is silent, is made anew; until then nothing is held in memory. */
  private async keepListening(): Promise<void> {
    while (!this.isClosed) {
      await wait(this.news.isHearing ? signOfLifeMs : retryMs, undefined, { ref: false });
      if (this.isClosed) return;
      try {
        if (this.news.isHearing) await this.client!.query('SELECT 1');
        else await this.listen();
      } catch (error) {
        if (this.isClosed) return;
        this.log.warn(`What other processes do is not heard: ${String(error)}`);
        this.news.deaf();
        void this.client?.end().catch(() => undefined);
      }
    }
  }

  private hear(payload: string): void {
    const { from, names } = JSON.parse(payload) as Heard;
    if (from !== this.me) this.news.happened(names);
  }
}
