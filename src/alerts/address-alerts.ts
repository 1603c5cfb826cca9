import { Injectable, type OnModuleInit } from '@nestjs/common';
import { ActListeners } from '../database/act-listeners.js';
import type { Act } from '../database/act.js';
import type { Unit } from '../database/unit.js';
import { Alerts } from './alerts.service.js';

/** An address that a server refused for good: whoever reads there hears nothing any more, and an admin must know. */
@Injectable()
export class AddressAlerts implements OnModuleInit {
  constructor(
    private readonly listeners: ActListeners,
    private readonly alerts: Alerts,
  ) {}

  onModuleInit(): void {
    this.listeners.on('mail.address-refused', (act, unit) => this.settle(act, unit, true));
    this.listeners.on('mail.address-cleared', (act, unit) => this.settle(act, unit, false));
  }

  private async settle({ subject: { id }, after }: Act, unit: Unit, refused: boolean): Promise<void> {
    const subject = `address:${id}`;
    const { address, said } = after as { address: string; said?: string };
    const finding = {
      subject,
      outletId: null,
      medicineId: null,
      kinds: refused ? (['undeliverable'] as const) : [],
      facts: { address, said },
    };
    await this.alerts.settle(
      unit,
      ['undeliverable'],
      finding,
      (await this.alerts.openOf(unit, [subject])).get(subject),
    );
  }
}
