import { Injectable } from '@nestjs/common';
import { In, IsNull } from 'typeorm';
import { addDays, ageInMonths, ageInYears, type Day } from '../config/domain/calendar.js';
import { Calendar } from '../config/calendar.js';
import { Reader } from '../database/connections.js';
import { insertOne } from '../database/insert-many.js';
import type { Unit } from '../database/unit.js';
import { NotFound } from '../web/refusals.js';
import { telephoneDigits } from '../values/telephone.js';
import { documentText } from '../values/document.js';
import { masked, readIdentityNumber, type Sex } from './domain/identity-number.js';
import { foldName, namePartsOf } from '../values/person-name.js';
import { BirthMissing, ImpossibleBirth, NameDiffers, PatientLikely } from './domain/refusals.js';
import { likelyOnes } from './likely.js';
import { type NewPatient, somebodyElse } from './new-patient.js';
import { PatientNamePart } from './name-part.entity.js';
import { Patient } from './patient.entity.js';

export interface PatientLine extends Patient {
  readonly maskedNumber: string | null;
  readonly age: { readonly years: number; readonly months: number };
}

const mostFound = 8;
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
  async findOrRegister(unit: Unit, given: NewPatient): Promise<Patient> {
    const identity = given.identityNumber ? readIdentityNumber(given.identityNumber) : undefined;
    const known = identity && (await oneHeld(unit, { identityNumber: identity.number }));
    if (known) {
      if (foldName(known.name) !== foldName(given.name) && given.isPatient !== known.id)
        throw new NameDiffers();
      return this.reached(unit, known, given);
    }
    const { bornOn, sex } = identity ?? given;
    if (!bornOn || !sex) throw new BirthMissing();
    this.assertPossible(bornOn);
    if (given.isPatient !== somebodyElse) {
      const likely = await likelyOnes(unit.manager, { ...given, bornOn, sex });
      const chosen = likely.find(({ id }) => id === given.isPatient);
      if (chosen) return this.numbered(unit, await this.reached(unit, chosen, given), identity?.number);
      // An answer to what was typed before it was changed is none.
      if (likely.length > 0 || given.isPatient) throw new PatientLikely();
    }
    return this.register(unit, { ...given, bornOn, sex, identityNumber: identity?.number });
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
      otherDocument: given.otherDocument ? documentText(given.otherDocument) : null,
      bornOn: given.bornOn,
      sex: given.sex,
      telephone: given.telephone ?? null,
      guardianName: given.guardianName ?? null,
      guardianIdentityNumber: given.guardianIdentityNumber
        ? readIdentityNumber(given.guardianIdentityNumber).number
        : null,
      registeredAt: unit.at,
      registeredBy: unit.author.id,
    };
    await insertOne(unit, Patient, patient);
    const parts = namePartsOf(patient.name).map((part) => ({ part, patientId: patient.id }));
    if (parts.length > 0) await unit.manager.insert(PatientNamePart, parts);
    const {
      identityNumber: _number,
      guardianIdentityNumber: _guardians,
      foldedName: _folded,
      ...after
    } = patient;
    await unit.record({ name: 'patient.registered', subject: { kind: 'patient', id: patient.id }, after });
    return patient;
  }

  /** A known patient who is typed with a new telephone is reached there from now on. */
  private async reached(unit: Unit, patient: Patient, { telephone }: NewPatient): Promise<Patient> {
    if (!telephone || telephone === patient.telephone) return patient;
    await unit.manager.update(Patient, { id: patient.id }, { telephone });
    await unit.record({
      name: 'patient.changed',
      subject: { kind: 'patient', id: patient.id },
      before: { telephone: patient.telephone },
      after: { telephone },
    });
    return { ...patient, telephone };
  }

  /** Somebody who once came without a number has it from now on. */
  private async numbered(unit: Unit, patient: Patient, identityNumber: string | undefined): Promise<Patient> {
    if (!identityNumber || patient.identityNumber) return patient;
    await unit.manager.update(Patient, { id: patient.id, identityNumber: IsNull() }, { identityNumber });
    await unit.record({
      name: 'patient.changed',
      subject: { kind: 'patient', id: patient.id },
      after: { numbered: true },
    });
    return { ...patient, identityNumber };
  }

  /** Whom somebody that is typed as new most likely is, and who has their number under another name. */
  async likely(given: NewPatient): Promise<PatientLine[]> {
    const number = given.identityNumber ? documentText(given.identityNumber) : undefined;
    const holder = number ? await this.reader.of(Patient).findBy({ identityNumber: number }) : [];
    const found = holder.length > 0 ? holder : await likelyOnes(this.reader.manager, given);
    return found.map((patient) => this.line(patient));
  }

  /** Finds people by identity number, other document, telephone, or any part of a name or its initials. */
  async search(words: string): Promise<PatientLine[]> {
    const compact = documentText(words);
    const people = this.reader.of(Patient);
    if (/^\d{17}[\dX]$/.test(compact)) return this.lines(await people.findBy({ identityNumber: compact }));
    const telephone = /^\+?[\d() -]+$/.test(words.trim()) ? telephoneDigits(words) : '';
    const [byDocument, byTelephone] = await Promise.all([
      /\d/.test(compact) ? people.find({ where: { otherDocument: compact }, take: mostFound }) : [],
      telephone.length >= 5 ? people.find({ where: { telephone }, take: mostFound }) : [],
    ]);
    if (byDocument.length + byTelephone.length > 0) return this.lines([...byDocument, ...byTelephone]);
    const name = foldName(words);
    return name === '' || /^\d+$/.test(name) ? [] : this.lines(await this.byName(name));
  }

  /** A range instead of LIKE, so that both engines use the index. */
  private async byName(from: string): Promise<Patient[]> {
    const range = { from, to: `${from}\u{10ffff}` };
    const people = this.reader.of(Patient);
    const first = await people
      .createQueryBuilder('patient')
      .where('patient.folded_name >= :from AND patient.folded_name < :to', range)
      .orderBy('patient.folded_name')
      .limit(mostFound)
      .getMany();
    if (first.length === mostFound) return first;
    const parts = await this.reader
      .of(PatientNamePart)
      .createQueryBuilder('name_part')
      .where('name_part.part >= :from AND name_part.part < :to', range)
      .orderBy('name_part.part')
      .limit(2 * mostFound)
      .getMany();
    const others = parts
      .map(({ patientId }) => patientId)
      .filter((id) => !first.some((one) => one.id === id));
    const more = await people.findBy({ id: In([...new Set(others)].slice(0, mostFound - first.length)) });
    return [...first, ...more.sort((a, b) => (a.foldedName < b.foldedName ? -1 : 1))];
  }

  /** @throws NotFound */
  async find(id: string): Promise<PatientLine> {
    const patient = await this.reader.of(Patient).findOneBy({ id });
    if (!patient) throw new NotFound();
    return this.line(patient);
  }

  private lines(patients: readonly Patient[]): PatientLine[] {
    return patients.map((patient) => this.line(patient));
  }

  private line(patient: Patient): PatientLine {
    const today = this.calendar.today();
    const { identityNumber, bornOn } = patient;
    return {
      ...patient,
      maskedNumber: identityNumber && masked(identityNumber),
      age: { years: ageInYears(bornOn, today), months: ageInMonths(bornOn, today) },
    };
  }

  private assertPossible(bornOn: Day): void {
    const today = this.calendar.today();
    if (bornOn > today || bornOn < addDays(today, -longestLifeDays)) throw new ImpossibleBirth();
  }
}

const oneHeld = (unit: Unit, where: { readonly identityNumber: string }) =>
  unit.manager.findOne(Patient, { where, lock: unit.lock });
