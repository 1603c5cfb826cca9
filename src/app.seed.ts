import { NestFactory } from '@nestjs/core';
import { AppModule } from './app.module.js';
import { Connections } from './database/connections.js';
import { DemoCity } from './database/seeds/demo-city.js';
import { DemoClock, DemoKeys } from './database/seeds/demo-time.js';
import { Dice } from './database/seeds/dice.js';
import { Settings } from './config/settings.js';
import { StaffMember } from './staff/staff-member.entity.js';

const seed = 20221219;

/** Builds the demo city in an empty database; a database with an account in it is left alone. */
export async function seedIfEmpty(settings: Settings, now = new Date()): Promise<boolean> {
  const dice = new Dice(seed);
  const clock = new DemoClock();
  const keys = new DemoKeys(dice);
  clock.set(now);
  // No mail server: the demo's mails go to the mailbox page, never to anybody.
  const offline = Object.assign(new Settings(), settings, { SMTP_URL: undefined });
  const app = await NestFactory.createApplicationContext(AppModule.with(offline, { clock, keys }), {
    logger: false,
  });
  try {
    const { writer, engine } = app.get(Connections);
    if ((await writer.getRepository(StaffMember).count()) > 0) return false;
    process.stdout.write('The database is empty: building the demo city, which takes half a minute.\n');
    // Nothing is lost if this is cut short: there is nothing yet.
    if (engine === 'sqlite') await writer.query('PRAGMA synchronous = OFF');
    await new DemoCity(app, clock, keys, dice, now).build();
    return true;
  } finally {
    await app.close();
  }
}
