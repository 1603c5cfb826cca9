import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { Reader } from '../database/connections.js';
import { Outlet } from '../network/outlet.entity.js';
import { withinReach } from '../network/reach.js';
import { Patient } from '../patients/patient.entity.js';
import { type PatientLine, Patients } from '../patients/patients.service.js';
import type { Actor, Reach } from '../staff/actor.js';
import { patientRecordsPolicy } from './patient-records.policy.js';
import { StaffMember } from '../staff/staff-member.entity.js';
import { Visit } from '../visits/visit.entity.js';
import { NotFound } from '../web/refusals.js';
import { likeness, type Reason } from './domain/likeness.js';
import { LikelyDouble, PatientMerge, PatientVersion } from './patient-record.entities.js';
import { assertReached } from './reached-patient.js';

/** Two records that may be one person's, and why. */
export interface DoubleLine {
  readonly first: PatientLine;
  readonly second: PatientLine;
  readonly score: number;
  readonly reasons: readonly Reason[];
}

/** A record as it was before a change, and who changed it. */
export interface VersionLine extends Omit<PatientVersion, 'was'> {
  readonly who: string | null;
  readonly was: PatientLine;
}

export interface MergeLine extends PatientMerge {
  readonly who: string | null;
  readonly merged: PatientLine;
}

/** A visit as a record lists it. */
export interface VisitOfRecord {
  readonly id: string;
  readonly on: string;
  readonly outletId: string;
  readonly outlet: string;
}

const visitsShown = 20;

/** What pages show of patients' records. */
@Injectable()
export class PatientRecordsQueries {
  constructor(
    private readonly reader: Reader,
    private readonly patients: Patients,
  ) {}

  /**
   * The record that stands for a patient.
   * @throws NotFound, also where no visit of theirs is within reach, and of whom was restricted to whoever keeps that
   */
  async find(id: string, actor: Actor): Promise<PatientLine> {
    const patient = await this.patients.find(id);
    if (patient.restrictedAt && !patientRecordsPolicy.erase.allows(actor)) throw new NotFound();
    await assertReached(this.reader.manager, patient, actor.reach);
    return patient;
  }

  /** The likely doubles that nobody has decided of, the likeliest first; both were somewhere within reach. */
  async doubles(reach: Reach, skip: number, take: number): Promise<DoubleLine[]> {
    const query = this.reader
      .of(LikelyDouble)
      .createQueryBuilder('likely')
      .innerJoin(Patient, 'first', 'first.id = likely.first_id AND first.merged_into_id IS NULL')
      .innerJoin(Patient, 'second', 'second.id = likely.second_id AND second.merged_into_id IS NULL')
      .where('likely.said_two_at IS NULL')
      .orderBy('likely.score', 'DESC')
      .addOrderBy('likely.first_id', 'DESC')
      .offset(skip)
      .limit(take);
    if (reach.over !== 'network')
      for (const side of ['first', 'second']) {
        const seen = query
          .subQuery()
          .select('1')
          .from(Visit, `visit_${side}`)
          .innerJoin(Outlet, 'outlet', `outlet.id = visit_${side}.outlet_id`)
          .where(`visit_${side}.patient_id = ${side}.id`);
        withinReach(seen, reach);
        query.andWhere(`EXISTS ${seen.getQuery()}`).setParameters(seen.getParameters());
      }
    const found = await query.getMany();
    const ids = found.flatMap(({ firstId, secondId }) => [firstId, secondId]);
    const people = new Map(
      (await this.reader.of(Patient).findBy({ id: In(ids) })).map((one) => [one.id, this.patients.line(one)]),
    );
    return found.map(({ firstId, secondId, score }) => {
      const [first, second] = [people.get(firstId)!, people.get(secondId)!];
      return { first, second, score, reasons: likeness(first, second).reasons };
    });
  }

  /** What a record said before each of its changes, newest first. */
  async versions(patient: PatientLine): Promise<VersionLine[]> {
    const { entities, raw } = await this.reader
      .of(PatientVersion)
      .createQueryBuilder('version')
      .leftJoin(StaffMember, 'member', 'member.id = version.changed_by')
      .addSelect('member.name', 'who')
      .where({ patientId: patient.id })
      .orderBy('version.version', 'DESC')
      .getRawAndEntities<{ who: string | null }>();
    return entities.map((version, i) => ({
      ...version,
      who: raw[i]!.who,
      was: this.patients.line({ ...patient, ...version.was }),
    }));
  }

  /** The records for which this one stands, the last merged first. */
  async merges(keptId: string): Promise<MergeLine[]> {
    const { entities, raw } = await this.reader
      .of(PatientMerge)
      .createQueryBuilder('merge')
      .leftJoin(StaffMember, 'member', 'member.id = merge.merged_by')
      .addSelect('member.name', 'who')
      .where('merge.kept_id = :keptId AND merge.parted_at IS NULL', { keptId })
      .orderBy('merge.merged_at', 'DESC')
      .getRawAndEntities<{ who: string | null }>();
    const people = await this.reader.of(Patient).findBy({ id: In(entities.map((one) => one.mergedId)) });
    return entities.map((merge, i) => ({
      ...merge,
      who: raw[i]!.who,
      merged: this.patients.line({
        ...people.find(({ id }) => id === merge.mergedId)!,
        ...merge.before.merged,
      }),
    }));
  }

  /** The newest visits within reach. */
  async visits(patientId: string, reach: Reach): Promise<VisitOfRecord[]> {
    const query = this.reader
      .of(Visit)
      .createQueryBuilder('visit')
      .innerJoin(Outlet, 'outlet', 'outlet.id = visit.outlet_id')
      .where('visit.patient_id = :patientId', { patientId });
    return withinReach(query, reach)
      .select('visit.id', 'id')
      .addSelect('visit.on', 'on')
      .addSelect('outlet.id', 'outletId')
      .addSelect('outlet.name', 'outlet')
      .orderBy('visit.at', 'DESC')
      .limit(visitsShown)
      .getRawMany<VisitOfRecord>();
  }

  /** Two records side by side, those that stand themselves. @throws NotFound */
  async pair(keptId: string, otherId: string, actor: Actor): Promise<[PatientLine, PatientLine]> {
    const pair: [PatientLine, PatientLine] = [
      await this.find(keptId, actor),
      await this.find(otherId, actor),
    ];
    if (pair[0].id !== keptId || pair[1].id !== otherId || keptId === otherId) throw new NotFound();
    return pair;
  }
}
