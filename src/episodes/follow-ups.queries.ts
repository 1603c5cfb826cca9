import { Injectable } from '@nestjs/common';
import { Calendar } from '../config/calendar.js';
import { ageInYears, type Day } from '../config/domain/calendar.js';
import { Reader } from '../database/connections.js';
import { Outlet } from '../network/outlet.entity.js';
import { withinReach } from '../network/reach.js';
import { Patient } from '../patients/patient.entity.js';
import type { Reach } from '../staff/actor.js';
import { FollowUp, type FollowUpState, isOpen } from './episode.entity.js';

export interface FollowUpLine extends FollowUp {
  readonly patient: string;
  readonly sex: Patient['sex'];
  readonly age: number;
  readonly telephone: string | null;
  readonly outlet: string;
  /** Whether it is still to be made. */
  readonly isOpen: boolean;
}

/** Those in a state that are due by today, or one, whatever became of it. */
export type FollowUpFilter =
  { readonly state: FollowUpState; readonly outletId?: string } | { readonly id: string };

type Extra = Record<'patient_name' | 'sex' | 'born_on' | 'outlet_name', string> & {
  telephone: string | null;
};

/** Who is to be called. */
@Injectable()
export class FollowUpsQueries {
  constructor(
    private readonly reader: Reader,
    private readonly calendar: Calendar,
  ) {}

  /** The most urgent first: by risk, then by level, then what waits longest. */
  async list(filter: FollowUpFilter, reach: Reach, skip: number, take: number) {
    const { entities, raw } = await this.query(filter, reach)
      .innerJoin(Patient, 'patient', 'patient.id = follow_up.patient_id')
      .addSelect('patient.name', 'patient_name')
      .addSelect('patient.sex', 'sex')
      .addSelect('patient.born_on', 'born_on')
      .addSelect('patient.telephone', 'telephone')
      .addSelect('outlet.name', 'outlet_name')
      .addSelect(`CASE follow_up.kind WHEN 'reassessment' THEN 0 ELSE 1 END`, 'first')
      .addSelect(`CASE follow_up.risk WHEN 'red' THEN 0 WHEN 'yellow' THEN 1 ELSE 2 END`, 'watched')
      .addSelect(
        `CASE follow_up.level WHEN 'emergency' THEN 0 WHEN 'urgent' THEN 1 WHEN 'doctor' THEN 2 ELSE 3 END`,
        'grave',
      )
      .orderBy('first')
      .addOrderBy('watched')
      .addOrderBy('grave')
      .addOrderBy('follow_up.due_on')
      .addOrderBy('follow_up.id')
      .offset(skip)
      .limit(take)
      .getRawAndEntities<Extra>();
    const today = this.calendar.today();
    return entities.map((followUp, i): FollowUpLine => {
      const { patient_name: patient, sex, born_on: bornOn, telephone, outlet_name: outlet } = raw[i]!;
      const age = ageInYears(bornOn satisfies Day, today);
      const shown = { patient, sex: sex as Patient['sex'], age, telephone, outlet };
      return { ...followUp, ...shown, isOpen: isOpen(followUp.state) };
    });
  }

  async count(filter: FollowUpFilter, reach: Reach): Promise<number> {
    return this.query(filter, reach).getCount();
  }

  private query(filter: FollowUpFilter, reach: Reach) {
    const query = this.reader
      .of(FollowUp)
      .createQueryBuilder('follow_up')
      .innerJoin(Outlet, 'outlet', 'outlet.id = follow_up.outlet_id');
    if ('id' in filter) return withinReach(query.where('follow_up.id = :id', filter), reach);
    query.where('follow_up.state = :state AND follow_up.due_on <= :today', {
      state: filter.state,
      today: this.calendar.today(),
    });
    if (filter.outletId) query.andWhere('follow_up.outlet_id = :outletId', { outletId: filter.outletId });
    return withinReach(query, reach);
  }
}
