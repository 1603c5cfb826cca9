import { Injectable } from '@nestjs/common';
import { Brackets, In, type SelectQueryBuilder } from 'typeorm';
import type { Day } from '../config/domain/calendar.js';
import { Reader } from '../database/connections.js';
import { Facility } from '../facilities/facility.entity.js';
import { Outlet } from '../network/outlet.entity.js';
import { withinReach } from '../network/reach.js';
import { Patient } from '../patients/patient.entity.js';
import type { Acting } from '../staff/actor.js';
import { StaffMember } from '../staff/staff-member.entity.js';
import { NotFound } from '../web/refusals.js';
import type { ReferralState } from './domain/referral-state.js';
import { askedBefore, turnsOfTheWay } from './asked-before.js';
import { Referral, ReferralTurn } from './referral.entity.js';
import { isExpert } from './sides.js';

export interface ReferralFilter {
  /** A state, `open` for all that are not ended, or `bounced`: declined or unanswered at least once. */
  readonly state?: string;
  readonly outletId?: string;
  readonly patientId?: string;
  /** Only those that a facility has now, and only in these states. */
  readonly facilityId?: string;
  readonly states?: readonly ReferralState[];
  /** Only those that nobody moves any more at an instant: not sent in time, or with nowhere left to ask. */
  readonly stuckAt?: Date;
  readonly districtId?: string;
  readonly chainId?: string;
  /** Drafted on these days. */
  readonly from?: Date;
  readonly until?: Date;
}

export interface ReferralLine extends Referral {
  readonly patient: string;
  readonly sex: Patient['sex'];
  readonly bornOn: Day;
  readonly outlet: string;
  readonly facility: string | null;
}

type Extra = Record<'patient_name' | 'sex' | 'born_on' | 'outlet_name', string> & {
  facility_name: string | null;
};

/** What a facility said when it was asked, or that it said nothing in time. */
export interface FacilityAnswer {
  readonly id: string;
  readonly name: string;
  readonly act: 'decline' | 'time-out';
  readonly reason: string | null;
  readonly at: Date;
}

/** Declined or unanswered at least once; `referral` is its alias in the query. */
export const wasBounced = `EXISTS (SELECT 1 FROM referral_turn bounced
  WHERE bounced.referral_id = referral.id AND bounced.act IN ('decline', 'time-out'))`;

/** What pages show of referrals. */
@Injectable()
export class ReferralsQueries {
  constructor(private readonly reader: Reader) {}

  async list(filter: ReferralFilter, actor: Acting, skip: number, take: number): Promise<ReferralLine[]> {
    const query = await this.filtered(filter, actor);
    // What is open is listed by urgency, the longest first: what ended by its day.
    if (filter.state === 'open')
      query.orderBy(
        `CASE referral.level WHEN 'emergency' THEN 0 WHEN 'urgent' THEN 1 WHEN 'doctor' THEN 2 ELSE 3 END`,
      );
    const order = filter.state === 'open' ? 'ASC' : 'DESC';
    return this.lines(
      query
        .addOrderBy('referral.drafted_at', order)
        .addOrderBy('referral.id', order)
        .offset(skip)
        .limit(take),
    );
  }

  async count(filter: ReferralFilter, actor: Acting): Promise<number> {
    return (await this.filtered(filter, actor)).getCount();
  }

  /** @throws NotFound, also for one that is not the reader's to see */
  async find(id: string, actor: Acting): Promise<ReferralLine> {
    const [line] = await this.lines((await this.filtered({}, actor)).andWhere('referral.id = :id', { id }));
    if (!line) throw new NotFound();
    return line;
  }

  /** The newest referral of a visit, whatever became of it. */
  async ofVisit(visitId: string): Promise<Referral | null> {
    return this.reader.of(Referral).findOne({ where: { visitId }, order: { draftedAt: 'DESC', id: 'DESC' } });
  }

  async turns(
    referralId: string,
  ): Promise<(ReferralTurn & { who: string | null; facility: string | null })[]> {
    const { entities, raw } = await this.reader
      .of(ReferralTurn)
      .createQueryBuilder('turn')
      .leftJoin(StaffMember, 'member', 'member.id = turn.by')
      .leftJoin(Facility, 'facility', 'facility.id = turn.facility_id')
      .addSelect('member.name', 'who')
      .addSelect('facility.name', 'facility_name')
      .where({ referralId })
      .orderBy('turn.version')
      .getRawAndEntities<{ who: string | null; facility_name: string | null }>();
    return entities.map((turn, i) => ({ ...turn, who: raw[i]!.who, facility: raw[i]!.facility_name }));
  }

  /** What the facilities that were asked have answered last, or that they did not; the referrals before it count. */
  async answers(referral: Referral): Promise<FacilityAnswer[]> {
    const turns = await turnsOfTheWay(this.reader.manager, referral);
    const last = new Map<string, Omit<FacilityAnswer, 'name'>>();
    for (const { act, facilityId, reason, at } of turns)
      if (facilityId && (act === 'decline' || act === 'time-out'))
        last.set(facilityId, { id: facilityId, act, reason, at });
    const named = await this.reader.of(Facility).findBy({ id: In([...last.keys()]) });
    return named.map(({ id, name }) => ({ ...last.get(id)!, name }));
  }

  /** The facilities that are not to be asked again. */
  asked(referral: Referral): Promise<string[]> {
    return askedBefore(this.reader.manager, referral);
  }

  async facility(id: string): Promise<Facility | null> {
    return this.reader.of(Facility).findOneBy({ id });
  }

  private async filtered(filter: ReferralFilter, actor: Acting): Promise<SelectQueryBuilder<Referral>> {
    const query = this.reader
      .of(Referral)
      .createQueryBuilder('referral')
      .innerJoin(Outlet, 'outlet', 'outlet.id = referral.outlet_id')
      .where('1 = 1');
    await this.visibleTo(query, actor);
    const { state, outletId, patientId, districtId, chainId, from, until } = filter;
    if (state === 'open') query.andWhere('referral.ended_at IS NULL');
    else if (state === 'bounced') {
      query.andWhere(wasBounced);
    } else if (state) query.andWhere('referral.state = :state', { state });
    if (filter.facilityId)
      query.andWhere('referral.facility_id = :facilityId', { facilityId: filter.facilityId });
    if (filter.states) query.andWhere('referral.state IN (:...states)', { states: filter.states });
    if (filter.stuckAt)
      query.andWhere(
        `(referral.state IN ('declined', 'unanswered') OR (referral.state IN ('drafted', 'consulting') AND referral.due_at <= :stuckAt))`,
        { stuckAt: filter.stuckAt.toISOString() },
      );
    if (outletId) query.andWhere('referral.outlet_id = :outletId', { outletId });
    if (patientId) query.andWhere('referral.patient_id = :patientId', { patientId });
    if (districtId) query.andWhere('outlet.district_id = :districtId', { districtId });
    if (chainId) query.andWhere('outlet.chain_id = :chainId', { chainId });
    if (from) query.andWhere('referral.drafted_at >= :from', { from: from.toISOString() });
    if (until) query.andWhere('referral.drafted_at < :until', { until: until.toISOString() });
    return query;
  }

  /** A facility sees what was sent to it or by it, and experts what they are asked about; drafts are the outlet's. */
  private async visibleTo(query: SelectQueryBuilder<Referral>, { reach }: Acting): Promise<void> {
    if (reach.over !== 'facility') {
      withinReach(query, reach);
      return;
    }
    const expert = isExpert(await this.facility(reach.id));
    query.andWhere(
      new Brackets((mine) => {
        mine
          .where('referral.facility_id = :own', { own: reach.id })
          .orWhere('referral.from_facility_id = :own', { own: reach.id })
          // What was theirs and was passed on stays readable to them: they are told what became of it.
          .orWhere(
            'EXISTS (SELECT 1 FROM referral_turn had WHERE had.referral_id = referral.id AND had.facility_id = :own)',
            { own: reach.id },
          );
        if (expert) mine.orWhere(`referral.state = 'consulting'`);
      }),
    );
  }

  private async lines(query: SelectQueryBuilder<Referral>): Promise<ReferralLine[]> {
    const { entities, raw } = await query
      .innerJoin(Patient, 'patient', 'patient.id = referral.patient_id')
      .leftJoin(Facility, 'facility', 'facility.id = referral.facility_id')
      .addSelect('patient.name', 'patient_name')
      .addSelect('patient.sex', 'sex')
      .addSelect('patient.born_on', 'born_on')
      .addSelect('outlet.name', 'outlet_name')
      .addSelect('facility.name', 'facility_name')
      .getRawAndEntities<Extra>();
    return entities.map((referral, i) => ({
      ...referral,
      patient: raw[i]!.patient_name,
      sex: raw[i]!.sex as Patient['sex'],
      bornOn: raw[i]!.born_on,
      outlet: raw[i]!.outlet_name,
      facility: raw[i]!.facility_name,
    }));
  }
}

export const stateChoices = ['open', 'bounced'] as const;
