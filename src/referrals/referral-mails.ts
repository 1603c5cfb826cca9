import { Injectable } from '@nestjs/common';
import { Settings } from '../config/settings.js';
import { Hears } from '../database/hears.js';
import type { Act, ActOf } from '../database/act.js';
import type { Unit } from '../database/unit.js';
import { Facility } from '../facilities/facility.entity.js';
import type { Letter } from '../mail/letter.js';
import type { Outlet } from '../network/outlet.entity.js';
import { familyNameOf } from '../patients/domain/family-name.js';
import { Patient } from '../patients/patient.entity.js';
import { paths } from '../web/paths.js';
import { arriveWithin } from './domain/referral-state.js';
import { Notices } from '../notices/notices.service.js';
import { Recipients } from '../notices/recipients.js';
import { invented } from '../mail/samples/invented.js';
import { GivesSamples, type MailSample } from '../mail/samples/samples.js';

const hourMs = 3600_000;

/** What each act is called in the mail. */
const kinds = {
  'referral.passed-on': 'passedOn',
  'referral.stranded': 'stranded',
  'referral.not-arrived': 'notArrived',
  'referral.bureau-told': 'bureauTold',
} as const;

interface News {
  readonly kind: (typeof kinds)[keyof typeof kinds] | 'notSent' | 'unreachable';
  readonly facility: string;
  /** How long after it was accepted a patient of this level may take to arrive. */
  readonly hours?: number;
  readonly path: string;
  readonly reason?: string;
}

/** The officer is told when a referral is passed on or has nowhere to go, and when a patient can't be reached. */
@Injectable()
export class ReferralMails {
  constructor(
    private readonly notices: Notices,
    private readonly recipients: Recipients,
    private readonly settings: Settings,
  ) {}

  @Hears('referral.passed-on', 'referral.stranded', 'referral.not-arrived', 'referral.bureau-told')
  async referral(act: ActOf<keyof typeof kinds>, unit: Unit): Promise<void> {
    const { referral, outlet } = act.carries;
    const facility = referral.facilityId
      ? await unit.manager.findOneBy(Facility, { id: referral.facilityId })
      : null;
    // Of a draft nobody was asked: it was not sent.
    const isUnsent = act.name === 'referral.stranded' && facility === null;
    await this.tellOfficers(unit, act, outlet, {
      kind: isUnsent ? 'notSent' : kinds[act.name],
      facility: facility?.name ?? '',
      patientId: referral.patientId,
      hours: arriveWithin[referral.level] / hourMs,
      path: paths.referral(referral.id),
      reason: act.name === 'referral.bureau-told' ? act.carries.reason : undefined,
    });
  }

  @Hears('follow-up.handed-over')
  async handedOver(act: ActOf<'follow-up.handed-over'>, unit: Unit): Promise<void> {
    const { followUp, outlet } = act.carries;
    const { patientId } = followUp;
    const path = paths.followUps('?state=handed-over');
    await this.tellOfficers(unit, act, outlet, { kind: 'unreachable', facility: '–', patientId, path });
  }

  private async tellOfficers(
    unit: Unit,
    act: Act,
    outlet: Outlet,
    { patientId, ...news }: News & { patientId: string },
  ): Promise<void> {
    const { name } = await unit.manager.findOneByOrFail(Patient, { id: patientId });
    const officers = await this.recipients.officersOf(unit.manager, outlet);
    // A mail travels in the open: the family name is enough to find the patient on the page.
    const letter = () => this.letter({ ...news, outlet: outlet.name, patient: familyNameOf(name) });
    // A patient is on the way, or nobody takes them: it waits for no digest.
    await this.notices.put(unit, act, officers, letter, { urgent: true });
  }

  @GivesSamples()
  samples(): MailSample[] {
    const { facility, familyName: patient } = invented;
    const told = {
      facility,
      patient,
      hours: 2,
      outlet: invented.outlet.name,
      path: paths.referral(invented.key),
    };
    return [...Object.values(kinds), 'notSent' as const, 'unreachable' as const].map((kind) => ({
      name: `referral-${kind}`,
      letter: () =>
        this.letter({ ...told, kind, reason: kind === 'bureauTold' ? '家属请求协调床位' : undefined }),
    }));
  }

  private letter({ kind, path, reason, ...values }: News & { outlet: string; patient: string }): Letter {
    return {
      subject: { key: `alerts.mails.${kind}.subject`, values },
      paragraphs: [{ key: `alerts.mails.${kind}.what`, values }],
      facts: [
        { label: 'alerts.mails.outlet', value: values.outlet },
        { label: 'alerts.mails.patient', value: values.patient },
        ...(reason ? [{ label: 'alerts.mails.reason', value: reason }] : []),
      ],
      action: { label: 'alerts.mails.look', href: this.settings.PUBLIC_URL + path },
    };
  }
}
