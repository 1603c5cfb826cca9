import { Logger } from '@nestjs/common';
import pg from 'pg';

const log = new Logger('PostgreSQL');

/** Milliseconds; what takes longer is broken, and must not hold what others wait for. */
export const timeouts = {
  connectionTimeoutMillis: 10_000,
  statement_timeout: 120_000,
  idle_in_transaction_session_timeout: 60_000,
};

/** Statements that one connection keeps prepared; what comes after is prepared each time. */
const mostKept = 400;
const isKept = (sql: string) => /^(SELECT|INSERT|UPDATE|DELETE|WITH)\b/.test(sql);

/**
 * A connection to PostgreSQL that may break, and that keeps its statements prepared. Its statements fail when it breaks,
 * which whoever sent them hears; but it also says so when nobody waits, and an error that nobody hears ends the process.
 */
export class LoggedClient extends pg.Client {
  /** By text; empty for one that was seen once. */
  private readonly names = new Map<string, string>();
  private named = 0;

  constructor(config?: string | pg.ClientConfig) {
    super(config);
    this.on('error', (error) => log.warn(`A connection broke: ${error.message}`));
    // Overridden here, for the class declares it in nine forms.
    const query = this.query.bind(this) as (...given: unknown[]) => unknown;
    this.query = ((text: unknown, values: unknown, ...rest: unknown[]) => {
      const name = typeof text === 'string' && Array.isArray(values) ? this.nameOf(text) : undefined;
      return name ? query({ name, text, values }, ...rest) : query(text, values, ...rest);
    }) as typeof this.query;
  }

  /** The name under which a text is kept from its second use on. */
  private nameOf(text: string): string | undefined {
    const name = this.names.get(text);
    if (name) return name;
    if (name === undefined && (this.names.size >= mostKept || !isKept(text))) return undefined;
    const given = name === undefined ? '' : `kept_${++this.named}`;
    this.names.set(text, given);
    return given;
  }
}
