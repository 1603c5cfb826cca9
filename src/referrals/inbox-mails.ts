import { Injectable } from '@nestjs/common';
import { type Language, Settings } from '../config/settings.js';
import type { ActOf } from '../database/act.js';
import { Hears } from '../database/hears.js';
import type { Unit } from '../database/unit.js';
import type { Letter } from '../mail/letter.js';
import { Notices } from '../notices/notices.service.js';
import { Recipients } from '../notices/recipients.js';
import { translate } from '../web/language.js';
import { paths } from '../web/paths.js';
import { later } from './referral-changes.js';
import { InboxWatch } from './referral.entity.js';
import type { Outlet } from '../network/outlet.entity.js';
import type { Level } from '../triage/domain/level.js';
import { invented } from '../mail/samples/invented.js';
import { GivesSamples, type MailSample } from '../mail/samples/samples.js';

/** After so long without a sign of life nobody looks at an inbox. */
const unwatchedAfterMs = 60_000;

/** A hospital hears by mail of a referral that comes while nobody has its inbox open. The mail names nobody. */
@Injectable()
export class InboxMails {
  constructor(
    private readonly notices: Notices,
    private readonly recipients: Recipients,
    private readonly settings: Settings,
  ) {}

  @Hears('referral.sent', 'referral.passed-on')
  async mail(act: ActOf<'referral.sent' | 'referral.passed-on'>, unit: Unit): Promise<void> {
    const { referral, outlet } = act.carries;
    const { facilityId, level } = referral;
    if (!facilityId) return;
    const watch = await unit.manager.findOneBy(InboxWatch, { facilityId });
    if (watch && watch.seenAt > later(unit.at, -unwatchedAfterMs)) return;
    const to = await this.recipients.ofFacility(unit.manager, facilityId);
    const letter = ({ language }: (typeof to)[number]) => this.letter(outlet, level, language);
    await this.notices.put(unit, act, to, letter, { urgent: true });
  }

  @GivesSamples()
  samples(): MailSample[] {
    const { outlet } = invented;
    return [{ name: 'inbox', letter: ({ language }) => this.letter(outlet, 'urgent', language) }];
  }

  private letter(outlet: Pick<Outlet, 'name' | 'telephone'>, level: Level, language: Language): Letter {
    const values = { outlet: outlet.name, level: translate(language, `triage.levels.${level}`) };
    return {
      subject: { key: 'referrals.inboxMail.subject', values },
      paragraphs: [{ key: 'referrals.inboxMail.what', values }],
      facts: outlet.telephone ? [{ label: 'alerts.mails.callOutlet', value: outlet.telephone }] : [],
      action: { label: 'referrals.inboxMail.open', href: this.settings.PUBLIC_URL + paths.inbox() },
    };
  }
}
