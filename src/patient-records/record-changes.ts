import { Injectable } from '@nestjs/common';
import { Calendar } from '../config/calendar.js';
import type { Unit } from '../database/unit.js';
import { unlessDuplicate } from '../database/unless-duplicate.js';
import { factsOf, type PatientFacts, writeFacts } from '../patients/patient-facts.js';
import type { Patient } from '../patients/patient.entity.js';
import { heldBuyer } from '../selling/selling.service.js';
import { SoldTo, type SaleNames } from '../selling/sold-to.js';
import type { Acting } from '../staff/actor.js';
import { type Consequence, Consequences, type Known } from './consequences.js';
import { PatientVersion } from './patient-record.entities.js';
import { NumberOfAnother } from './refusals.js';
import { ownNumber, renamedSales } from './sale-names.js';

/** Writes down a patient's record as it is known now, with all that follows. */
@Injectable()
export class RecordChanges {
  constructor(
    private readonly consequences: Consequences,
    private readonly sold: SoldTo,
    private readonly calendar: Calendar,
  ) {}

  /** Holds the rations of everybody whom some records may be, before anything is read of them. */
  async holdRations(unit: Unit, records: readonly PatientFacts[]): Promise<void> {
    const numbers = records.map(ownNumber).filter((number) => number !== null);
    await unit.hold(...numbers.flatMap((number) => heldBuyer({ number, name: '' })));
  }

  /** Has the sales of some visits stand in the name of a patient whose own number is another now. @returns their names before */
  async rename(
    unit: Unit,
    visitIds: readonly string[],
    was: PatientFacts,
    is: PatientFacts,
  ): Promise<SaleNames[]> {
    const sales = await this.sold.ofVisits(unit, visitIds);
    const names = renamedSales(sales, ownNumber(was), ownNumber(is));
    await this.sold.rename(unit, names);
    const changed = new Set(names.map(({ id }) => id));
    return sales
      .filter(({ id }) => changed.has(id))
      .map(({ id, buyerNumber, forNumber }) => ({ id, buyerNumber, forNumber }));
  }

  /** @throws NumberOfAnother */
  write(unit: Unit, before: Patient, facts: PatientFacts): Promise<Patient> {
    return unlessDuplicate(
      () => new NumberOfAnother(),
      () => writeFacts(unit, before, facts),
    );
  }

  /** Keeps what a record said before, and tells what follows from what it says now. */
  async keep(
    unit: Unit,
    { before, after, bornBefore, hadMore, reason }: Change,
    actor: Acting,
  ): Promise<Consequence[]> {
    const today = this.calendar.dayOf(unit.at);
    const known = { bornBefore, hadMore, today, reason: 'patient-records.because.known' };
    const follows = await this.consequences.of(unit, after, known, actor);
    await unit.manager.insert(PatientVersion, {
      patientId: after.id,
      version: before.version,
      was: factsOf(before),
      reason,
      follows,
      changedAt: unit.at,
      changedBy: actor.id,
    });
    return follows;
  }
}

interface Change extends Pick<Known, 'bornBefore' | 'hadMore'> {
  readonly before: Patient;
  readonly after: Patient;
  /** In words, or the key of a sentence. */
  readonly reason: string;
}
