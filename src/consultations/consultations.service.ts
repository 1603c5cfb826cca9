import { Injectable } from '@nestjs/common';
import { type FindOptionsWhere, IsNull, Not } from 'typeorm';
import type { Unit } from '../database/unit.js';
import { UnitOfWork } from '../database/unit-of-work.js';
import { Outlets } from '../network/outlets.service.js';
import { heldPatient } from '../patients/held-patient.js';
import type { Acting } from '../staff/actor.js';
import { highest, type Level } from '../triage/domain/level.js';
import { NotFound } from '../web/refusals.js';
import { Aftercare } from '../visits/aftercare.js';
import type { Disposition } from '../visits/domain/disposition.js';
import { assertMay } from '../visits/domain/held-level.js';
import { NotWaiting } from './domain/refusals.js';
import { isWaitingOnline } from './domain/waiting-online.js';
import { Visit } from '../visits/visit.entity.js';

/** What the doctor decided of somebody who had been sent on to them. */
export interface Decision {
  readonly outcome: Disposition;
  /** The level that holds from now on, if the doctor changes it. */
  readonly level?: Level;
  readonly reason?: string;
  readonly note?: string;
  /** Where to refer the patient, if that is decided and was chosen at once. */
  readonly facilityId?: string;
}

/** The queue for the visiting doctor, from its other end. */
@Injectable()
export class Consultations {
  constructor(
    private readonly units: UnitOfWork,
    private readonly outlets: Outlets,
    private readonly aftercare: Aftercare,
  ) {}

  /**
   * Ends a patient's wait with what the doctor decided; episode and follow-ups go on from there.
   * @throws NotWaiting @throws LevelReasonMissing @throws DispositionTooWeak
   */
  async conclude(outletId: string, visitId: string, decision: Decision, actor: Acting): Promise<Visit> {
    return this.units.runHolding(actor, async (unit) => {
      await this.outlets.findIn(unit, outletId, actor.reach);
      const before = await this.held(unit, { id: visitId, outletId });
      if (before.disposition !== 'doctor' || before.seenAt) throw new NotWaiting();
      return this.decide(unit, before, decision, actor);
    });
  }

  /** The same of somebody who waits for a doctor online, wherever they are. @throws NotWaiting @throws NotFound */
  async concludeOnline(visitId: string, decision: Decision, actor: Acting): Promise<Visit> {
    return this.units.runHolding(actor, async (unit) => {
      const before = await this.held(unit, { id: visitId });
      if (!isWaitingOnline(before) || decision.outcome === 'online') throw new NotWaiting();
      return this.decide(unit, before, decision, actor);
    });
  }

  private async held(unit: Unit, where: FindOptionsWhere<Visit>): Promise<Visit> {
    const visit = await unit.manager.findOne(Visit, { where, lock: unit.lock });
    if (!visit) throw new NotFound();
    return visit;
  }

  private async decide(
    unit: Unit,
    before: Visit,
    { outcome, level: changed, reason, note, facilityId }: Decision,
    actor: Acting,
  ): Promise<Visit> {
    const { id: visitId, outletId } = before;
    const level = changed ?? before.level ?? 'doctor';
    const standing = highest([before.judgedLevel ?? 'doctor', before.level ?? 'doctor']);
    assertMay(standing, level, outcome, reason, actor.role);
    const seen = {
      seenAt: unit.at,
      seenBy: actor.id,
      outcome,
      // What another doctor had noted before stays.
      outcomeNote: note ?? before.outcomeNote,
      level,
      levelReason: reason ?? before.levelReason,
    };
    const stillSo = { id: visitId, seenAt: before.seenAt === null ? IsNull() : Not(IsNull()) };
    const concluded = await unit.manager.update(Visit, stillSo, seen);
    if (concluded.affected !== 1) throw new NotWaiting();
    const after = { ...before, ...seen };
    // Held, as by whoever logs or corrects a visit of the same patient: their episode is judged by all of them.
    const patient = await heldPatient(unit, before.patientId);
    await this.aftercare.change(unit, before, after, patient);
    await unit.record({
      name: 'visit.concluded',
      subject: { kind: 'visit', id: visitId },
      outletId,
      before: {
        level: before.level,
        outcome: before.outcome,
        note: before.outcomeNote,
        seenBy: before.seenBy,
      },
      after: { outcome, level, reason, note },
      carries: { visit: after, patient, facilityId },
    });
    return after;
  }
}
