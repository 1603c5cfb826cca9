import { Injectable } from '@nestjs/common';
import { IsNull } from 'typeorm';
import { UnitOfWork } from '../database/unit-of-work.js';
import { FollowUps } from '../episodes/follow-ups.service.js';
import { Outlets } from '../network/outlets.service.js';
import { heldPatient } from '../patients/held-patient.js';
import type { Acting } from '../staff/actor.js';
import { Aftercare } from '../visits/aftercare.js';
import { count } from '../visits/day-figures.js';
import { Visit } from '../visits/visit.entity.js';
import { NotFound } from '../web/refusals.js';
import { NoDoctorThere, NotWaiting, WayTooWeak } from './domain/refusals.js';
import { mayGo, type WayOn } from './domain/ways-on.js';
import { NearbyDoctors } from './nearby-doctors.js';

/** Where somebody goes who waited for a doctor in vain. */
export interface Onward {
  readonly way: WayOn;
  /** The outlet next door, for that way. */
  readonly outletId?: string;
}

/** The way on of who waits for a doctor who left, is late or does not come. */
@Injectable()
export class WaysOn {
  constructor(
    private readonly units: UnitOfWork,
    private readonly outlets: Outlets,
    private readonly doctors: NearbyDoctors,
    private readonly aftercare: Aftercare,
    private readonly followUps: FollowUps,
  ) {}

  /**
   * Sends them next door, to the doctors online, to a hospital, or home with a call today.
   * @throws NotWaiting @throws WayTooWeak @throws NoDoctorThere @throws NotFound
   */
  async go(
    outletId: string,
    visitId: string,
    { way, outletId: sentToId }: Onward,
    actor: Acting,
  ): Promise<void> {
    if (way === 'next-door' && !(sentToId && sentToId !== outletId && (await this.doctors.isThere(sentToId))))
      throw new NoDoctorThere();
    await this.units.runHolding(actor, async (unit) => {
      await this.outlets.findIn(unit, outletId, actor.reach);
      const before = await unit.manager.findOne(Visit, { where: { id: visitId, outletId }, lock: unit.lock });
      if (!before) throw new NotFound();
      if (before.disposition !== 'doctor' || before.seenAt || before.leftAt) throw new NotWaiting();
      if (!mayGo(way, before.level)) throw new WayTooWeak();
      const goes = way === 'next-door' || way === 'home';
      const changed = {
        disposition: way === 'online' || way === 'referral' ? way : before.disposition,
        leftAt: goes ? unit.at : null,
        sentToId: way === 'next-door' ? sentToId! : null,
        measureAgainAt: goes ? null : before.measureAgainAt,
        version: before.version + 1,
      };
      const still = { id: visitId, version: before.version, seenAt: IsNull() };
      const saved = await unit.manager.update(Visit, still, changed);
      if (saved.affected !== 1) throw new NotWaiting();
      const after = { ...before, ...changed };
      count(unit, before, -1);
      count(unit, after, 1);
      const patient = await heldPatient(unit, before.patientId);
      await this.aftercare.change(unit, before, after, patient);
      if (way === 'home') await this.followUps.bringForward(unit, visitId);
      await unit.record({
        name: 'visit.sent-on',
        subject: { kind: 'visit', id: visitId },
        outletId,
        before: { disposition: before.disposition },
        after: { way, sentToId: changed.sentToId },
        carries: { visit: after, patient },
      });
    });
  }
}
