import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../database/unit-of-work.js';
import { Outlets } from '../network/outlets.service.js';
import type { Unit } from '../database/unit.js';
import type { Patient } from '../patients/patient.entity.js';
import { heldPatient } from '../patients/held-patient.js';
import type { Acting } from '../staff/actor.js';
import { isHigher } from '../triage/domain/level.js';
import { NotFound } from '../web/refusals.js';
import { stillToMeasure } from './domain/measuring-again.js';
import { assertGiven } from './domain/medicines-decided.js';
import { DoctorHasDecided } from './domain/refusals.js';
import { findingColumns, type Findings } from './findings.js';
import { Giving } from './giving.js';
import { judge, type Judgement, judgementColumns } from './judgement.js';
import { Moments } from './moments.js';
import { Prescriptions } from './prescriptions.service.js';
import { Revisions } from './revisions.js';
import { sameRisk } from './same-risk.js';
import { notGone, notSeen } from './unseen.js';
import { Visit, VisitMedicine } from './visit.entity.js';

/** A visit is put right. */
@Injectable()
export class Corrections {
  constructor(
    private readonly units: UnitOfWork,
    private readonly outlets: Outlets,
    private readonly giving: Giving,
    private readonly moments: Moments,
    private readonly revisions: Revisions,
    private readonly prescriptions: Prescriptions,
  ) {}

  /**
   * Corrects a visit and judges it again; the former version is kept. Medicines that change are taken back and given anew.
   * A level that staff raised or a doctor lowered stands, and what a doctor decided only a doctor changes.
   * @throws CorrectedMeanwhile if it is no longer the version that the form showed @throws DoctorHasDecided
   */
  async correct(
    outletId: string,
    visitId: string,
    { version, reason, ...findings }: Findings & { version: number; reason: string },
    actor: Acting,
  ): Promise<void> {
    await this.units.runHolding(actor, async (unit) => {
      const place = await this.outlets.findIn(unit, outletId, actor.reach);
      const where = { id: visitId, outletId };
      const before = await unit.manager.findOne(Visit, { where, lock: unit.lock });
      if (!before) throw new NotFound();
      assertGiven(findings);
      const medicines = await unit.manager.findBy(VisitMedicine, { visitId });
      const patient = await heldPatient(unit, before.patientId);
      const decidesAnew = findings.disposition !== before.disposition;
      if (decidesAnew && before.seenAt && actor.role !== 'doctor') throw new DoctorHasDecided();
      const judgement = await this.judged(unit, before, findings, patient, actor);
      const checked = sameRisk(before, medicines, findings)
        ? undefined
        : await this.giving.check(unit, findings, patient, before, actor.role);
      // Who is decided of anew is here.
      const waited = decidesAnew ? { ...notSeen, ...notGone } : {};
      const levelReason = findings.levelReason ?? before.levelReason ?? undefined;
      const after = {
        ...before,
        ...findingColumns(findings),
        ...judgementColumns(judgement, levelReason),
        ...waited,
        measureAgainAt: stillToMeasure(before.measureAgainAt, findings, unit.at),
        // Officers who were told of somebody milder are told again.
        waitToldAt:
          decidesAnew || isHigher(judgement.level, before.level ?? 'doctor') ? null : before.waitToldAt,
        overridden: checked ? checked.overridden : before.overridden,
        version: version + 1,
      };
      const given = checked && { findings, checked };
      await this.revisions.save(unit, { before, after, medicines, given, patient, place, reason }, actor);
      if (checked) await this.prescriptions.trim(unit, after, medicines, findings.medicines, actor);
      await unit.record({
        name: 'visit.corrected',
        subject: { kind: 'visit', id: visitId },
        outletId,
        before: { ...before, medicines },
        after: {
          ...findingColumns(findings),
          ...judgementColumns(judgement, levelReason),
          medicines: findings.medicines,
          reason,
        },
        carries: { visit: after, patient },
      });
    });
  }

  /** By the edition that judged it first, with what staff or a doctor had made of its level. */
  private async judged(
    unit: Unit,
    before: Visit,
    findings: Findings,
    { bornOn }: Patient,
    { role }: Acting,
  ): Promise<Judgement> {
    const { on, altitudePoints, outletId } = before;
    const edition = await this.moments.editionOf(before);
    const waits = findings.disposition === 'doctor';
    const doctorHere = waits && (await this.moments.isDoctorHere(unit, outletId, unit.at));
    return judge(findings, { bornOn, on, edition, altitudePoints, role, before, doctorHere });
  }
}
