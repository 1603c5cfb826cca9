import { Injectable } from '@nestjs/common';
import { Calendar } from '../../config/calendar.js';
import { addDays } from '../../config/domain/calendar.js';
import { Settings } from '../../config/settings.js';
import { Reader } from '../../database/connections.js';
import { UnitOfWork } from '../../database/unit-of-work.js';
import { Doctor } from '../../doctors/doctor.entity.js';
import { newToken, tokenHash } from '../../staff/tokens.js';
import type { Acting } from '../../staff/actor.js';
import { translate } from '../../web/language.js';
import { NotFound } from '../../web/refusals.js';
import { SessionsQueries } from '../sessions.queries.js';
import { calendarFile } from './calendar-file.js';
import { CalendarFeed } from '../changes/version.entity.js';

const daysBack = 28;
const daysAhead = 92;

/** Private addresses at which a doctor's or an outlet's sessions can be subscribed to (iCalendar). */
@Injectable()
export class Feeds {
  constructor(
    private readonly units: UnitOfWork,
    private readonly reader: Reader,
    private readonly sessions: SessionsQueries,
    private readonly settings: Settings,
    private readonly calendar: Calendar,
  ) {}

  /** Whether somebody's sessions can be subscribed to. */
  async exists(ownerId: string): Promise<boolean> {
    return this.reader.of(CalendarFeed).existsBy({ ownerId });
  }

  /** Makes an address; one that was made before ends. @returns the word in it, which is not kept */
  async renew(kind: CalendarFeed['kind'], ownerId: string, actor: Acting): Promise<string> {
    const token = newToken();
    await this.units.run(actor, async (unit) => {
      const feed = { ownerId, kind, tokenHash: tokenHash(token), madeAt: unit.at, madeBy: actor.id };
      await unit.manager.upsert(CalendarFeed, feed, ['ownerId']);
      await unit.record({ name: 'feed.renewed', subject: { kind, id: ownerId } });
    });
    return token;
  }

  /** The sessions of four weeks back and three months ahead. @throws NotFound for an address that has ended, or whose doctor was struck off */
  async file(token: string): Promise<string> {
    const feed = await this.reader.of(CalendarFeed).findOneBy({ tokenHash: tokenHash(token) });
    const doctor = feed && (await this.reader.of(Doctor).findOneBy({ id: feed.ownerId }));
    if (!feed || doctor?.struckOffAt) throw new NotFound();
    const whose = feed.kind === 'doctor' ? { doctorId: feed.ownerId } : { outletId: feed.ownerId };
    const language = doctor?.language ?? this.settings.DEFAULT_LANGUAGE;
    const today = this.calendar.today();
    const duties = await this.sessions.of(whose, addDays(today, -daysBack), addDays(today, daysAhead));
    const entries = duties.map(({ id, sequence, on, slot, doctor, outlet, address }) => ({
      uid: id,
      sequence,
      cancelled: false,
      on,
      slot,
      summary: translate(language, 'alerts.mails.entry', { doctor, outlet }),
      location: `${outlet}, ${address}`,
    }));
    const { zone } = this.calendar;
    const sender = { zone, stamp: this.calendar.now(), organizer: this.settings.MAIL_FROM };
    return calendarFile(entries, sender).content;
  }
}
