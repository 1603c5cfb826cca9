import { Injectable } from '@nestjs/common';
import { addDays, ageInMonths, ageInYears, type Day } from '../config/domain/calendar.js';
import { Calendar } from '../config/calendar.js';
import { Reader } from '../database/connections.js';
import { insertOne } from '../database/insert-many.js';
import type { Unit } from '../database/unit.js';
import { NotFound } from '../web/refusals.js';
import { masked, readIdentityNumber, type Sex } from './domain/identity-number.js';
import { BirthMissing, ImpossibleBirth } from './domain/refusals.js';
import { Patient } from './patient.entity.js';

/** What the counter asks a person who comes for the first time. */
export interface NewPatient {
  readonly name: string;
  readonly identityNumber?: string;
  readonly otherDocument?: string;
  readonly bornOn?: string;
  readonly sex?: Sex;
  readonly telephone?: string;
  readonly guardianName?: string;
  readonly guardianIdentityNumber?: string;
}

export interface PatientLine extends Patient {
  readonly maskedNumber: string | null;
  readonly age: { readonly years: number; readonly months: number };
}

const mostFound = 8;
const longestLifeDays = 130 * 366;
const foldName = (name: string) =>
  name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s·•]/g, '');

/** The people who come to the counters of the network. */
@Injectable()
export class Patients {
  constructor(
    private readonly reader: Reader,
    private readonly calendar: Calendar,
  ) {}

  /**
   * Finds the patient with this identity number, or registers one.
   * Part of logging a visit. @throws WrongIdentityNumber @throws BirthMissing @throws ImpossibleBirth
   */
  async findOrRegister(unit: Unit, given: NewPatient): Promise<Patient> {
    const identity = given.identityNumber ? readIdentityNumber(given.identityNumber) : undefined;
    const known =
      identity &&
      (await unit.manager.findOne(Patient, {
        where: { identityNumber: identity.number },
        lock: unit.lock,
      }));
    if (known) return known;
    const { bornOn, sex } = identity ?? given;
    if (!bornOn || !sex) throw new BirthMissing();
    this.assertPossible(bornOn);
    const patient: Patient = {
      id: unit.newKey(),
      name: given.name,
      foldedName: foldName(given.name),
      identityNumber: identity?.number ?? null,
      otherDocument: given.otherDocument ?? null,
      bornOn,
      sex,
      telephone: given.telephone ?? null,
      guardianName: given.guardianName ?? null,
      guardianIdentityNumber: given.guardianIdentityNumber
        ? readIdentityNumber(given.guardianIdentityNumber).number
        : null,
      registeredAt: unit.at,
      registeredBy: unit.author.id,
    };
    await insertOne(unit, Patient, patient);
    const {
      identityNumber: _number,
      guardianIdentityNumber: _guardians,
      foldedName: _folded,
      ...after
    } = patient;
    await unit.record({ name: 'patient.registered', subject: { kind: 'patient', id: patient.id }, after });
    return patient;
  }

  /** Finds people by identity number, telephone or the beginning of a name. Short words find nobody. */
  async search(words: string): Promise<PatientLine[]> {
    const text = words.normalize('NFKC').trim();
    const compact = text.replace(/[\s-]/g, '').toUpperCase();
    const query = this.reader.of(Patient).createQueryBuilder('patient').limit(mostFound);
    if (/^\d{17}[\dX]$/.test(compact)) query.where('patient.identity_number = :compact', { compact });
    else if (/^\+?\d{5,}$/.test(compact)) query.where('patient.telephone = :compact', { compact });
    else if (foldName(text).length > 1) {
      // A range instead of LIKE, so that both engines use the index.
      const from = foldName(text);
      query.where('patient.folded_name >= :from AND patient.folded_name < :to', {
        from,
        to: `${from}\u{10ffff}`,
      });
      query.orderBy('patient.folded_name');
    } else return [];
    return (await query.getMany()).map((patient) => this.line(patient));
  }

  /** @throws NotFound */
  async find(id: string): Promise<PatientLine> {
    const patient = await this.reader.of(Patient).findOneBy({ id });
    if (!patient) throw new NotFound();
    return this.line(patient);
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
