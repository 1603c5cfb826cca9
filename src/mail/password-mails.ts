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
import { invented } from './samples/invented.js';
import { GivesSamples, type MailSample } from './samples/samples.js';

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
    const { member, ...news } = act.carries;
    await this.outbox.put(unit, act, [member], ({ language }) =>
      this.letter(kind, member.name, news, language),
    );
  }

  @GivesSamples()
  samples(): MailSample[] {
    const { colleague: name, outlet } = invented;
    const news = { token: 'TOKEN', hours: 1 };
    const posts = [{ role: 'counter' as const, at: outlet.name }];
    const invited = { ...news, hours: 168, invited: { by: name, posts } };
    return [
      { name: 'invitation', letter: ({ language }) => this.letter('invitation', name, invited, language) },
      { name: 'forgotten', letter: ({ language }) => this.letter('forgotten', name, news, language) },
    ];
  }

  private letter(
    kind: (typeof kinds)[keyof typeof kinds],
    name: string,
    { token, hours, invited }: Omit<LinkNews, 'member'>,
    language: Language,
  ): Letter {
    return {
      subject: { key: `alerts.mails.${kind}.subject` },
      paragraphs: [{ key: `alerts.mails.${kind}.what`, values: { name, hours, days: hours / 24 } }],
      facts: invited ? factsOf(invited, language) : [],
      action: { label: 'alerts.mails.setPassword', href: this.settings.PUBLIC_URL + paths.password(token) },
    };
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
