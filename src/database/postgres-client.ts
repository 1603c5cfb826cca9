import { Logger } from '@nestjs/common';
import pg from 'pg';

const log = new Logger('PostgreSQL');

/**
 * A connection to PostgreSQL that may break. Its statements fail then, which whoever sent them hears; but it also says so
 * when nobody waits, and an error that nobody hears ends the process.
 */
export class LoggedClient extends pg.Client {
  constructor(config?: string | pg.ClientConfig) {
    super(config);
    this.on('error', (error) => log.warn(`A connection broke: ${error.message}`));
  }
}

/** Milliseconds; what takes longer is broken, and must not hold what others wait for. */
export const timeouts = {
  connectionTimeoutMillis: 10_000,
  statement_timeout: 120_000,
  idle_in_transaction_session_timeout: 60_000,
};
