import { Injectable } from '@nestjs/common';
import { addDays, ageInMonths, ageInYears, type Day } from '../config/domain/calendar.js';
import { Calendar } from '../config/calendar.js';
import { Reader } from '../database/connections.js';
import { insertOne } from '../database/insert-many.js';
import type { Unit } from '../database/unit.js';
import { NotFound } from '../web/refusals.js';
import { readDocument, withSortedDocuments } from './domain/documents.js';
import { masked, readIdentityNumber, type Sex } from './domain/identity-number.js';
import { foldName } from '../values/person-name.js';
import { BirthMissing, ImpossibleBirth, NameDiffers, PatientLikely } from './domain/refusals.js';
import { heldStanding, standingFor } from './held-patient.js';
import { likelyOnes } from './likely.js';
import { type NewPatient, somebodyElse } from './new-patient.js';
import { writeFacts } from './patient-facts.js';
import { Patient } from './patient.entity.js';

/** Somebody at a counter, and whether they were registered just now. */
export interface Reached {
  readonly patient: Patient;
  readonly isNew: boolean;
}

/** Who a patient was, and is. */
export interface PatientNews {
  readonly before: Patient;
  readonly after: Patient;
}

export interface PatientLine extends Patient {
  readonly maskedNumber: string | null;
  readonly age: { readonly years: number; readonly months: number };
}

const longestLifeDays = 130 * 366;

/** The people who come to the counters of the network. */
@Injectable()
export class Patients {
  constructor(
    private readonly reader: Reader,
    private readonly calendar: Calendar,
  ) {}

  /**
   * Finds the patient who is meant, or registers one. Part of logging a visit.
   * @throws WrongIdentityNumber @throws BirthMissing @throws ImpossibleBirth
   * @throws PatientLikely where somebody known is most likely meant, and nobody has said whether
   * @throws NameDiffers where the number is that of somebody of another name, and nobody has said that it is them
   */
  async findOrRegister(unit: Unit, typed: NewPatient): Promise<Reached> {
    const given = withSortedDocuments(typed);
    const identity = given.identityNumber ? readIdentityNumber(given.identityNumber) : undefined;
    const known = identity && (await heldStanding(unit, { identityNumber: identity.number }));
    if (known) {
      if (foldName(known.name) !== foldName(given.name) && given.isPatient !== known.id)
        throw new NameDiffers();
      const patient = await this.known(unit, known, { telephone: given.telephone });
      return { patient, isNew: false };
    }
    const { bornOn, sex } = identity ?? given;
    if (!bornOn || !sex) throw new BirthMissing();
    this.assertPossible(bornOn);
    if (given.isPatient !== somebodyElse) {
      const likely = await likelyOnes(unit.manager, { ...given, bornOn, sex });
      const chosen = likely.find(({ id }) => id === given.isPatient);
      if (chosen) {
        const { telephone, bornAbout } = given;
        const standing = (await heldStanding(unit, { id: chosen.id }))!;
        const patient = await this.known(unit, standing, {
          telephone,
          bornOn,
          bornAbout: identity ? false : bornAbout,
          identityNumber: identity?.number,
        });
        return { patient, isNew: false };
      }
      // An answer to what was typed before it was changed is none.
      if (likely.length > 0 || given.isPatient) throw new PatientLikely();
    }
    const patient = await this.register(unit, {
      ...given,
      ...(identity && { bornAbout: false }),
      bornOn,
      sex,
      identityNumber: identity?.number,
    });
    return { patient, isNew: true };
  }

  private async register(
    unit: Unit,
    given: NewPatient & { readonly bornOn: string; readonly sex: Sex },
  ): Promise<Patient> {
    const patient: Patient = {
      id: unit.newKey(),
      name: given.name,
      foldedName: foldName(given.name),
      identityNumber: given.identityNumber ?? null,
      otherDocument: given.otherDocument ? readDocument(given.otherDocument) : null,
      bornOn: given.bornOn,
      bornAbout: given.bornAbout ?? false,
      sex: given.sex,
      telephone: given.telephone ?? null,
      guardianName: given.guardianName ?? null,
      guardianIdentityNumber: given.guardianIdentityNumber
        ? readDocument(given.guardianIdentityNumber)
        : null,
      registeredAt: unit.at,
      registeredBy: unit.author.id,
      mergedIntoId: null,
      comparedAt: null,
      restrictedAt: null,
      version: 1,
    };
    await insertOne(unit, Patient, patient);
    const {
      identityNumber: _number,
      guardianIdentityNumber: _guardians,
      foldedName: _folded,
      mergedIntoId: _none,
      comparedAt: _never,
      restrictedAt: _free,
      ...after
    } = patient;
    await unit.record({ name: 'patient.registered', subject: { kind: 'patient', id: patient.id }, after });
    return patient;
  }

  /** A known patient is reached at the telephone that is typed now, and has from now on the number or birthday that they lacked. */
  private async known(
    unit: Unit,
    before: Patient,
    { telephone, identityNumber, bornOn, bornAbout }: Partial<NewPatient>,
  ): Promise<Patient> {
    const isReached = telephone !== undefined && telephone !== before.telephone;
    const isNumbered = identityNumber !== undefined && before.identityNumber === null;
    const isBorn = before.bornAbout && bornOn !== undefined && !bornAbout;
    if (!isReached && !isNumbered && !isBorn) return before;
    const facts = {
      ...(isReached && { telephone }),
      ...(isNumbered && { identityNumber }),
      ...(isBorn && { bornOn, bornAbout: false }),
    };
    const after = await writeFacts(unit, before, facts);
    await unit.record({
      name: 'patient.changed',
      subject: { kind: 'patient', id: before.id },
      before: { ...(isReached && { telephone: before.telephone }), ...(isBorn && { bornOn: before.bornOn }) },
      after: {
        ...(isReached && { telephone }),
        ...(isNumbered && { numbered: true }),
        ...(isBorn && { bornOn }),
      },
      carries: { before, after },
    });
    return after;
  }

  /** Whoever stands for a record. @throws NotFound */
  async find(id: string): Promise<PatientLine> {
    const patient = await this.reader.of(Patient).findOneBy({ id });
    if (!patient) throw new NotFound();
    const [standing] = await standingFor(this.reader.manager, [patient]);
    return this.line(standing!);
  }

  /** A patient as pages show them. */
  line(patient: Patient): PatientLine {
    const today = this.calendar.today();
    const { identityNumber, bornOn } = patient;
    return {
      ...patient,
      maskedNumber: identityNumber && masked(identityNumber),
      age: { years: ageInYears(bornOn, today), months: ageInMonths(bornOn, today) },
    };
  }

  /** @throws ImpossibleBirth */
  assertPossible(bornOn: Day): void {
    const today = this.calendar.today();
    if (bornOn > today || bornOn < addDays(today, -longestLifeDays)) throw new ImpossibleBirth();
  }
}
