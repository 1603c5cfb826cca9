import { Injectable } from '@nestjs/common';
import type { NotDelivered } from '../mail/mail.acts.js';
import { Round } from '../config/round.js';
import { IsNull, Like, MoreThan } from 'typeorm';
import { Hears } from '../database/hears.js';
import { type ActOf, theProgram } from '../database/act.js';
import { Reader } from '../database/connections.js';
import { UnitOfWork } from '../database/unit-of-work.js';
import type { Unit } from '../database/unit.js';
import { Alert } from './alert.entity.js';
import { Alerts } from './alerts.service.js';
import { Mail } from '../mail/mail.entity.js';

/**
 * An address that a server refused for good, or where no mail arrived for a day: whoever reads there hears nothing any
 * more, and an admin must know.
 */
@Injectable()
export class AddressAlerts {
  constructor(
    private readonly units: UnitOfWork,
    private readonly reader: Reader,
    private readonly alerts: Alerts,
  ) {}

  @Hears('mail.address-refused')
  refused({ subject, carries }: ActOf<'mail.address-refused'>, unit: Unit): Promise<void> {
    return this.settle(unit, `address:${subject.id}`, carries);
  }

  @Hears('mail.address-cleared')
  cleared({ subject }: ActOf<'mail.address-cleared'>, unit: Unit): Promise<void> {
    return this.settle(unit, `address:${subject.id}`);
  }

  @Hears('mail.given-up')
  givenUp({ carries }: ActOf<'mail.given-up'>, unit: Unit): Promise<void> {
    return this.settle(unit, `silent:${carries.address}`, carries);
  }

  /** Closes what is over: a mail has arrived again where none did. */
  @Round({ name: 'address-alerts', everySeconds: 600 })
  async sweep(): Promise<void> {
    const open = await this.reader.of(Alert).findBy({ subject: Like('silent:%'), closedAt: IsNull() });
    for (const { subject, openedAt } of open) {
      const recipient = subject.slice('silent:'.length);
      const later = { recipient, state: 'sent' as const, writtenAt: MoreThan(openedAt) };
      if (await this.reader.of(Mail).existsBy(later))
        await this.units.run(theProgram, (unit) => this.settle(unit, subject));
    }
  }

  /** @param refused what a server said; absent once it is over */
  private async settle(unit: Unit, subject: string, refused?: NotDelivered): Promise<void> {
    const finding = {
      subject,
      outletId: null,
      medicineId: null,
      kinds: refused ? (['undeliverable'] as const) : [],
      facts: { ...(refused && { address: refused.address, said: refused.said }) },
    };
    const alert = (await this.alerts.openOf(unit, [subject])).get(subject);
    await this.alerts.settle(unit, ['undeliverable'], finding, alert);
  }
}
