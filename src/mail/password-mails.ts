import { Injectable } from '@nestjs/common';
import { Settings } from '../config/settings.js';
import { Hears } from '../database/hears.js';
import type { ActOf } from '../database/act.js';
import type { Unit } from '../database/unit.js';
import { paths } from '../web/paths.js';
import { Outbox } from './outbox.js';

/** What each act is called in the mail. */
const kinds = { 'staff.invited': 'invitation', 'staff.password-forgotten': 'forgotten' } as const;

/** On an invitation or a forgotten password, the one-time link goes to its holder. */
@Injectable()
export class PasswordMails {
  constructor(
    private readonly outbox: Outbox,
    private readonly settings: Settings,
  ) {}

  @Hears('staff.invited', 'staff.password-forgotten')
  async mail(act: ActOf<keyof typeof kinds>, unit: Unit): Promise<void> {
    const kind = kinds[act.name];
    const { member, token, hours } = act.carries;
    await this.outbox.put(unit, act, [member], () => ({
      subject: { key: `alerts.mails.${kind}.subject` },
      paragraphs: [{ key: `alerts.mails.${kind}.what`, values: { name: member.name, hours } }],
      facts: [],
      action: { label: 'alerts.mails.setPassword', href: this.settings.PUBLIC_URL + paths.password(token) },
    }));
  }
}
