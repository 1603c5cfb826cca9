import { Injectable, Logger } from '@nestjs/common';
import { Round } from '../config/round.js';
import { In, IsNull } from 'typeorm';
import { Calendar } from '../config/calendar.js';
import { Hears } from '../database/hears.js';
import { instantText } from '../database/columns.js';
import { type Act, type ActOf, theProgram } from '../database/act.js';
import { Reader } from '../database/connections.js';
import { UnitOfWork } from '../database/unit-of-work.js';
import { insertMany } from '../database/insert-many.js';
import type { Unit } from '../database/unit.js';
import { StaffMember } from '../staff/staff-member.entity.js';
import { NoticedAlerts } from './noticed-alerts.js';
import { dueAt, paceMs, usualChoice } from './domain/pace.js';
import type { Letter } from '../mail/letter.js';
import { Mail } from '../mail/mail.entity.js';
import { Outbox, type Recipient } from '../mail/outbox.js';
import { AcknowledgementLinks } from './acknowledgement-links.js';
import { MailChoice, MailPace, Notice } from './notice.entity.js';
import { together } from './together.js';

/** Mails in one round: the next one goes on. */
const mailsAtOnce = 200;
/** Somebody whose last mail has not left yet is looked at again after so long. */
const queuedMs = 60_000;

interface About {
  readonly alertId: string;
  readonly rung: number;
  readonly urgent: boolean;
}

/**
 * What people are to be told, written in the unit of work of its cause, and gathered: nobody gets two mails of notices
 * within ten minutes, and each has all that is pending.
 */
@Injectable()
export class Notices {
  private readonly log = new Logger(Notices.name);

  constructor(
    private readonly units: UnitOfWork,
    private readonly reader: Reader,
    private readonly outbox: Outbox,
    private readonly links: AcknowledgementLinks,
    private readonly alerts: NoticedAlerts,
    private readonly calendar: Calendar,
  ) {}

  /** A day's refused mails of notices are not sent one after another: what still holds of them goes into one. */
  @Hears('mail.address-cleared')
  async tellAnew({ carries: { mailIds } }: ActOf<'mail.address-cleared'>, unit: Unit): Promise<void> {
    if (mailIds.length === 0) return;
    const notices = await unit.manager.findBy(Notice, { mailId: In([...mailIds]) });
    if (notices.length === 0) return;
    const gathered = [...new Set(notices.map(({ mailId }) => mailId!))];
    await unit.manager.update(Notice, { id: In(notices.map(({ id }) => id)) }, { mailId: null });
    await unit.manager.update(Mail, { id: In(gathered) }, { state: 'refused', settledAt: unit.at });
    const emails = [...new Set(notices.map(({ recipient }) => recipient))];
    await unit.manager.update(MailPace, { email: In(emails) }, { nextAt: null, lastMailId: null });
  }

  /** Writes a notice to each recipient in their language, once an address. */
  async put(
    unit: Unit,
    act: Act,
    recipients: readonly Recipient[],
    letter: (to: Recipient) => Letter,
    { urgent = false }: Partial<Pick<About, 'urgent'>> = {},
  ): Promise<void> {
    await this.insert(unit, act, recipients, (to) => ({
      letter: letter(to),
      urgent,
      alertId: null,
      rung: 0,
    }));
  }

  /** Notes that each recipient is to be told of an alert, once an address: what it says then is written when it leaves. */
  async ofAlert(unit: Unit, act: Act, recipients: readonly Recipient[], about: About): Promise<void> {
    await this.insert(unit, act, recipients, () => ({ ...about, letter: null }));
  }

  private async insert(
    unit: Unit,
    act: Act,
    recipients: readonly Recipient[],
    what: (to: Recipient) => Pick<Notice, 'letter' | 'alertId' | 'rung' | 'urgent'>,
  ): Promise<void> {
    const once = new Map(recipients.map((recipient) => [recipient.email.toLowerCase(), recipient]));
    const notices = [...once].map(([recipient, to]) => ({
      id: unit.newKey(),
      recipient,
      language: to.language,
      ...what(to),
      cause: act.name,
      causeId: act.subject.id,
      writtenAt: unit.at,
      mailId: null,
      droppedAt: null,
    }));
    await insertMany(unit, Notice, notices);
    // Somebody who waits for a digest is looked at again.
    const urgent = notices.filter((notice) => notice.urgent).map(({ recipient }) => recipient);
    if (urgent.length > 0) await unit.manager.update(MailPace, { email: In(urgent) }, { nextAt: null });
  }

  /** Writes the mails that are due; one that fails keeps no other from being written. @returns how many */
  @Round({ name: 'notices', everySeconds: 1 })
  async round(): Promise<number> {
    let written = 0;
    for (const recipient of await this.waiting())
      try {
        if (await this.units.run(theProgram, (unit) => this.gather(unit, recipient))) written += 1;
      } catch (error) {
        this.log.error(error);
      }
    return written;
  }

  /** Who has something pending, and may get a mail now as far as is known. */
  private async waiting(): Promise<string[]> {
    const rows = await this.reader
      .of(Notice)
      .createQueryBuilder('notice')
      .leftJoin(MailPace, 'pace', 'pace.email = notice.recipient')
      .select('notice.recipient', 'recipient')
      .where('notice.mail_id IS NULL AND notice.dropped_at IS NULL')
      .andWhere('(pace.next_at IS NULL OR pace.next_at <= :now)', { now: instantText(this.calendar.now()) })
      .groupBy('notice.recipient')
      .limit(mailsAtOnce)
      .getRawMany<{ recipient: string }>();
    return rows.map(({ recipient }) => recipient);
  }

  private async gather(unit: Unit, email: string): Promise<boolean> {
    const member = await unit.manager.findOneBy(StaffMember, { email });
    const pending = await this.pending(unit, email, Boolean(member?.disabledAt));
    const [first] = pending;
    if (!first) return false;
    const pace = await unit.manager.findOneBy(MailPace, { email });
    const due = await this.due(unit, pending, pace, member);
    if (due > unit.at) {
      const { lastAt = null, lastMailId = null } = pace ?? {};
      await unit.manager.upsert(MailPace, { email, lastAt, lastMailId, nextAt: due }, ['email']);
      return false;
    }
    const mailId = unit.newKey();
    const language = member?.language ?? first.language;
    const told = await this.alerts.asTheyStand(unit.manager, pending, { email, language });
    await this.outbox.write(unit, {
      id: mailId,
      to: { email, language },
      letter: together(told, language, this.links.to(mailId)),
      cause: first.cause,
      causeId: first.causeId,
    });
    await unit.manager.update(Notice, { id: In(pending.map(({ id }) => id)) }, { mailId });
    const nextAt = new Date(unit.at.getTime() + paceMs);
    await unit.manager.upsert(MailPace, { email, lastAt: unit.at, lastMailId: mailId, nextAt }, ['email']);
    return true;
  }

  /** When somebody's next mail may leave: by their pace and choice, and not while the last one has not left. */
  private async due(
    unit: Unit,
    pending: readonly Notice[],
    pace: MailPace | null,
    member: StaffMember | null,
  ): Promise<Date> {
    const last = pace?.lastMailId && (await unit.manager.findOneBy(Mail, { id: pace.lastMailId }));
    if (last && last.state === 'queued') return new Date(unit.at.getTime() + queuedMs);
    const choice = member && (await unit.manager.findOneBy(MailChoice, { staffId: member.id }));
    const waits = {
      lastMailAt: (last && last.settledAt) || (pace?.lastAt ?? null),
      since: pending[0]!.writtenAt,
      urgent: pending.some(({ urgent }) => urgent),
    };
    return dueAt(waits, choice ?? usualChoice, this.calendar.zone);
  }

  /** What is pending, the oldest first; what is pointless by now is dropped, and of an alert only the newest is told. */
  private async pending(unit: Unit, recipient: string, isGone: boolean): Promise<Notice[]> {
    const notices = await unit.manager.find(Notice, {
      where: { recipient, mailId: IsNull(), droppedAt: IsNull() },
      order: { writtenAt: 'ASC', id: 'ASC' },
    });
    const newest = new Map(notices.map((notice) => [notice.alertId ?? notice.id, notice]));
    const over = await this.alerts.pointless(unit.manager, notices);
    const pointless = (notice: Notice) =>
      isGone || newest.get(notice.alertId ?? notice.id) !== notice || over.has(notice.id);
    const dropped = notices.filter(pointless);
    if (dropped.length > 0)
      await unit.manager.update(Notice, { id: In(dropped.map(({ id }) => id)) }, { droppedAt: unit.at });
    return notices.filter((notice) => !dropped.includes(notice));
  }
}
