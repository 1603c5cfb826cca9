import { Injectable } from '@nestjs/common';
import { type Language, Settings } from '../config/settings.js';
import { Hears } from '../database/hears.js';
import type { ActOf } from '../database/act.js';
import type { Unit } from '../database/unit.js';
import { StaffMember } from '../staff/staff-member.entity.js';
import { translate } from '../web/language.js';
import { paths } from '../web/paths.js';
import { Notices } from './notices.service.js';
import { Recipients } from './recipients.js';
import type { Letter } from '../mail/letter.js';
import { invented } from '../mail/samples/invented.js';
import { GivesSamples, type MailSample } from '../mail/samples/samples.js';

/** Whoever may be the second person hears that a proposal waits; its proposer does not. */
@Injectable()
export class ProposalMails {
  constructor(
    private readonly notices: Notices,
    private readonly recipients: Recipients,
    private readonly settings: Settings,
  ) {}

  @Hears('proposal.made')
  async mail(act: ActOf<'proposal.made'>, unit: Unit): Promise<void> {
    const { proposal } = act.carries;
    const { proposedBy: id, reason } = proposal;
    const proposer = id ? await unit.manager.findOneBy(StaffMember, { id }) : null;
    const all = await this.recipients.of(unit.manager, ['network-officers', 'admins'], null);
    const others = all.filter(({ email }) => email !== proposer?.email);
    const made = { kind: proposal.kind, by: proposer?.name, reason };
    await this.notices.put(unit, act, others, ({ language }) => this.letter(made, language));
  }

  @GivesSamples()
  samples(): MailSample[] {
    const made = { kind: 'recall.lift', by: invented.colleague, reason: invented.recalled };
    return [{ name: 'proposal', letter: ({ language }) => this.letter(made, language) }];
  }

  private letter(
    { kind, by, reason }: { readonly kind: string; readonly by?: string; readonly reason: string },
    language: Language,
  ): Letter {
    const values = {
      kind: translate(language, `staff.proposals.kinds.${kind}`),
      who: by ?? translate(language, 'staff.theProgram'),
    };
    return {
      subject: { key: 'alerts.mails.proposal.subject', values },
      paragraphs: [{ key: 'alerts.mails.proposal.what', values }],
      facts: [{ label: 'staff.proposals.reason', value: reason }],
      action: { label: 'alerts.mails.look', href: this.settings.PUBLIC_URL + paths.proposals() },
    };
  }
}
