import { Injectable } from '@nestjs/common';
import { type Language, Settings } from '../config/settings.js';
import type { ActOf } from '../database/act.js';
import { Hears } from '../database/hears.js';
import type { Unit } from '../database/unit.js';
import { Facility } from '../facilities/facility.entity.js';
import type { Letter } from '../mail/letter.js';
import { Notices } from '../notices/notices.service.js';
import { Recipients } from '../notices/recipients.js';
import { familyNameOf } from '../patients/domain/family-name.js';
import { Patient } from '../patients/patient.entity.js';
import { translate } from '../web/language.js';
import { paths } from '../web/paths.js';
import type { Referral } from './referral.entity.js';
import { invented } from '../mail/samples/invented.js';
import { GivesSamples, type MailSample } from '../mail/samples/samples.js';

/** What each act is called in the mail. */
const kinds = {
  'referral.accepted': 'accepted',
  'referral.declined': 'declined',
  'referral.closed': 'closed',
} as const;

interface Answer {
  readonly kind: (typeof kinds)[keyof typeof kinds];
  readonly referralId: string;
  readonly patient: string;
  readonly facility: string;
  readonly outcome: Referral['outcome'];
}

/** The clinic hears what the hospital answered, and what became of a patient who arrived. */
@Injectable()
export class AnswerMails {
  constructor(
    private readonly notices: Notices,
    private readonly recipients: Recipients,
    private readonly settings: Settings,
  ) {}

  @Hears('referral.accepted', 'referral.declined', 'referral.closed')
  async mail(act: ActOf<keyof typeof kinds>, unit: Unit): Promise<void> {
    const { referral, outlet } = act.carries;
    const { facilityId, patientId, outcome } = referral;
    const to = await this.recipients.ofOutlet(unit.manager, outlet);
    if (to.length === 0) return;
    const facility = facilityId ? await unit.manager.findOneBy(Facility, { id: facilityId }) : null;
    const { name } = await unit.manager.findOneByOrFail(Patient, { id: patientId });
    const news = {
      kind: kinds[act.name],
      referralId: referral.id,
      // A mail travels in the open: the family name is enough to find the patient on the page.
      patient: familyNameOf(name),
      facility: facility?.name ?? '',
      outcome,
    };
    await this.notices.put(unit, act, to, ({ language }) => this.letter(news, language));
  }

  @GivesSamples()
  samples(): MailSample[] {
    const { key: referralId, familyName: patient, facility } = invented;
    return Object.values(kinds).map((kind) => {
      const news = { kind, referralId, patient, facility, outcome: 'admitted' as const };
      return { name: `referral-${kind}`, letter: ({ language }) => this.letter(news, language) };
    });
  }

  private letter({ kind, referralId, patient, facility, outcome }: Answer, language: Language): Letter {
    const said = outcome ? translate(language, `referrals.outcomes.${outcome}`) : '';
    const values = { patient, facility, outcome: said };
    return {
      subject: { key: `referrals.answerMail.${kind}.subject`, values },
      paragraphs: [{ key: `referrals.answerMail.${kind}.what`, values }],
      facts: [{ label: 'alerts.mails.patient', value: patient }],
      action: { label: 'alerts.mails.look', href: this.settings.PUBLIC_URL + paths.referral(referralId) },
    };
  }
}
