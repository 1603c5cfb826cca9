import { randomUUID } from 'node:crypto';
import { Injectable, Logger } from '@nestjs/common';
import { Round } from '../config/round.js';
import { Brackets, In, IsNull, LessThanOrEqual } from 'typeorm';
import { Calendar } from '../config/calendar.js';
import { theProgram } from '../database/act.js';
import { instantText } from '../database/columns.js';
import { Reader } from '../database/connections.js';
import { UnitOfWork } from '../database/unit-of-work.js';
import type { Unit } from '../database/unit.js';
import { isHopeless, waitAfter } from './domain/retry.js';
import { type SmtpFault, verdictOf } from './domain/verdict.js';
import { type AttemptOutcome, MailAttempt, RefusedAddress } from './mail-history.entity.js';
import { Mail } from './mail.entity.js';
import { MailTransport } from './mail-transport.js';

const mailsAtOnce = 20;
/** Short, for a mail whose process died waits so long; renewed while it is being sent, however slow the server. */
const leaseMs = 60_000;
const renewEveryMs = 20_000;
const longestReply = 500;

/** What came of one try. */
interface Settled {
  readonly outcome: AttemptOutcome;
  readonly code?: number;
  readonly said?: string;
  /** The address is refused for good. */
  readonly marks?: boolean;
}

/**
 * Takes mails from the outbox and hands them over. A mail is leased before it is sent, so that no two processes send
 * it, and as long as it takes; a process that dies leaves a lease that soon ends by itself.
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
  @Round({ name: 'mail', everySeconds: 1, inEveryProcess: true })
  async round(): Promise<number> {
    if (!this.transport.ready || !(await this.anythingDue())) return 0;
    const { mails, refused } = await this.lease();
    const renewal = setInterval(() => {
      this.renew(mails).catch((error: unknown) => this.log.error(error));
    }, renewEveryMs);
    const outcomes = await Promise.all(
      mails.map((mail) => this.settled(mail, refused.get(mail.recipient.toLowerCase()))),
    ).finally(() => clearInterval(renewal));
    return outcomes.filter((outcome) => outcome === 'sent' || outcome === 'kept').length;
  }

  private anythingDue(): Promise<boolean> {
    return this.reader
      .of(Mail)
      .existsBy({ state: 'queued', nextAttemptAt: LessThanOrEqual(this.calendar.now()) });
  }

  private async lease(): Promise<{ mails: Mail[]; refused: Map<string, RefusedAddress> }> {
    return this.units.run(theProgram, async (unit) => {
      const now = instantText(unit.at);
      const mails = await unit.manager
        .createQueryBuilder(Mail, 'mail')
        .where(`mail.state = 'queued' AND mail.next_attempt_at <= :now`, { now })
        .andWhere(
          new Brackets((free) =>
            free.where('mail.leased_until IS NULL').orWhere('mail.leased_until < :now', { now }),
          ),
        )
        .orderBy('mail.next_attempt_at')
        .limit(mailsAtOnce)
        .getMany();
      if (mails.length === 0) return { mails, refused: new Map() };
      const leasedUntil = new Date(unit.at.getTime() + leaseMs);
      const ids = mails.map(({ id }) => id);
      await unit.manager.update(Mail, { id: In(ids) }, { leasedUntil, leasedBy: this.name });
      const addresses = mails.map(({ recipient }) => recipient.toLowerCase());
      const refused = await unit.manager.findBy(RefusedAddress, {
        address: In(addresses),
        clearedAt: IsNull(),
      });
      return { mails, refused: new Map(refused.map((one) => [one.address, one])) };
    });
  }

  /** Of some mails that are being sent, those that are not settled yet stay this dispatcher's. */
  async renew(mails: readonly Pick<Mail, 'id'>[]): Promise<void> {
    await this.units.run(theProgram, (unit) => {
      const leasedUntil = new Date(unit.at.getTime() + leaseMs);
      const own = { id: In(mails.map(({ id }) => id)), leasedBy: this.name };
      return unit.manager.update(Mail, own, { leasedUntil });
    });
  }

  private async settled(mail: Mail, refused: RefusedAddress | undefined): Promise<AttemptOutcome> {
    const result: Settled = refused
      ? { outcome: 'held', code: refused.code, said: refused.said }
      : await this.tried(mail);
    await this.units.run(theProgram, (unit) => this.settle(unit, mail, result));
    const { outcome, said } = result;
    if (said !== undefined)
      this.log[outcome === 'later' ? 'warn' : 'error'](`Mail ${mail.messageId}: ${outcome}, ${said}`);
    return outcome;
  }

  private async tried(mail: Mail): Promise<Settled> {
    try {
      return { outcome: await this.transport.deliver(mail) };
    } catch (error) {
      const fault = error as Error & SmtpFault;
      const [code, said] = [fault.responseCode, fault.message.slice(0, longestReply)];
      const verdict = verdictOf(fault);
      if (verdict !== 'later') return { outcome: 'refused', code, said, marks: verdict === 'address' };
      const hopeless = isHopeless(mail.writtenAt, this.calendar.now());
      return { outcome: hopeless ? 'given-up' : 'later', code, said };
    }
  }

  /** Writes down what came of a try, if the lease is still this dispatcher's. */
  private async settle(unit: Unit, mail: Mail, { outcome, code, said, marks }: Settled): Promise<void> {
    const attempts = mail.attempts + 1;
    const waited = new Date(unit.at.getTime() + waitAfter(attempts, Math.random()));
    const changes = {
      state: stateAfter[outcome],
      attempts,
      nextAttemptAt: waited,
      settledAt: outcome === 'later' ? null : unit.at,
      lastError: said ?? null,
      leasedUntil: null,
      leasedBy: null,
    };
    const own = await unit.manager.update(Mail, { id: mail.id, leasedBy: this.name }, changes);
    if (own.affected !== 1) return;
    await unit.manager.insert(MailAttempt, {
      id: unit.newKey(),
      mailId: mail.id,
      at: unit.at,
      outcome,
      code: code ?? null,
      said: said ?? null,
    });
    if (outcome === 'given-up')
      await unit.record({
        name: 'mail.given-up',
        subject: { kind: 'mail', id: mail.id },
        after: { address: mail.recipient.toLowerCase(), said },
        carries: { address: mail.recipient.toLowerCase(), said },
      });
    if (marks) await this.mark(unit, mail.recipient.toLowerCase(), code!, said!);
  }

  private async mark(unit: Unit, address: string, code: number, said: string): Promise<void> {
    if (await unit.manager.existsBy(RefusedAddress, { address, clearedAt: IsNull() })) return;
    const id = unit.newKey();
    await unit.manager.insert(RefusedAddress, { id, address, refusedAt: unit.at, code, said });
    await unit.record({
      name: 'mail.address-refused',
      subject: { kind: 'address', id },
      after: { address, code, said },
      carries: { address, said },
    });
  }
}

const stateAfter = {
  sent: 'sent',
  kept: 'kept',
  later: 'queued',
  refused: 'refused',
  held: 'refused',
  'given-up': 'failed',
} as const;
