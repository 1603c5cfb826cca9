import { Injectable } from '@nestjs/common';
import { In, IsNull, MoreThan } from 'typeorm';
import { addDays, ageInMonths, type Day } from '../config/domain/calendar.js';
import type { Unit } from '../database/unit.js';
import { Episode } from '../episodes/episode.entity.js';
import { courseDays } from '../medicines/domain/safety.js';
import { type Warning, warningKey } from '../medicines/domain/warning.js';
import { Medicines } from '../medicines/medicines.service.js';
import { Outlet } from '../network/outlet.entity.js';
import type { Patient } from '../patients/patient.entity.js';
import type { Acting } from '../staff/actor.js';
import { assess } from '../triage/domain/assess.js';
import { isHigher, type Level } from '../triage/domain/level.js';
import { bodyOf } from './giving.js';
import { heldLevel } from './domain/held-level.js';
import { caseOf, judgementColumns } from './judgement.js';
import { drugOf, MedicineSafety } from './medicine-safety.js';
import { Moments } from './moments.js';
import { Revisions } from './revisions.js';
import { toldOf } from './told-columns.js';
import { Visit, VisitMedicine } from './visit.entity.js';

/** A visit whose level is another, now that it is known better who the patient is. */
export interface LevelTurned {
  readonly visit: Visit;
  readonly from: Level | null;
  readonly to: Level;
}

/** What a visit gave and may harm, now that it is known better who the patient is. */
export interface NowHarmful {
  readonly visit: Visit;
  readonly warning: Warning;
}

/** Judges visits again when it is not what was found that was wrong, but who the patient was taken for. */
@Injectable()
export class JudgedAgain {
  constructor(
    private readonly moments: Moments,
    private readonly revisions: Revisions,
    private readonly safety: MedicineSafety,
    private readonly catalogue: Medicines,
  ) {}

  /**
   * Judges the last visit of each illness that isn't over, by the patient as they are known now; the former version is kept.
   * Their visits are held by the caller.
   * @param reason the key of a sentence
   */
  async levels(unit: Unit, patient: Patient, reason: string, actor: Acting): Promise<LevelTurned[]> {
    const open = await unit.manager.findBy(Episode, { patientId: patient.id, endedAt: IsNull() });
    const turned: LevelTurned[] = [];
    for (const { id: episodeId } of open) {
      const [last] = await unit.manager.find(Visit, {
        where: { episodeId },
        order: { at: 'DESC' },
        take: 1,
      });
      const one = last && (await this.level(unit, last, patient, reason, actor));
      if (one) turned.push(one);
    }
    return turned;
  }

  private async level(
    unit: Unit,
    before: Visit,
    patient: Patient,
    reason: string,
    actor: Acting,
  ): Promise<LevelTurned | undefined> {
    const assessment = assess(caseOf(before, patient.bornOn), await this.moments.editionOf(before));
    const standing = heldLevel(before, assessment.level);
    if (standing === before.level && assessment.level === before.judgedLevel) return undefined;
    const after: Visit = {
      ...before,
      ...judgementColumns({ assessment, level: standing }, before.levelReason ?? undefined),
      // Officers who were told of somebody milder are told again.
      waitToldAt: isHigher(standing, before.level ?? 'self-care') ? null : before.waitToldAt,
      version: before.version + 1,
    };
    const medicines = await unit.manager.findBy(VisitMedicine, { visitId: before.id });
    const place = await unit.manager.findOneByOrFail(Outlet, { id: before.outletId });
    await this.revisions.save(unit, { before, after, medicines, patient, place, reason }, actor);
    await unit.record({
      name: 'visit.corrected',
      subject: { kind: 'visit', id: before.id },
      outletId: before.outletId,
      before: { level: before.level },
      after: { level: after.level, reason },
      carries: { visit: after, patient },
    });
    return standing === before.level ? undefined : { visit: after, from: before.level, to: standing };
  }

  /** What was given in the last days and would not be given so to this patient: nobody had said so when it was. */
  async medicines(unit: Unit, patient: Patient, today: Day): Promise<NowHarmful[]> {
    const on = MoreThan(addDays(today, -courseDays));
    const visits = await unit.manager.findBy(Visit, { patientId: patient.id, on });
    const given = await unit.manager.findBy(VisitMedicine, { visitId: In(visits.map(({ id }) => id)) });
    if (given.length === 0) return [];
    const known = new Map((await this.catalogue.all()).map((medicine) => [medicine.id, medicine]));
    const found: NowHarmful[] = [];
    for (const visit of visits) {
      const drugs = given
        .filter(({ visitId }) => visitId === visit.id)
        .map((one) => drugOf(known.get(one.medicineId)!, { dose: toldOf(one), quantity: one.quantity }));
      if (drugs.length === 0) continue;
      const judging = await this.safety.judging(unit.manager, {
        ...bodyOf(visit),
        patientIds: [patient.id],
        ageMonths: ageInMonths(patient.bornOn, visit.on),
        on: visit.on,
        exceptVisitId: visit.id,
      });
      const overridden = new Set(visit.overridden?.warnings);
      const warnings = judging(drugs).filter(
        (warning) => warning.override !== 'notice' && !overridden.has(warningKey(warning)),
      );
      found.push(...warnings.map((warning) => ({ visit, warning })));
    }
    return found;
  }
}
