import { Injectable } from '@nestjs/common';
import { In, IsNull } from 'typeorm';
import { UnitOfWork } from '../database/unit-of-work.js';
import type { Unit } from '../database/unit.js';
import { heldPatient } from '../patients/held-patient.js';
import { factsOf } from '../patients/patient-facts.js';
import { Patient } from '../patients/patient.entity.js';
import { Referral } from '../referrals/referral.entity.js';
import { SoldTo } from '../selling/sold-to.js';
import type { Acting } from '../staff/actor.js';
import { NotFound } from '../web/refusals.js';
import { holdVisits, isWhole, moveAll, moveBack, visitsOf } from './belongings.js';
import { partedFacts } from './domain/merged-facts.js';
import { type Chosen, mergedRecord, otherNumber } from './merged-record.js';
import { PatientMerge } from './patient-record.entities.js';
import { assertReached } from './reached-patient.js';
import { RecordChanges } from './record-changes.js';
import {
  BothReferred,
  ErasedSince,
  MergedOnward,
  NotTwoRecords,
  NumbersDiffer,
  PartedAlready,
  RecordRestricted,
} from './refusals.js';

/** Why a record changed: keys of sentences. */
const because = {
  merged: 'patient-records.because.merged',
  parted: 'patient-records.because.parted',
};

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
   * @throws NotFound @throws NotTwoRecords @throws RecordRestricted @throws NumbersDiffer @throws BothReferred
   */
  async merge(keptId: string, mergedId: string, chosen: Chosen, actor: Acting): Promise<string> {
    return this.units.runHolding(actor, async (unit) => {
      // A visit before its patient, and what is merged before what stands for it: docs/invariants.md.
      await holdVisits(unit, [keptId, mergedId]);
      const merged = await this.reached(unit, mergedId, actor);
      const kept = await this.reached(unit, keptId, actor);
      const before = { kept: factsOf(kept), merged: factsOf(merged) };
      await this.assertMergeable(unit, kept, merged, chosen);
      const facts = mergedRecord(before.kept, before.merged, chosen);
      const own = idsOf(await visitsOf(unit, keptId));
      const moved = await moveAll(unit, mergedId, keptId);
      await this.changes.holdRations(unit, [kept, merged]);
      await unit.manager.update(Patient, { id: mergedId }, { mergedIntoId: keptId, identityNumber: null });
      const after = await this.changes.write(unit, kept, facts);
      const identityNumber = otherNumber(facts, before);
      await unit.manager.update(Patient, { id: mergedId }, { identityNumber });
      const sales = [
        ...(await this.changes.rename(unit, moved.visits, before.merged, facts)),
        ...(await this.changes.rename(unit, own, before.kept, facts)),
      ];
      const bornBefore = [...new Set([kept.bornOn, merged.bornOn])];
      const change = { before: kept, after, bornBefore, hadMore: true, reason: because.merged };
      const follows = await this.changes.keep(unit, change, actor);
      const id = unit.newKey();
      const by = { mergedAt: unit.at, mergedBy: actor.id };
      await unit.manager.insert(PatientMerge, {
        ...{ id, keptId, mergedId, before, after: facts },
        moved: { ...moved, sales },
        ...by,
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
      const { keptId, moved, before, after } = merge;
      await holdVisits(unit, [keptId]);
      const merged = await heldPatient(unit, merge.mergedId);
      const kept = await this.reached(unit, keptId, actor);
      if (kept.mergedIntoId) throw new MergedOnward();
      if (!moved || !(await isWhole(unit, moved))) throw new ErasedSince();
      const facts = partedFacts(factsOf(kept), before.kept, after);
      const back = await moveBack(unit, moved, keptId, merged.id);
      const stay = idsOf(await visitsOf(unit, keptId));
      await this.changes.holdRations(unit, [kept, facts, before.merged]);
      await unit.manager.update(Patient, { id: merged.id }, { mergedIntoId: null, identityNumber: null });
      const stays = await this.changes.write(unit, kept, facts);
      const again = await this.changes.write(unit, merged, before.merged);
      await this.changes.rename(unit, back, kept, before.merged);
      await this.changes.rename(unit, stay, kept, facts);
      await this.sold.rename(unit, moved.sales);
      await unit.manager.update(PatientMerge, { id: mergeId }, { partedAt: unit.at, partedBy: actor.id });
      const known = { bornBefore: [kept.bornOn], hadMore: false, reason: because.parted };
      await this.changes.keep(unit, { before: kept, after: stays, ...known }, actor);
      await this.changes.keep(unit, { before: merged, after: again, ...known }, actor);
      await unit.record({
        name: 'patient.parted',
        subject: { kind: 'patient', id: keptId },
        after: { from: merged.id, visits: back.length, sales: moved.sales.length },
      });
    });
  }

  /** @throws NotTwoRecords @throws RecordRestricted @throws NumbersDiffer @throws BothReferred */
  private async assertMergeable(unit: Unit, kept: Patient, merged: Patient, chosen: Chosen): Promise<void> {
    if (kept.id === merged.id || kept.mergedIntoId || merged.mergedIntoId) throw new NotTwoRecords();
    if (kept.restrictedAt || merged.restrictedAt) throw new RecordRestricted();
    if (kept.identityNumber && merged.identityNumber && !chosen.identityNumber) throw new NumbersDiffer();
    const open = { patientId: In([kept.id, merged.id]), endedAt: IsNull() };
    if ((await unit.manager.countBy(Referral, open)) > 1) throw new BothReferred();
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

const idsOf = (rows: readonly { readonly id: string }[]): string[] => rows.map(({ id }) => id);
