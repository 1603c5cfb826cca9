import { Injectable } from '@nestjs/common';
import { type FindOptionsWhere, IsNull, Not } from 'typeorm';
import type { Unit } from '../database/unit.js';
import { UnitOfWork } from '../database/unit-of-work.js';
import { Outlet } from '../network/outlet.entity.js';
import { Outlets } from '../network/outlets.service.js';
import { heldPatient } from '../patients/held-patient.js';
import type { Patient } from '../patients/patient.entity.js';
import type { Acting } from '../staff/actor.js';
import { highest, type Level } from '../triage/domain/level.js';
import { NotFound } from '../web/refusals.js';
import { Aftercare } from '../visits/aftercare.js';
import type { Disposition } from '../visits/domain/disposition.js';
import type { Advice } from '../visits/domain/advice.js';
import { assertGiven } from '../visits/domain/medicines-decided.js';
import { findingColumns, type Findings } from '../visits/findings.js';
import { judgementColumns } from '../visits/judgement.js';
import { Prescriptions } from '../visits/prescriptions.service.js';
import { Revisions } from '../visits/revisions.js';
import { type Reassessed, Reassessments } from './reassessments.js';
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
  /** What to do at home. */
  readonly advice?: readonly Advice[];
  /** For how many days, today included, they are unfit for work. */
  readonly sickDays?: number;
  /** Where to refer the patient, if that is decided and was chosen at once. */
  readonly facilityId?: string;
  /** What the doctor found and gives, where they looked anew, and the version of the visit that they saw. */
  readonly consulted?: { readonly findings: Findings; readonly version: number };
}

/** The queue for the visiting doctor, from its other end. */
@Injectable()
export class Consultations {
  constructor(
    private readonly units: UnitOfWork,
    private readonly outlets: Outlets,
    private readonly aftercare: Aftercare,
    private readonly reassessments: Reassessments,
    private readonly revisions: Revisions,
    private readonly prescriptions: Prescriptions,
  ) {}

  /**
   * Ends a patient's wait with what the doctor decided; episode and follow-ups go on from there.
   * @throws NotWaiting @throws LevelReasonMissing @throws DispositionTooWeak
   */
  async conclude(outletId: string, visitId: string, decision: Decision, actor: Acting): Promise<Visit> {
    const concluding = this.units.runHolding(actor, async (unit) => {
      await this.outlets.findIn(unit, outletId, actor.reach);
      const before = await this.held(unit, { id: visitId, outletId });
      if (before.disposition !== 'doctor' || before.seenAt) throw new NotWaiting();
      return this.decide(unit, before, decision, actor);
    });
    return concluding.catch(async (refusal: unknown) => {
      await this.reassessments.noteMissed(outletId, visitId, refusal, actor);
      throw refusal;
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

  private async decide(unit: Unit, before: Visit, decision: Decision, actor: Acting): Promise<Visit> {
    const { outcome, level: changed, reason, consulted } = decision;
    // Held, as by whoever logs or corrects a visit of the same patient: their episode is judged by all of them.
    const patient = await heldPatient(unit, before.patientId);
    const found =
      consulted && (await this.reassessments.of(unit, before, consulted.findings, patient, actor.role));
    if (consulted) assertGiven({ disposition: outcome, medicines: consulted.findings.medicines });
    const held = found?.standing ?? before.level ?? 'doctor';
    const level = changed ?? held;
    assertMay(
      highest([found?.assessment.level ?? before.judgedLevel ?? 'doctor', held]),
      level,
      outcome,
      reason,
      actor.role,
    );
    const after: Visit = {
      ...before,
      ...(found && findingColumns(found.findings)),
      ...(found && judgementColumns({ assessment: found.assessment, level }, reason)),
      ...decidedColumns(before, decision, level),
      seenAt: unit.at,
      seenBy: actor.id,
      measureAgainAt: null,
      // Who is seen is here, whatever the counter had noted.
      leftAt: null,
      sentToId: null,
      overridden: found?.checked ? found.checked.overridden : before.overridden,
    };
    const kept = found ? { ...after, version: consulted.version + 1 } : after;
    if (found) await this.revise(unit, before, kept, found, patient, actor);
    else await this.save(unit, before, kept, patient);
    await unit.record({
      name: 'visit.concluded',
      subject: { kind: 'visit', id: before.id },
      outletId: before.outletId,
      before: {
        level: before.level,
        outcome: before.outcome,
        note: before.outcomeNote,
        seenBy: before.seenBy,
      },
      after: {
        ...(found && findingColumns(found.findings)),
        ...{ outcome, level, reason, note: decision.note },
        ...{ advice: decision.advice, sickDays: decision.sickDays },
        medicines: found?.findings.medicines,
        overridden: kept.overridden,
      },
      carries: { visit: kept, patient, facilityId: decision.facilityId },
    });
    return kept;
  }

  /** Keeps a decision alone; what was found stays as it was. @throws NotWaiting */
  private async save(unit: Unit, before: Visit, after: Visit, patient: Patient): Promise<void> {
    const stillSo = { id: before.id, seenAt: before.seenAt === null ? IsNull() : Not(IsNull()) };
    const saved = await unit.manager.update(Visit, stillSo, after);
    if (saved.affected !== 1) throw new NotWaiting();
    await this.aftercare.change(unit, before, after, patient);
  }

  /** Keeps what the doctor found and prescribed as well. @throws CorrectedMeanwhile */
  private async revise(
    unit: Unit,
    before: Visit,
    after: Visit,
    { findings, medicines, checked }: Reassessed,
    patient: Patient,
    actor: Acting,
  ): Promise<void> {
    const place = await unit.manager.findOneByOrFail(Outlet, { id: before.outletId });
    const given = checked && { findings, checked };
    const reason = 'consultations.because.seen';
    await this.revisions.save(unit, { before, after, medicines, given, patient, place, reason }, actor);
    if (!checked) return;
    await this.prescriptions.trim(unit, after, medicines, findings.medicines, actor);
    await this.prescriptions.note(unit, after, medicines, findings.medicines, actor);
  }
}

/** What the doctor decided, as the visit keeps it. */
const decidedColumns = (
  before: Visit,
  { outcome, note, reason, advice, sickDays }: Decision,
  level: Level,
) => ({
  outcome,
  // What another doctor had noted before stays.
  outcomeNote: note ?? before.outcomeNote,
  level,
  levelReason: reason ?? before.levelReason,
  advice: [...(advice ?? [])],
  sickDays: sickDays ?? null,
});
