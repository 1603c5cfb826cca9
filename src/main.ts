import 'reflect-metadata';
import { ConsoleLogger, Logger } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { AppModule } from './app.module.js';
import { seedIfEmpty } from './demo/seed-if-empty.js';
import { openWithoutServer, setUp } from './app.setup.js';
import { readSettings, type Settings, WrongSetting } from './config/settings.js';
import { environment } from './config/environment.js';
import { Rounds } from './rounds/rounds.service.js';
import { NewerDatabase } from './database/migrate.js';
import { newAdapter } from './web/adapter.js';
import { endInTime } from './web/end-in-time.js';

async function listen(settings: Settings): Promise<void> {
  if (!settings.production) await seedIfEmpty(settings, openWithoutServer);
  const app = await NestFactory.create<NestFastifyApplication>(
    AppModule.with(settings),
    newAdapter(settings),
    {
      bodyParser: false,
      abortOnError: false,
      logger: new ConsoleLogger({
        json: settings.production,
        colors: false,
        logLevels: ['warn', 'error', 'fatal'],
      }),
    },
  );
  await setUp(app);
  endInTime(app, settings.SHUTDOWN_DEADLINE);
  await app.listen(settings.PORT, settings.HOST);
  app.get(Rounds).start();
  if (settings.production && !settings.SMTP_URL) {
    new Logger('Mail').warn('SMTP_URL is not set: mails are written and wait.');
  }
  process.stdout.write(`Bianmin serves ${settings.PUBLIC_URL}\n`);
}

/** What whoever starts the program can mend, in one sentence. */
function sentenceOf(error: unknown): string | undefined {
  if (error instanceof WrongSetting || error instanceof NewerDatabase) return error.message;
  const { code, port } = error as { code?: string; port?: number };
  if (code === 'EADDRINUSE') return `Another program listens on port ${port} already: stop it, or set PORT.`;
  return code === 'EACCES' && port ? `Nobody but root may listen on port ${port}: set PORT.` : undefined;
}

// Work that nobody waits for and that fails is one piece of work; the server goes on. No unit of work is half done by it.
process.on('unhandledRejection', (error) => new Logger('Unheard').fatal(error));

try {
  await listen(readSettings(environment));
} catch (error) {
  const sentence = sentenceOf(error);
  if (sentence === undefined) throw error;
  process.stderr.write(`${sentence}\n`);
  process.exit(1);
}
