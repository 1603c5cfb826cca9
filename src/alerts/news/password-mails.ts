import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Settings } from '../../config/settings.js';
import { ActListeners } from '../../database/act-listeners.js';
import type { ActOf } from '../../database/act.js';
import type { Unit } from '../../database/unit.js';
import { paths } from '../../web/paths.js';
import { Outbox } from '../../mail/outbox.js';

/** On an invitation or a forgotten password, the one-time link goes to its holder. */
@Injectable()
export class PasswordMails implements OnModuleInit {
  constructor(
    private readonly listeners: ActListeners,
    private readonly outbox: Outbox,
    private readonly settings: Settings,
  ) {}

  onModuleInit(): void {
    this.listeners.on('staff.invited', (act, unit) => this.mail(act, unit, 'invitation'));
    this.listeners.on('staff.password-forgotten', (act, unit) => this.mail(act, unit, 'forgotten'));
  }

  private async mail(
    act: ActOf<'staff.invited' | 'staff.password-forgotten'>,
    unit: Unit,
    kind: 'invitation' | 'forgotten',
  ): Promise<void> {
    const { member, token, hours } = act.carries;
    await this.outbox.put(unit, act, [member], () => ({
      subject: { key: `alerts.mails.${kind}.subject` },
      paragraphs: [{ key: `alerts.mails.${kind}.what`, values: { name: member.name, hours } }],
      facts: [],
      action: { label: 'alerts.mails.setPassword', href: this.settings.PUBLIC_URL + paths.password(token) },
    }));
  }
}
