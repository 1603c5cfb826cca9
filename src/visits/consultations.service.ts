import { Injectable } from '@nestjs/common';
import { IsNull } from 'typeorm';
import { UnitOfWork } from '../database/unit-of-work.js';
import { Outlets } from '../network/outlets.service.js';
import { heldPatient } from '../patients/held-patient.js';
import type { Acting } from '../staff/actor.js';
import { highest, type Level } from '../triage/domain/level.js';
import { NotFound } from '../web/refusals.js';
import { Aftercare } from './aftercare.js';
import type { Disposition } from './domain/disposition.js';
import { assertMay } from './domain/held-level.js';
import { NotWaiting } from './domain/refusals.js';
import { Visit } from './visit.entity.js';

/** What the doctor decided of somebody who had been sent on to them. */
export interface Decision {
  readonly outcome: Disposition;
  /** The level that holds from now on, if the doctor changes it. */
  readonly level?: Level;
  readonly reason?: string;
  readonly note?: string;
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
  async conclude(
    outletId: string,
    visitId: string,
    { outcome, level: changed, reason, note }: Decision,
    actor: Acting,
  ): Promise<Visit> {
    return this.units.runHolding(actor, async (unit) => {
      await this.outlets.findIn(unit, outletId, actor.reach);
      const where = { id: visitId, outletId };
      const before = await unit.manager.findOne(Visit, { where, lock: unit.lock });
      if (!before) throw new NotFound();
      if (before.disposition !== 'doctor' || before.seenAt) throw new NotWaiting();
      const level = changed ?? before.level ?? 'doctor';
      const standing = highest([before.judgedLevel ?? 'doctor', before.level ?? 'doctor']);
      assertMay(standing, level, outcome, reason, actor.role);
      const seen = {
        seenAt: unit.at,
        seenBy: actor.id,
        outcome,
        outcomeNote: note ?? null,
        level,
        levelReason: reason ?? before.levelReason,
      };
      const concluded = await unit.manager.update(Visit, { id: visitId, seenAt: IsNull() }, seen);
      if (concluded.affected !== 1) throw new NotWaiting();
      const after = { ...before, ...seen };
      // Held, as by whoever logs or corrects a visit of the same patient: their episode is judged by all of them.
      const patient = await heldPatient(unit, before.patientId);
      await this.aftercare.change(unit, before, after, patient);
      await unit.record({
        name: 'visit.concluded',
        subject: { kind: 'visit', id: visitId },
        outletId,
        before: { level: before.level },
        after: { outcome, level, reason, note },
        carries: { visit: after, patient },
      });
      return after;
    });
  }
}
