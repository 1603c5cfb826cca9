import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { NotDelivered } from '../mail/mail.acts.js';
import { Round } from '../config/round.js';
import { IsNull, Like, MoreThan } from 'typeorm';
import { ActListeners } from '../database/act-listeners.js';
import { type Act, theProgram } from '../database/act.js';
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
export class AddressAlerts implements OnModuleInit {
  constructor(
    private readonly listeners: ActListeners,
    private readonly units: UnitOfWork,
    private readonly reader: Reader,
    private readonly alerts: Alerts,
  ) {}

  onModuleInit(): void {
    const refused = (act: Act) => `address:${act.subject.id}`;
    this.listeners.on('mail.address-refused', (act, unit) => this.settle(unit, refused(act), act.carries));
    this.listeners.on('mail.address-cleared', (act, unit) => this.settle(unit, refused(act)));
    this.listeners.on('mail.given-up', (act, unit) =>
      this.settle(unit, `silent:${act.carries.address}`, act.carries),
    );
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
