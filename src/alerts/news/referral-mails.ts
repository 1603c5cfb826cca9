import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Settings } from '../../config/settings.js';
import { ActListeners } from '../../database/act-listeners.js';
import type { Act, ActOf } from '../../database/act.js';
import type { Unit } from '../../database/unit.js';
import { Facility } from '../../facilities/facility.entity.js';
import type { Outlet } from '../../network/outlet.entity.js';
import { familyNameOf } from '../../patients/domain/family-name.js';
import { Patient } from '../../patients/patient.entity.js';
import { paths } from '../../web/paths.js';
import { Notices } from '../notices/notices.service.js';
import { Recipients } from './recipients.js';

/** The officer is told when a referral is passed on or has nowhere to go, and when a patient can't be reached. */
@Injectable()
export class ReferralMails implements OnModuleInit {
  constructor(
    private readonly listeners: ActListeners,
    private readonly notices: Notices,
    private readonly recipients: Recipients,
    private readonly settings: Settings,
  ) {}

  onModuleInit(): void {
    this.listeners.on('referral.passed-on', (act, unit) => this.referral(act, unit, 'passedOn'));
    this.listeners.on('referral.stranded', (act, unit) => this.referral(act, unit, 'stranded'));
    this.listeners.on('referral.not-arrived', (act, unit) => this.referral(act, unit, 'notArrived'));
    this.listeners.on('follow-up.handed-over', (act, unit) => this.handedOver(act, unit));
  }

  private async referral(
    act: ActOf<'referral.passed-on' | 'referral.stranded' | 'referral.not-arrived'>,
    unit: Unit,
    kind: 'passedOn' | 'stranded' | 'notArrived',
  ): Promise<void> {
    const { referral, outlet } = act.carries;
    const facility = referral.facilityId
      ? await unit.manager.findOneBy(Facility, { id: referral.facilityId })
      : null;
    await this.tellOfficers(unit, act, outlet, {
      kind,
      facility: facility?.name ?? '–',
      patientId: referral.patientId,
      path: paths.referral(referral.id),
    });
  }

  private async handedOver(act: ActOf<'follow-up.handed-over'>, unit: Unit): Promise<void> {
    const { followUp, outlet } = act.carries;
    const { patientId } = followUp;
    const path = paths.followUps('?state=handed-over');
    await this.tellOfficers(unit, act, outlet, { kind: 'unreachable', facility: '–', patientId, path });
  }

  private async tellOfficers(
    unit: Unit,
    act: Act,
    outlet: Outlet,
    news: { kind: string; facility: string; patientId: string; path: string },
  ): Promise<void> {
    const { name } = await unit.manager.findOneByOrFail(Patient, { id: news.patientId });
    // A mail travels in the open: the family name is enough to find the patient on the page.
    const values = { outlet: outlet.name, facility: news.facility, patient: familyNameOf(name) };
    const officers = await this.recipients.officersOf(unit.manager, outlet);
    await this.notices.put(unit, act, officers, () => ({
      subject: { key: `alerts.mails.${news.kind}.subject`, values },
      paragraphs: [{ key: `alerts.mails.${news.kind}.what`, values }],
      facts: [
        { label: 'alerts.mails.outlet', value: outlet.name },
        { label: 'alerts.mails.patient', value: values.patient },
      ],
      action: { label: 'alerts.mails.look', href: this.settings.PUBLIC_URL + news.path },
    }));
  }
}
