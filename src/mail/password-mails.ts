import { Injectable } from '@nestjs/common';
import { Settings } from '../config/settings.js';
import { Hears } from '../database/hears.js';
import type { ActOf } from '../database/act.js';
import type { Unit } from '../database/unit.js';
import type { Language } from '../config/settings.js';
import type { LinkNews } from '../staff/staff.acts.js';
import { translate } from '../web/language.js';
import { paths } from '../web/paths.js';
import type { Letter } from './letter.js';
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
    const { member, token, hours, invited } = act.carries;
    const days = hours / 24;
    await this.outbox.put(unit, act, [member], ({ language }) => ({
      subject: { key: `alerts.mails.${kind}.subject` },
      paragraphs: [{ key: `alerts.mails.${kind}.what`, values: { name: member.name, hours, days } }],
      facts: invited ? factsOf(invited, language) : [],
      action: { label: 'alerts.mails.setPassword', href: this.settings.PUBLIC_URL + paths.password(token) },
    }));
  }
}

/** Who invites, as what, where. */
const factsOf = ({ by, posts }: NonNullable<LinkNews['invited']>, language: Language): Letter['facts'] => [
  { label: 'alerts.mails.invitation.by', value: by ?? translate(language, 'staff.theProgram') },
  ...posts.flatMap(({ role, at }) => [
    { label: 'alerts.mails.invitation.role', value: translate(language, `staff.roles.${role}`) },
    ...(at ? [{ label: 'alerts.mails.invitation.at', value: at }] : []),
  ]),
];
