import { Injectable } from '@nestjs/common';
import { In, IsNull } from 'typeorm';
import { UnitOfWork } from '../database/unit-of-work.js';
import type { Unit } from '../database/unit.js';
import { unlessDuplicate } from '../database/unless-duplicate.js';
import { heldPatient } from '../patients/held-patient.js';
import { factsOf, type PatientFacts } from '../patients/patient-facts.js';
import { Patient } from '../patients/patient.entity.js';
import { Referral } from '../referrals/referral.entity.js';
import { SoldTo } from '../selling/sold-to.js';
import type { Acting } from '../staff/actor.js';
import { NotFound } from '../web/refusals.js';
import { heldVisits, isWhole, moveAll, moveBack } from './belongings.js';
import { mergedFacts, partedFacts, type Side } from './domain/merged-facts.js';
import { PatientMerge } from './patient-record.entities.js';
import { assertReached } from './reached-patient.js';
import { RecordChanges } from './record-changes.js';
import {
  BothReferred,
  ErasedSince,
  MergedOnward,
  NotTwoRecords,
  NumberOfAnother,
  NumbersDiffer,
  PartedAlready,
} from './refusals.js';

/** Of which of two records each fact is kept, where that was said. */
export type Chosen = Readonly<Partial<Record<keyof PatientFacts, Side>>>;

/** Two records of one person are made one, and two again. Never by itself. */
@Injectable()
export class Merges {
  constructor(
    private readonly units: UnitOfWork,
    private readonly changes: RecordChanges,
    private readonly sold: SoldTo,
  ) {}

  /**
   * Lets one record stand for another: visits, illnesses, follow-ups, referrals and sales go over, and all is judged anew.
   * Whoever looks for the other finds this one.
   * @returns the key of the merge
   * @throws NotFound @throws NotTwoRecords @throws NumbersDiffer @throws BothReferred
   */
  async merge(keptId: string, mergedId: string, chosen: Chosen, actor: Acting): Promise<string> {
    return this.units.runHolding(actor, async (unit) => {
      // A visit before its patient, and what is merged before what stands for it: docs/invariants.md.
      const visits = await heldVisits(unit, [keptId, mergedId]);
      const merged = await this.reached(unit, mergedId, actor);
      const kept = await this.reached(unit, keptId, actor);
      if (keptId === mergedId || kept.mergedIntoId || merged.mergedIntoId) throw new NotTwoRecords();
      const [ofKept, ofMerged] = [factsOf(kept), factsOf(merged)];
      const facts = withOwnBirth(mergedFacts(ofKept, ofMerged, chosen), ofKept, ofMerged);
      if (kept.identityNumber && merged.identityNumber && !chosen.identityNumber) throw new NumbersDiffer();
      const open = { patientId: In([keptId, mergedId]), endedAt: IsNull() };
      if ((await unit.manager.countBy(Referral, open)) > 1) throw new BothReferred();
      const moved = await moveAll(unit, mergedId, keptId);
      await this.changes.holdRations(unit, [kept, merged]);
      // A number is one record's: the one that stands has it.
      const identityNumber = facts.identityNumber === merged.identityNumber ? null : merged.identityNumber;
      await unit.manager.update(Patient, { id: mergedId }, { mergedIntoId: keptId, identityNumber });
      const after = await this.changes.write(unit, kept, facts);
      // Visits that came in while it was waited for were moved, too.
      const own = visits.filter(({ patientId }) => patientId === keptId).map(({ id }) => id);
      const sales = [
        ...(await this.changes.rename(unit, moved.visits, ofMerged, facts)),
        ...(await this.changes.rename(unit, own, ofKept, facts)),
      ];
      const bornBefore = [...new Set([kept.bornOn, merged.bornOn])];
      const reason = 'patient-records.because.merged';
      const change = { before: kept, after, bornBefore, reason };
      const follows = await this.changes.keep(unit, change, actor);
      const id = unit.newKey();
      await unit.manager.insert(PatientMerge, {
        id,
        keptId,
        mergedId,
        before: { kept: ofKept, merged: ofMerged },
        after: facts,
        moved: { ...moved, sales },
        mergedAt: unit.at,
        mergedBy: actor.id,
      });
      await unit.record({
        name: 'patient.merged',
        subject: { kind: 'patient', id: keptId },
        after: { merged: mergedId, visits: moved.visits.length, follows: follows.length },
      });
      return id;
    });
  }

  /**
   * Makes two records of one again: each has what it had. What came since stays with the record under which it was written,
   * but for what belongs to an illness that goes back.
   * @throws NotFound @throws PartedAlready @throws MergedOnward @throws ErasedSince
   */
  async part(mergeId: string, actor: Acting): Promise<void> {
    await this.units.runHolding(actor, async (unit) => {
      const merge = await this.standingMerge(unit, mergeId);
      const { keptId } = merge;
      const visits = await heldVisits(unit, [keptId]);
      const merged = await heldPatient(unit, merge.mergedId);
      const kept = await this.reached(unit, keptId, actor);
      if (kept.mergedIntoId) throw new MergedOnward();
      const { moved, before, after } = merge;
      if (!moved || !(await isWhole(unit, moved))) throw new ErasedSince();
      const now = factsOf(kept);
      const facts = partedFacts(now, before.kept, after);
      const back = await moveBack(unit, moved, keptId, merged.id);
      await this.changes.holdRations(unit, [kept, facts, before.merged]);
      const stays = await this.changes.write(unit, kept, facts);
      const { identityNumber } = before.merged;
      const again = { mergedIntoId: null, identityNumber, comparedAt: null, version: merged.version + 1 };
      await unlessDuplicate(
        () => new NumberOfAnother(),
        () => unit.manager.update(Patient, { id: merged.id }, again),
      );
      await this.changes.rename(unit, back, now, before.merged);
      const stay = visits.map(({ id }) => id).filter((id) => !back.includes(id));
      await this.changes.rename(unit, stay, now, facts);
      await this.sold.rename(unit, moved.sales);
      await unit.manager.update(PatientMerge, { id: mergeId }, { partedAt: unit.at, partedBy: actor.id });
      const reason = 'patient-records.because.parted';
      await this.changes.keep(unit, { before: kept, after: stays, bornBefore: [kept.bornOn], reason }, actor);
      const is = { ...merged, ...before.merged, mergedIntoId: null };
      await this.changes.keep(unit, { before: merged, after: is, bornBefore: [kept.bornOn], reason }, actor);
      await unit.record({
        name: 'patient.parted',
        subject: { kind: 'patient', id: keptId },
        after: { from: merged.id, visits: back.length, sales: moved.sales.length },
      });
    });
  }

  /** @throws NotFound @throws PartedAlready */
  private async standingMerge(unit: Unit, id: string): Promise<PatientMerge> {
    const merge = await unit.manager.findOne(PatientMerge, { where: { id }, lock: unit.lock });
    if (!merge) throw new NotFound();
    if (merge.partedAt) throw new PartedAlready();
    return merge;
  }

  /** @throws NotFound */
  private async reached(unit: Unit, id: string, { reach }: Acting): Promise<Patient> {
    const patient = await unit.manager.findOne(Patient, { where: { id }, lock: unit.lock });
    if (!patient) throw new NotFound();
    await assertReached(unit.manager, patient, reach);
    return patient;
  }
}

/**
 * A resident identity number says itself when and as what somebody was born; otherwise whether the day was reckoned from
 * an age is of whichever record the day is.
 */
function withOwnBirth(facts: PatientFacts, kept: PatientFacts, merged: PatientFacts): PatientFacts {
  const holder = [kept, merged].find(
    ({ identityNumber }) => identityNumber !== null && identityNumber === facts.identityNumber,
  );
  if (holder) return { ...facts, bornOn: holder.bornOn, bornAbout: false, sex: holder.sex };
  const ofDay = facts.bornOn === kept.bornOn ? kept : merged;
  return { ...facts, bornAbout: ofDay.bornAbout };
}
