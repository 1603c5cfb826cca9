import { Injectable, type OnModuleInit } from '@nestjs/common';
import { IsNull } from 'typeorm';
import { ageInYears } from '../config/domain/calendar.js';
import { ActListeners } from '../database/act-listeners.js';
import { Reader } from '../database/connections.js';
import type { Unit } from '../database/unit.js';
import { Facility } from '../network/facility.entity.js';
import { Outlet } from '../network/outlet.entity.js';
import { decided } from '../visits/aftercare.js';
import { ReferralChannel } from '../visits/channel.js';
import { sendsAway } from '../visits/domain/disposition.js';
import type { VisitNews } from '../visits/visits.service.js';
import { Referral } from './referral.entity.js';
import { Referrals } from './referrals.service.js';
import { WhereTo } from './where-to.js';

const adultYears = 16;

/** The counter's end of the channel: where to, what is open, and a referral for every patient who is sent away. */
@Injectable()
export class CounterChannel implements OnModuleInit {
  constructor(
    private readonly channel: ReferralChannel,
    private readonly listeners: ActListeners,
    private readonly referrals: Referrals,
    private readonly whereTo: WhereTo,
    private readonly reader: Reader,
  ) {}

  onModuleInit(): void {
    this.channel.connect({
      destinations: async (outletId, need) => {
        const origin = await this.whereTo.originOf(this.reader.manager, { outletId });
        const { options, passedOver } = await this.whereTo.find(origin, need);
        return {
          options: options.map(({ id, name, tier, kilometres, capacity }) => ({
            id,
            name,
            tier,
            kilometres,
            waiting: capacity!.waiting ?? null,
            reportedAt: capacity!.reportedAt,
          })),
          passedOver: passedOver.map(({ id, name, why, capacity }) => ({
            id,
            name,
            why,
            reportedAt: capacity?.reportedAt,
          })),
        };
      },
      openOf: async (patientId) => this.openOf(patientId),
    });
    for (const act of ['visit.logged', 'visit.concluded', 'visit.corrected'])
      this.listeners.on(act, ({ carries }, unit) => this.refer(unit, carries as VisitNews));
  }

  /** A visit that sends its patient away has a referral; one that is open already serves. */
  private async refer(unit: Unit, { visit, patient, facilityId }: VisitNews): Promise<void> {
    if (!sendsAway(decided(visit)) || !visit.episodeId) return;
    if (await this.referrals.openOf(unit, visit.patientId)) return;
    const { id: visitId, patientId, episodeId, outletId, pregnant } = visit;
    const child = ageInYears(patient.bornOn, visit.on) < adultYears;
    const level = decided(visit) === 'emergency' ? 'emergency' : (visit.level ?? 'urgent');
    const who = { visitId, patientId, episodeId, outletId, child, pregnant, level };
    const referral = await this.referrals.draft(unit, who);
    if (!facilityId) return;
    const outlet = await unit.manager.findOneByOrFail(Outlet, { id: outletId });
    await this.referrals.take(unit, referral, outlet, 'send', { facilityId });
  }

  private async openOf(patientId: string) {
    const referral = await this.reader.of(Referral).findOneBy({ patientId, endedAt: IsNull() });
    if (!referral) return undefined;
    const { id, state, facilityId, sentAt, draftedAt } = referral;
    const facility = facilityId ? await this.reader.of(Facility).findOneBy({ id: facilityId }) : null;
    return { id, state, facility: facility?.name ?? null, at: sentAt ?? draftedAt };
  }
}
