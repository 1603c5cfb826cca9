import { Injectable } from '@nestjs/common';
import { Settings } from '../config/settings.js';
import type { ActOf } from '../database/act.js';
import { Hears } from '../database/hears.js';
import type { Unit } from '../database/unit.js';
import type { Letter } from '../mail/letter.js';
import { paths } from '../web/paths.js';
import { Notices } from './notices.service.js';
import { Recipients } from './recipients.js';

/** To whom each step of an approval is told. */
const tells = {
  'outlet.applied': ['officers'],
  'outlet.approved': ['outlet', 'managers'],
  'outlet.declined': ['outlet', 'managers'],
  'outlet.suspended': ['outlet', 'managers'],
  'outlet.reopened': ['outlet', 'managers'],
  'outlet.revoked': ['outlet', 'managers'],
} as const;
type Step = keyof typeof tells;

/** Officers hear of an application; outlet and chain of what was decided. */
@Injectable()
export class ApprovalMails {
  constructor(
    private readonly notices: Notices,
    private readonly recipients: Recipients,
    private readonly settings: Settings,
  ) {}

  @Hears(...(Object.keys(tells) as Step[]))
  async mail(act: ActOf<Step>, unit: Unit): Promise<void> {
    const { outlet, details } = act.carries;
    const kind = act.name.slice('outlet.'.length);
    const to = await this.recipients.of(unit.manager, tells[act.name], outlet);
    await this.notices.put(unit, act, to, (): Letter => {
      const values = { outlet: outlet.name };
      const fact = (label: string, value: string | null | undefined) => (value ? [{ label, value }] : []);
      return {
        subject: { key: `notices.approval.${kind}`, values },
        paragraphs: [{ key: `notices.approval.${kind}`, values }],
        facts: [
          { label: 'alerts.mails.outlet', value: `${outlet.name}, ${outlet.address}` },
          ...fact('notices.approval.number', details.number),
          ...fact('notices.approval.until', details.validUntil),
          ...fact('alerts.mails.reason', details.reason),
        ],
        action: { label: 'alerts.mails.look', href: this.settings.PUBLIC_URL + paths.outlet(outlet.id) },
      };
    });
  }
}
