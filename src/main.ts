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
import { newAdapter } from './web/adapter.js';
import { endInTime } from './web/end-in-time.js';

async function listen(settings: Settings): Promise<void> {
  if (!settings.production) await seedIfEmpty(settings, openWithoutServer);
  const app = await NestFactory.create<NestFastifyApplication>(
    AppModule.with(settings),
    newAdapter(settings),
    {
      bodyParser: false,
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

// Work that nobody waits for and that fails is one piece of work; the server goes on. No unit of work is half done by it.
process.on('unhandledRejection', (error) => new Logger('Unheard').fatal(error));

try {
  await listen(readSettings(environment));
} catch (error) {
  if (!(error instanceof WrongSetting)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
