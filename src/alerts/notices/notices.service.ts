import { Injectable } from '@nestjs/common';
import { In, IsNull } from 'typeorm';
import { Calendar } from '../../config/calendar.js';
import { instantText } from '../../database/columns.js';
import { type Act, theProgram } from '../../database/act.js';
import { Reader } from '../../database/connections.js';
import { UnitOfWork } from '../../database/unit-of-work.js';
import type { Unit } from '../../database/unit.js';
import { StaffMember } from '../../staff/staff-member.entity.js';
import { Alert } from '../alert.entity.js';
import { dueAt, paceMs, usualChoice } from '../domain/pace.js';
import type { Letter } from '../mail/letter.js';
import { Outbox, type Recipient } from '../mail/outbox.js';
import { AcknowledgementLinks } from './acknowledgement-links.js';
import { MailChoice, MailPace, Notice } from './notice.entity.js';
import { together } from './together.js';

/** Mails in one round: the next one goes on. */
const atOnce = 200;

interface About {
  readonly alertId?: string;
  readonly rung?: number;
  readonly urgent?: boolean;
}

/**
 * What people are to be told, written in the unit of work of its cause, and gathered: nobody gets two mails of notices
 * within ten minutes, and each has all that is pending.
 */
@Injectable()
export class Notices {
  constructor(
    private readonly units: UnitOfWork,
    private readonly reader: Reader,
    private readonly outbox: Outbox,
    private readonly links: AcknowledgementLinks,
    private readonly calendar: Calendar,
  ) {}

  /** Writes a notice to each recipient in their language, once an address. */
  async put(
    unit: Unit,
    act: Act,
    recipients: readonly Recipient[],
    letter: (to: Recipient) => Letter,
    { alertId, rung = 0, urgent = false }: About = {},
  ): Promise<void> {
    const once = new Map(recipients.map((recipient) => [recipient.email.toLowerCase(), recipient]));
    for (const [recipient, to] of once)
      await unit.manager.insert(Notice, {
        id: unit.newKey(),
        recipient,
        language: to.language,
        letter: letter(to),
        urgent,
        alertId: alertId ?? null,
        rung,
        cause: act.name,
        causeId: act.subject.id,
        writtenAt: unit.at,
        mailId: null,
        droppedAt: null,
      });
    // Somebody who waits for a digest is looked at again.
    if (urgent && once.size > 0)
      await unit.manager.update(MailPace, { email: In([...once.keys()]) }, { nextAt: null });
  }

  /** Writes the mails that are due. @returns how many */
  async round(): Promise<number> {
    let written = 0;
    for (const recipient of await this.waiting())
      if (await this.units.run(theProgram, (unit) => this.gather(unit, recipient))) written += 1;
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
      .limit(atOnce)
      .getRawMany<{ recipient: string }>();
    return rows.map(({ recipient }) => recipient);
  }

  private async gather(unit: Unit, email: string): Promise<boolean> {
    const pending = await this.pending(unit, email);
    const [first] = pending;
    if (!first) return false;
    const pace = await unit.manager.findOneBy(MailPace, { email });
    const member = await unit.manager.findOneBy(StaffMember, { email });
    const choice = member && (await unit.manager.findOneBy(MailChoice, { staffId: member.id }));
    const waits = {
      lastMailAt: pace?.lastAt ?? null,
      since: first.writtenAt,
      urgent: pending.some(({ urgent }) => urgent),
    };
    const due = dueAt(waits, choice ?? usualChoice, this.calendar.zone);
    if (due > unit.at) {
      await this.keepPace(unit, { email, lastAt: waits.lastMailAt, nextAt: due });
      return false;
    }
    const mailId = unit.newKey();
    const letter = together(pending, first.language, this.links.to(mailId));
    await this.outbox.write(unit, {
      id: mailId,
      to: { email, language: first.language },
      letter,
      cause: first.cause,
      causeId: first.causeId,
    });
    for (const { id } of pending) await unit.manager.update(Notice, { id }, { mailId });
    await this.keepPace(unit, { email, lastAt: unit.at, nextAt: new Date(unit.at.getTime() + paceMs) });
    return true;
  }

  /** What is pending, the oldest first; what is pointless by now is dropped. */
  private async pending(unit: Unit, recipient: string): Promise<Notice[]> {
    const notices = await unit.manager.find(Notice, {
      where: { recipient, mailId: IsNull(), droppedAt: IsNull() },
      order: { writtenAt: 'ASC', id: 'ASC' },
    });
    const alertIds = notices.flatMap(({ alertId }) => alertId ?? []);
    const alerts = alertIds.length === 0 ? [] : await unit.manager.findBy(Alert, { id: In(alertIds) });
    const alertOf = new Map(alerts.map((alert) => [alert.id, alert]));
    const pointless = ({ alertId, rung }: Notice) => {
      const alert = alertId === null ? undefined : alertOf.get(alertId);
      return alert !== undefined && (alert.closedAt !== null || (rung > 0 && alert.acknowledgedAt !== null));
    };
    const dropped = notices.filter(pointless);
    for (const { id } of dropped) await unit.manager.update(Notice, { id }, { droppedAt: unit.at });
    return notices.filter((notice) => !dropped.includes(notice));
  }

  private async keepPace(unit: Unit, pace: MailPace): Promise<void> {
    await unit.manager.upsert(MailPace, pace, ['email']);
  }
}
