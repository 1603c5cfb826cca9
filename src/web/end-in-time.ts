import { Logger } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';

/**
 * Sees to it that the process ends when it is told to. What is under way has two thirds of the deadline to be finished;
 * then every connection is closed, and at the deadline the process ends, whatever still holds it.
 * @param seconds from the signal to the end, at most
 */
export function endInTime(app: NestFastifyApplication, seconds: number): void {
  const log = new Logger('End');
  const { server } = app.getHttpAdapter().getInstance();
  const end = () => {
    setTimeout(() => server.closeAllConnections(), (seconds * 2000) / 3).unref();
    setTimeout(() => {
      log.warn(`Not everything was finished within ${seconds} s.`);
      process.exit(1);
    }, seconds * 1000).unref();
  };
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, end);
}
