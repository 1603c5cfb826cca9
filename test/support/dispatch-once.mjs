// A process of its own that makes one round of the built program's dispatcher, at the time that it is told.
import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import { Dispatcher } from '../../dist/mail/dispatcher.js';
import { AppModule } from '../../dist/app.module.js';
import { Clock } from '../../dist/config/clock.js';
import { readSettings } from '../../dist/config/settings.js';

class ToldClock extends Clock {
  now() {
    return new Date(process.env.NOW);
  }
}

const { DATABASE_URL, SMTP_URL } = process.env;
const settings = readSettings({ NODE_ENV: 'test', DATABASE_URL, SMTP_URL });
const app = await NestFactory.createApplicationContext(AppModule.with(settings, { clock: new ToldClock() }), {
  logger: false,
});
await app.get(Dispatcher).round();
await app.close();
