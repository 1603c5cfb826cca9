import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { Reader } from '../database/connections.js';
import { documentText } from '../values/document.js';
import { telephoneDigits } from '../values/telephone.js';
import { soughtBy } from '../values/found-by.js';
import { FoundBy } from './found-by.entity.js';
import { standingFor } from './held-patient.js';
import { likelyOnes } from './likely.js';
import type { NewPatient } from './new-patient.js';
import { Patient } from './patient.entity.js';
import { type PatientLine, Patients } from './patients.service.js';

const mostFound = 8;
/** Several parts of one name may begin alike: 买买提·买买提. */
const partsLookedAt = 4 * mostFound;
const shortestNumber = 5;

/** Finds the person who stands at a counter. */
@Injectable()
export class PatientSearch {
  constructor(
    private readonly reader: Reader,
    private readonly patients: Patients,
  ) {}

  /**
   * Finds people anywhere by a whole identity number, document or telephone; and those who were at the outlet by any part of
   * a name, its initials, or four last characters of telephone or document.
   */
  async search(words: string, outletId: string): Promise<PatientLine[]> {
    const anywhere = await this.byWholeNumber(words);
    if (anywhere.length > 0) return this.shown(anywhere);
    const sought = soughtBy(words);
    if (!sought) return [];
    const found = this.reader
      .of(FoundBy)
      .createQueryBuilder('found_by')
      .where('found_by.outlet_id = :outletId', { outletId });
    // A range instead of LIKE, so that both engines use the index.
    if ('ends' in sought) found.andWhere('found_by.part = :part', { part: sought.ends });
    else
      found.andWhere('found_by.part >= :from AND found_by.part < :to', {
        from: sought.begins,
        to: `${sought.begins}\u{10ffff}`,
      });
    const parts = await found.orderBy('found_by.part').limit(partsLookedAt).getMany();
    const keys = [...new Set(parts.map(({ patientId }) => patientId))].slice(0, mostFound);
    const people = await this.reader.of(Patient).findBy({ id: In(keys) });
    return this.shown(people.sort((a, b) => keys.indexOf(a.id) - keys.indexOf(b.id)));
  }

  /** Who has an identity number. */
  async numbered(identityNumber: string): Promise<PatientLine | undefined> {
    const number = documentText(identityNumber);
    return (await this.shown(await this.reader.of(Patient).findBy({ identityNumber: number })))[0];
  }

  /** Whom a form means so far: somebody who was chosen, or has the number that is typed. */
  async meant(id: string | undefined, identityNumber: string | undefined): Promise<PatientLine | undefined> {
    if (id) return this.patients.find(id).catch(() => undefined);
    const isWhole = identityNumber !== undefined && documentText(identityNumber).length === 18;
    return isWhole ? this.numbered(identityNumber) : undefined;
  }

  /** Whom somebody that is typed as new most likely is, and who has their number under another name. */
  async likely(given: NewPatient): Promise<PatientLine[]> {
    const holder = given.identityNumber ? await this.numbered(given.identityNumber) : undefined;
    if (holder) return [holder];
    return this.shown(await likelyOnes(this.reader.manager, given));
  }

  private async byWholeNumber(words: string): Promise<Patient[]> {
    const compact = documentText(words);
    if (!/\d/.test(compact) || compact.length < shortestNumber) return [];
    const telephone = /^\+?[\d() -]+$/.test(words.trim()) ? telephoneDigits(words) : '';
    const numbers = [
      { identityNumber: compact },
      { otherDocument: compact },
      ...(telephone.length >= shortestNumber ? [{ telephone }] : []),
    ];
    const found = await Promise.all(
      numbers.map((where) => this.reader.of(Patient).find({ where, take: mostFound })),
    );
    return found.flat();
  }

  private async shown(patients: readonly Patient[]): Promise<PatientLine[]> {
    const standing = await standingFor(this.reader.manager, patients);
    return standing.slice(0, mostFound).map((patient) => this.patients.line(patient));
  }
}
