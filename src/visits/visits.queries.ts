import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { Calendar } from '../config/calendar.js';
import { addDays, type Day } from '../config/domain/calendar.js';
import { Reader } from '../database/connections.js';
import { Medicine } from '../medicines/medicine.entity.js';
import { Outlet } from '../network/outlet.entity.js';
import { withinReach } from '../network/reach.js';
import { Patient } from '../patients/patient.entity.js';
import type { Reach } from '../staff/actor.js';
import { StaffMember } from '../staff/staff-member.entity.js';
import { NotFound } from '../web/refusals.js';
import type { Level } from '../triage/domain/level.js';
import { type Disposition, dispositions, levelNow } from './domain/disposition.js';
import { Visit, VisitMedicine, VisitVersion } from './visit.entity.js';

export interface VisitFilter {
  readonly on?: Day;
  /** The first and the last day, where it is not one day alone. */
  readonly from?: Day;
  readonly to?: Day;
  readonly outletId?: string;
  readonly districtId?: string;
  readonly chainId?: string;
  readonly fever?: boolean;
  readonly disposition?: string;
}

export interface VisitLine extends Visit {
  readonly patient: string;
  readonly sex: Patient['sex'];
  readonly bornOn: Day;
  readonly outlet: string;
  /** Who decided of them after they had waited. */
  readonly seer: string | null;
  /** What the doctor decided, or else what held before. */
  readonly levelNow: Level;
}

export interface Given extends VisitMedicine {
  readonly medicine: Medicine;
}

interface RawLine {
  patient_name: string;
  sex: Patient['sex'];
  born_on: Day;
  outlet_name: string;
  seer_name: string | null;
}

const recentDays = 14;

/** What pages show of visits. */
@Injectable()
export class VisitsQueries {
  constructor(
    private readonly reader: Reader,
    private readonly calendar: Calendar,
  ) {}

  async list(filter: VisitFilter, reach: Reach, skip: number, take: number): Promise<VisitLine[]> {
    return this.lines(
      this.filtered(filter, reach)
        .orderBy('visit.at', 'DESC')
        .addOrderBy('visit.id', 'DESC')
        .offset(skip)
        .limit(take),
    );
  }

  async count(filter: VisitFilter, reach: Reach): Promise<number> {
    return this.filtered(filter, reach).getCount();
  }

  /** @throws NotFound, also for a visit of another outlet */
  async find(outletId: string, id: string): Promise<VisitLine> {
    const [visit] = await this.lines(
      this.filtered({ outletId }, { over: 'network' }).andWhere('visit.id = :id', { id }),
    );
    if (!visit) throw new NotFound();
    return visit;
  }

  /** A visit by its key alone, for whoever holds a link to it. @throws NotFound */
  async findAnywhere(id: string): Promise<VisitLine> {
    const [visit] = await this.lines(
      this.filtered({}, { over: 'network' }).andWhere('visit.id = :id', { id }),
    );
    if (!visit) throw new NotFound();
    return visit;
  }

  /** What a visit gave. */
  async given(visitId: string): Promise<Given[]> {
    const rows = await this.reader.of(VisitMedicine).findBy({ visitId });
    const medicines = await this.reader.of(Medicine).find();
    return rows.map((row) => ({ ...row, medicine: medicines.find(({ id }) => id === row.medicineId)! }));
  }

  /** How a visit was before each of its corrections, newest first. */
  async versions(visitId: string): Promise<(VisitVersion & { who: string | null })[]> {
    const { entities, raw } = await this.reader
      .of(VisitVersion)
      .createQueryBuilder('version')
      .leftJoin(StaffMember, 'member', 'member.id = version.corrected_by')
      .addSelect('member.name', 'who')
      .where({ visitId })
      .orderBy('version.version', 'DESC')
      .getRawAndEntities<{ who: string | null }>();
    return entities.map((version, i) => ({ ...version, who: raw[i]!.who }));
  }

  /** What a patient came for in the last two weeks, anywhere in the network, newest first. */
  async recentOf(patientId: string): Promise<VisitLine[]> {
    const since = addDays(this.calendar.today(), -recentDays);
    const query = this.filtered({}, { over: 'network' })
      .andWhere('visit.patient_id = :patientId AND visit.on >= :since', { patientId, since })
      .orderBy('visit.at', 'DESC')
      .limit(5);
    return this.lines(query);
  }

  /** The last visit of today at an outlet of each of some patients who were there. */
  async todayAt(outletId: string, patientIds: readonly string[]): Promise<Visit[]> {
    if (patientIds.length === 0) return [];
    const visits = await this.reader.of(Visit).find({
      where: { outletId, on: this.calendar.today(), patientId: In([...patientIds]) },
      order: { at: 'ASC' },
    });
    return [...new Map(visits.map((visit) => [visit.patientId, visit])).values()];
  }

  /** The patient's last visit, however long ago: long-standing conditions still hold. */
  async lastOf(patientId: string): Promise<VisitLine | undefined> {
    const query = this.filtered({}, { over: 'network' }).andWhere('visit.patient_id = :patientId', {
      patientId,
    });
    return (await this.lines(query.orderBy('visit.at', 'DESC').limit(1)))[0];
  }

  private filtered(filter: VisitFilter, reach: Reach) {
    const query = this.reader
      .of(Visit)
      .createQueryBuilder('visit')
      .innerJoin(Outlet, 'outlet', 'outlet.id = visit.outlet_id')
      .where('1 = 1');
    withinReach(query, reach);
    if (filter.on) query.andWhere('visit.on = :on', { on: filter.on });
    if (filter.from) query.andWhere('visit.on >= :from', { from: filter.from });
    if (filter.to) query.andWhere('visit.on <= :to', { to: filter.to });
    if (filter.outletId) query.andWhere('visit.outlet_id = :outletId', { outletId: filter.outletId });
    if (filter.districtId)
      query.andWhere('outlet.district_id = :districtId', { districtId: filter.districtId });
    if (filter.chainId) query.andWhere('outlet.chain_id = :chainId', { chainId: filter.chainId });
    if (filter.fever) query.andWhere('visit.fever = :fever', { fever: true });
    if (dispositions.includes(filter.disposition as Disposition)) {
      query.andWhere('visit.disposition = :disposition', { disposition: filter.disposition });
    }
    return query;
  }

  private async lines(query: ReturnType<VisitsQueries['filtered']>): Promise<VisitLine[]> {
    const { entities, raw } = await query
      .innerJoin(Patient, 'patient', 'patient.id = visit.patient_id')
      .addSelect('patient.name', 'patient_name')
      .addSelect('patient.sex', 'sex')
      .addSelect('patient.born_on', 'born_on')
      .leftJoin(StaffMember, 'seer', 'seer.id = visit.seen_by')
      .addSelect('outlet.name', 'outlet_name')
      .addSelect('seer.name', 'seer_name')
      .getRawAndEntities<RawLine>();
    return entities.map((visit, i) => ({
      ...visit,
      patient: raw[i]!.patient_name,
      sex: raw[i]!.sex,
      bornOn: raw[i]!.born_on,
      outlet: raw[i]!.outlet_name,
      seer: raw[i]!.seer_name,
      levelNow: levelNow(visit),
    }));
  }
}
