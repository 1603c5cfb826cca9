import { randomUUID } from 'node:crypto';
import { Injectable, Logger } from '@nestjs/common';
import { Brackets, In, LessThanOrEqual } from 'typeorm';
import { Calendar } from '../config/calendar.js';
import { theProgram } from '../database/act.js';
import { instantText } from '../database/columns.js';
import { Reader } from '../database/connections.js';
import { UnitOfWork } from '../database/unit-of-work.js';
import { isHopeless, waitAfter } from './domain/retry.js';
import { Mail, type MailState } from './mail.entity.js';
import { MailTransport } from './mail-transport.js';

const atOnce = 20;
const leaseMs = 10 * 60_000;

/**
 * Takes mails from the outbox and hands them over. A mail is leased before it is sent, so that no
 * two processes send it; a process that dies leaves a lease that ends by itself.
 */
@Injectable()
export class Dispatcher {
  private readonly log = new Logger(Dispatcher.name);
  private readonly name = randomUUID();

  constructor(
    private readonly units: UnitOfWork,
    private readonly reader: Reader,
    private readonly transport: MailTransport,
    private readonly calendar: Calendar,
  ) {}

  /** Sends what is due now. @returns how many mails left */
  async round(): Promise<number> {
    if (!this.transport.ready || !(await this.anythingDue())) return 0;
    const mails = await this.lease();
    const settled = await Promise.all(mails.map((mail) => this.send(mail)));
    return settled.filter((state) => state === 'sent' || state === 'kept').length;
  }

  private anythingDue(): Promise<boolean> {
    return this.reader
      .of(Mail)
      .existsBy({ state: 'queued', nextAttemptAt: LessThanOrEqual(this.calendar.now()) });
  }

  private async lease(): Promise<Mail[]> {
    return this.units.run(theProgram, async (unit) => {
      const now = instantText(unit.at);
      const due = await unit.manager
        .createQueryBuilder(Mail, 'mail')
        .where(`mail.state = 'queued' AND mail.next_attempt_at <= :now`, { now })
        .andWhere(
          new Brackets((free) =>
            free.where('mail.leased_until IS NULL').orWhere('mail.leased_until < :now', { now }),
          ),
        )
        .orderBy('mail.next_attempt_at')
        .limit(atOnce)
        .getMany();
      const leasedUntil = new Date(unit.at.getTime() + leaseMs);
      if (due.length > 0)
        await unit.manager.update(
          Mail,
          { id: In(due.map(({ id }) => id)) },
          { leasedUntil, leasedBy: this.name },
        );
      return due;
    });
  }

  private async send(mail: Mail): Promise<MailState> {
    try {
      const state = await this.transport.deliver(mail);
      await this.settle(mail, { state, settledAt: this.calendar.now(), lastError: null });
      return state;
    } catch (error) {
      const now = this.calendar.now();
      const state = isHopeless(mail.writtenAt, now) ? 'failed' : 'queued';
      const nextAttemptAt = new Date(now.getTime() + waitAfter(mail.attempts + 1));
      const lastError = (error as Error).message.slice(0, 500);
      await this.settle(mail, { state, nextAttemptAt, lastError });
      this.log[state === 'failed' ? 'error' : 'warn'](`Mail ${mail.messageId} was not taken: ${lastError}`);
      return state;
    }
  }

  private async settle(mail: Mail, to: Partial<Mail>): Promise<void> {
    const changes = { ...to, attempts: mail.attempts + 1, leasedUntil: null, leasedBy: null };
    await this.units.run(theProgram, (unit) =>
      unit.manager.update(Mail, { id: mail.id, leasedBy: this.name }, changes),
    );
  }
}
