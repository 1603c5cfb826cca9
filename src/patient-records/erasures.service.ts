import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { Calendar } from '../config/calendar.js';
import { ageInYears, type Day } from '../config/domain/calendar.js';
import { Reader } from '../database/connections.js';
import { UnitOfWork } from '../database/unit-of-work.js';
import type { Unit } from '../database/unit.js';
import { FoundBy } from '../patients/found-by.entity.js';
import { heldPatient } from '../patients/held-patient.js';
import { factsOf, type PatientFacts } from '../patients/patient-facts.js';
import { Patient } from '../patients/patient.entity.js';
import type { Acting } from '../staff/actor.js';
import { AuditTrail } from '../staff/audit-trail.js';
import { Visit } from '../visits/visit.entity.js';
import { NotFound } from '../web/refusals.js';
import { holdVisits } from './belongings.js';
import { factsKept, keptUntil } from './domain/kept-by-law.js';
import { LikelyDouble, PatientMerge, PatientVersion } from './patient-record.entities.js';
import { RecordRestricted } from './refusals.js';

/**
 * What is known of somebody is erased as far as no law keeps it, and the rest is restricted
 * (中华人民共和国个人信息保护法, article 47).
 */
@Injectable()
export class Erasures {
  constructor(
    private readonly reader: Reader,
    private readonly units: UnitOfWork,
    private readonly trail: AuditTrail,
    private readonly calendar: Calendar,
  ) {}

  /** Until when the law keeps a patient's visits; undefined for whoever has none. */
  async keptUntil(patientId: string): Promise<Day | undefined> {
    const last = await this.reader.of(Visit).findOne({ where: { patientId }, order: { on: 'DESC' } });
    return last ? keptUntil(last.on) : undefined;
  }

  /**
   * Erases how a patient is reached, by what they are found, what their record said before, and what the audit trail says of
   * that; their visits stay. Two records that were made one can't be parted any more.
   * @throws NotFound @throws RecordRestricted
   */
  async erase(id: string, reason: string, actor: Acting): Promise<void> {
    await this.units.runHolding(actor, async (unit) => {
      // A visit before its patient, and what is merged before what stands for it: docs/invariants.md.
      await holdVisits(unit, [id]);
      const merged = await mergedInto(unit, [id]);
      const patient = await unit.manager.findOne(Patient, { where: { id }, lock: unit.lock });
      if (!patient || patient.mergedIntoId) throw new NotFound();
      if (patient.restrictedAt) throw new RecordRestricted();
      const all = [patient, ...merged];
      const ids = all.map((one) => one.id);
      const facts = new Map<string, PatientFacts>();
      for (const one of all) {
        const kept = factsKept(factsOf(one), ageInYears(one.bornOn, this.calendar.dayOf(unit.at)));
        facts.set(one.id, kept);
        const change = { ...kept, restrictedAt: unit.at, version: one.version + 1 };
        await unit.manager.update(Patient, { id: one.id }, change);
      }
      await unit.manager.delete(FoundBy, { patientId: In(ids) });
      await unit.manager.delete(LikelyDouble, [{ firstId: In(ids) }, { secondId: In(ids) }]);
      const { affected: versions } = await unit.manager.delete(PatientVersion, { patientId: In(ids) });
      await this.forgetMerges(unit, ids, facts);
      await this.trail.forget(unit, { kind: 'patient', ids });
      await unit.record({
        name: 'patient.erased',
        subject: { kind: 'patient', id },
        after: { reason, records: ids.length, versions: versions ?? 0 },
      });
    });
  }

  /** Of a merge stays that it was, and what the records say now. */
  private async forgetMerges(
    unit: Unit,
    ids: readonly string[],
    facts: ReadonlyMap<string, PatientFacts>,
  ): Promise<void> {
    const merges = await unit.manager.findBy(PatientMerge, [
      { keptId: In([...ids]) },
      { mergedId: In([...ids]) },
    ]);
    for (const { id, keptId, mergedId, before, after } of merges) {
      // Where the records were parted before, the other is somebody else's.
      const kept = facts.get(keptId) ?? before.kept;
      const merged = facts.get(mergedId) ?? before.merged;
      await unit.manager.update(
        PatientMerge,
        { id },
        { before: { kept, merged }, after: facts.get(keptId) ?? factsKept(after, 0), moved: null },
      );
    }
  }
}

/** All records for which some stand, held: those that were merged first before those into which they were. */
async function mergedInto(unit: Unit, ids: readonly string[]): Promise<Patient[]> {
  const found = await unit.manager.find(Patient, {
    where: { mergedIntoId: In([...ids]) },
    select: { id: true },
    order: { id: 'ASC' },
  });
  if (found.length === 0) return [];
  const keys = found.map(({ id }) => id);
  const held = await mergedInto(unit, keys);
  for (const id of keys) held.push(await heldPatient(unit, id));
  return held;
}
