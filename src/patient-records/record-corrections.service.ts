import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../database/unit-of-work.js';
import { readDocument, withSortedDocuments } from '../patients/domain/documents.js';
import { readIdentityNumber } from '../patients/domain/identity-number.js';
import { heldStanding } from '../patients/held-patient.js';
import { factsOf, type PatientFacts } from '../patients/patient-facts.js';
import { Patients } from '../patients/patients.service.js';
import type { Acting } from '../staff/actor.js';
import { NotFound } from '../web/refusals.js';
import { holdVisits, visitsOf } from './belongings.js';
import type { Consequence } from './consequences.js';
import { differing } from './domain/merged-facts.js';
import { assertReached } from './reached-patient.js';
import { RecordChanges } from './record-changes.js';
import { ownNumber } from './sale-names.js';
import { RecordChangedMeanwhile, RecordRestricted, SeenBeforeBirth } from './refusals.js';

/** A record is put right. */
@Injectable()
export class RecordCorrections {
  constructor(
    private readonly units: UnitOfWork,
    private readonly patients: Patients,
    private readonly changes: RecordChanges,
  ) {}

  /**
   * Corrects who a patient is. What was kept of them is judged anew: ages, levels of illnesses that aren't over, medicines of
   * the last days, rations.
   * @returns what follows, and what there is to look at
   * @throws NotFound @throws RecordChangedMeanwhile if it is no longer the version that the form showed
   * @throws RecordRestricted @throws WrongIdentityNumber @throws ImpossibleBirth @throws SeenBeforeBirth @throws NumberOfAnother
   */
  async correct(
    id: string,
    { version, reason, ...typed }: PatientFacts & { version: number; reason: string },
    actor: Acting,
  ): Promise<Consequence[]> {
    const kept = asKept(typed);
    this.patients.assertPossible(kept.bornOn);
    return this.units.runHolding(actor, async (unit) => {
      await holdVisits(unit, [id]);
      const before = await heldStanding(unit, { id });
      if (!before) throw new NotFound();
      await assertReached(unit.manager, before, actor.reach);
      if (before.restrictedAt) throw new RecordRestricted();
      if (before.version !== version || before.id !== id) throw new RecordChangedMeanwhile();
      // A day that was reckoned from an age stays so until somebody says another, or a number does.
      const bornAbout = before.bornAbout && kept.bornOn === before.bornOn && kept.identityNumber === null;
      const facts = { ...kept, bornAbout };
      const changed = differing(facts, factsOf(before));
      if (changed.length === 0) return [];
      const visits = await visitsOf(unit, id);
      if (visits.some(({ on }) => on < facts.bornOn)) throw new SeenBeforeBirth();
      await this.changes.holdRations(unit, [before, facts]);
      const after = await this.changes.write(unit, before, facts);
      const visitIds = visits.map((visit) => visit.id);
      await this.changes.rename(unit, visitIds, before, after);
      const hadMore = ownNumber(before) !== ownNumber(after);
      const change = { before, after, bornBefore: [before.bornOn], hadMore, reason };
      const follows = await this.changes.keep(unit, change, actor);
      await unit.record({
        name: 'patient.corrected',
        subject: { kind: 'patient', id },
        // What was wrong and what is right stands in the version; here only what kind of fact it was.
        after: { facts: changed, reason, follows: follows.length },
      });
      return follows;
    });
  }
}

/** As a record keeps it. A resident identity number says itself when and as what somebody was born. */
function asKept(said: PatientFacts): PatientFacts {
  const typed = withSortedDocuments(said);
  const identity = typed.identityNumber ? readIdentityNumber(typed.identityNumber) : undefined;
  const { guardianIdentityNumber: guardian, otherDocument } = typed;
  return {
    ...typed,
    identityNumber: identity?.number ?? null,
    bornOn: identity?.bornOn ?? typed.bornOn,
    sex: identity?.sex ?? typed.sex,
    otherDocument: otherDocument && readDocument(otherDocument),
    guardianIdentityNumber: guardian && readDocument(guardian),
  };
}
