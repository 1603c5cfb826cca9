import type { INestApplicationContext } from '@nestjs/common';
import { Connections } from '../database/connections.js';
import { DemoCity } from './city.js';
import { DemoClock, DemoKeys } from './time.js';
import { Dice } from './dice.js';
import { Settings } from '../config/settings.js';
import { StaffMember } from '../staff/staff-member.entity.js';

const seed = 20221219;

/** Opens the program without a server, by a clock and keys of its own. */
export type Open = (
  settings: Settings,
  given: { readonly clock: DemoClock; readonly keys: DemoKeys },
) => Promise<INestApplicationContext>;

/** Builds the demo city in an empty database; a database with an account in it is left alone. */
export async function seedIfEmpty(settings: Settings, open: Open, now = new Date()): Promise<boolean> {
  const dice = new Dice(seed);
  const clock = new DemoClock();
  const keys = new DemoKeys(dice);
  clock.set(now);
  // No mail server: the demo's mails go to the mailbox page, never to anybody.
  const offline = Object.assign(new Settings(), settings, { SMTP_URL: undefined });
  const app = await open(offline, { clock, keys });
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
