import { Injectable } from '@nestjs/common';
import type { SelectQueryBuilder } from 'typeorm';
import { Calendar } from '../config/calendar.js';
import { addDays, type Day, instantAt } from '../config/domain/calendar.js';
import { Reader } from '../database/connections.js';
import {
  type DiversionClass,
  diversionClasses,
  diversionRate,
  type DiversionRate,
  keptAwayOf,
} from '../episodes/domain/diversion.js';
import { Episode, EpisodeDay } from '../episodes/episode.entity.js';
import { FacilityDay } from '../facilities/capacity.entity.js';
import { District } from '../network/district.entity.js';
import { Facility } from '../facilities/facility.entity.js';
import { Outlet } from '../network/outlet.entity.js';
import { withinReach } from '../network/reach.js';
import { Patient } from '../patients/patient.entity.js';
import type { ReferralState } from '../referrals/domain/referral-state.js';
import { Referral } from '../referrals/referral.entity.js';
import { wasBounced } from '../referrals/referrals.queries.js';
import type { Reach } from '../staff/actor.js';
import { columnOf, figureOf } from '../visits/day-figures.js';
import type { Disposition } from '../visits/domain/disposition.js';
import { OutletDay } from '../visits/visit.entity.js';
import { median } from '../config/domain/median.js';

/** Whose figures, and of which days. */
export interface DiversionScope {
  readonly outletId?: string;
  readonly districtId?: string;
  readonly chainId?: string;
  readonly from: Day;
  readonly to: Day;
}

export type ClassCounts = Readonly<Record<DiversionClass, number>>;

/** One day of the period: what was seen, what became of the episodes that began, and what the hospitals say. */
export interface DiversionDay {
  readonly on: Day;
  readonly feverVisits: number;
  readonly classes: ClassCounts;
  /** Confirmed and presumed together: hospital visits that were kept away. */
  readonly keptAway: number;
  /** The most that the hospitals reported to be waiting; null where none reported. */
  readonly waiting: number | null;
}

export interface Diversion {
  readonly days: readonly DiversionDay[];
  readonly feverVisits: number;
  readonly dispositions: readonly { readonly disposition: Disposition; readonly visits: number }[];
  readonly classes: ClassCounts;
  readonly rate: DiversionRate;
  readonly referrals: readonly { readonly state: ReferralState; readonly count: number }[];
  readonly referralTotal: number;
  readonly bounced: number;
  /** Minutes. */
  readonly medianToAnswer?: number;
  readonly medianToArrival?: number;
}

export interface EpisodeLine extends Episode {
  readonly patient: string;
  readonly outlet: string;
}

/** Figures of diversion. Read from what is kept by day, so the cost is that of the days that are shown. */
@Injectable()
export class DiversionQueries {
  constructor(
    private readonly reader: Reader,
    private readonly calendar: Calendar,
  ) {}

  async of(scope: DiversionScope, reach: Reach): Promise<Diversion> {
    const [days, dispositions, referrals, bounced] = await Promise.all([
      this.days(scope, reach),
      this.dispositions(scope, reach),
      this.referrals(scope, reach),
      this.bounced(scope, reach),
    ]);
    const classes = sumOf(days.map((day) => day.classes));
    return {
      days,
      feverVisits: days.reduce((sum, day) => sum + day.feverVisits, 0),
      dispositions,
      classes,
      rate: diversionRate(classes),
      ...referralFigures(referrals),
      bounced,
    };
  }

  /** The days alone: what the charts are drawn from. */
  async days(scope: DiversionScope, reach: Reach): Promise<DiversionDay[]> {
    const [feverVisits, episodes, waiting] = await Promise.all([
      this.feverVisits(scope, reach),
      this.episodeDays(scope, reach),
      this.waitingByDay(scope),
    ]);
    return daysOf(scope).map((on) => {
      const classes = episodes.get(on) ?? none;
      return {
        on,
        feverVisits: feverVisits.get(on) ?? 0,
        classes,
        keptAway: keptAwayOf(classes),
        waiting: waiting.get(on) ?? null,
      };
    });
  }

  /** The episodes behind a figure. */
  async episodes(scope: DiversionScope, diversion: DiversionClass, reach: Reach, skip: number, take: number) {
    const { entities, raw } = await this.behind(scope, diversion, reach)
      .innerJoin(Patient, 'patient', 'patient.id = episode.patient_id')
      .addSelect('patient.name', 'patient_name')
      .addSelect('outlet.name', 'outlet_name')
      .orderBy('episode.started_at', 'DESC')
      .addOrderBy('episode.id', 'DESC')
      .offset(skip)
      .limit(take)
      .getRawAndEntities<{ patient_name: string; outlet_name: string }>();
    return entities.map((episode, i): EpisodeLine => {
      return { ...episode, patient: raw[i]!.patient_name, outlet: raw[i]!.outlet_name };
    });
  }

  async countEpisodes(scope: DiversionScope, diversion: DiversionClass, reach: Reach): Promise<number> {
    return this.behind(scope, diversion, reach).getCount();
  }

  private behind(scope: DiversionScope, diversion: DiversionClass, reach: Reach) {
    const query = this.reader
      .of(Episode)
      .createQueryBuilder('episode')
      .innerJoin(Outlet, 'outlet', 'outlet.id = episode.outlet_id')
      .where(
        'episode.started_on BETWEEN :from AND :to AND episode.fever = :fever AND episode.class = :diversion',
        {
          from: scope.from,
          to: scope.to,
          fever: true,
          diversion,
        },
      );
    return inScope(query, scope, reach);
  }

  private async feverVisits(scope: DiversionScope, reach: Reach): Promise<Map<Day, number>> {
    const query = this.outletDays(scope, reach)
      .select('day.on', 'on')
      .addSelect('SUM(day.fever_visits)', 'visits')
      .groupBy('day.on');
    const rows = await query.getRawMany<{ on: Day; visits: string }>();
    return new Map(rows.map(({ on, visits }) => [on, Number(visits)]));
  }

  private async dispositions(scope: DiversionScope, reach: Reach): Promise<Diversion['dispositions']> {
    const query = this.outletDays(scope, reach).select('COUNT(*)', 'days');
    for (const [disposition, figure] of Object.entries(figureOf))
      query.addSelect(`SUM(day.${columnOf(figure)})`, disposition);
    const sums = await query.getRawOne<Record<Disposition, string | null>>();
    return (Object.keys(figureOf) as Disposition[]).map((disposition) => ({
      disposition,
      visits: Number(sums?.[disposition] ?? 0),
    }));
  }

  private outletDays(scope: DiversionScope, reach: Reach) {
    const query = this.reader
      .of(OutletDay)
      .createQueryBuilder('day')
      .innerJoin(Outlet, 'outlet', 'outlet.id = day.outlet_id')
      .where('day.on BETWEEN :from AND :to', { from: scope.from, to: scope.to });
    return inScope(query, scope, reach);
  }

  private async episodeDays(scope: DiversionScope, reach: Reach): Promise<Map<Day, ClassCounts>> {
    const query = this.reader
      .of(EpisodeDay)
      .createQueryBuilder('day')
      .innerJoin(Outlet, 'outlet', 'outlet.id = day.outlet_id')
      .select('day.on', 'on')
      .where('day.on BETWEEN :from AND :to', { from: scope.from, to: scope.to })
      .groupBy('day.on');
    for (const one of diversionClasses) query.addSelect(`SUM(day.${one})`, one);
    const rows = await inScope(query, scope, reach).getRawMany<Record<'on' | DiversionClass, string>>();
    return new Map(rows.map((row) => [row.on, countsOf((one) => Number(row[one]))]));
  }

  /** A district's own hospitals; for a chain, an outlet and the network all that report. */
  private async waitingByDay({ from, to, districtId }: DiversionScope): Promise<Map<Day, number>> {
    const query = this.reader
      .of(FacilityDay)
      .createQueryBuilder('day')
      .select('day.on', 'on')
      .addSelect('SUM(day.waiting_most)', 'waiting')
      .where('day.on BETWEEN :from AND :to', { from, to })
      .groupBy('day.on');
    if (districtId) {
      query
        .innerJoin(Facility, 'facility', 'facility.id = day.facility_id')
        .innerJoin(District, 'district', 'district.city = facility.city AND district.name = facility.county')
        .andWhere('district.id = :districtId', { districtId });
    }
    const rows = await query.getRawMany<{ on: Day; waiting: string }>();
    return new Map(rows.map(({ on, waiting }) => [on, Number(waiting)]));
  }

  private async referrals(scope: DiversionScope, reach: Reach): Promise<Referral[]> {
    return this.referralsOf(scope, reach)
      .select([
        'referral.id',
        'referral.state',
        'referral.firstSentAt',
        'referral.answeredAt',
        'referral.arrivedAt',
      ])
      .getMany();
  }

  private async bounced(scope: DiversionScope, reach: Reach): Promise<number> {
    return this.referralsOf(scope, reach).andWhere(wasBounced).getCount();
  }

  private referralsOf(scope: DiversionScope, reach: Reach) {
    const { zone } = this.calendar;
    const query = this.reader
      .of(Referral)
      .createQueryBuilder('referral')
      .innerJoin(Outlet, 'outlet', 'outlet.id = referral.outlet_id')
      .where('referral.drafted_at >= :since AND referral.drafted_at < :until', {
        since: instantAt(scope.from, '00:00', zone).toISOString(),
        until: instantAt(addDays(scope.to, 1), '00:00', zone).toISOString(),
      });
    return inScope(query, scope, reach);
  }
}

const countsOf = (count: (one: DiversionClass) => number): ClassCounts =>
  Object.fromEntries(diversionClasses.map((one) => [one, count(one)])) as ClassCounts;

const none = countsOf(() => 0);

const sumOf = (all: readonly ClassCounts[]): ClassCounts =>
  countsOf((one) => all.reduce((sum, counts) => sum + counts[one], 0));

function daysOf({ from, to }: DiversionScope): Day[] {
  const days: Day[] = [];
  for (let on = from; on <= to; on = addDays(on, 1)) days.push(on);
  return days;
}

/** Keeps a query to what a scope names, within the reader's reach; `outlet` is its alias in the query. */
export function inScope<T extends object>(
  query: SelectQueryBuilder<T>,
  scope: DiversionScope,
  reach: Reach,
): SelectQueryBuilder<T> {
  const { outletId, districtId, chainId } = scope;
  if (outletId) query.andWhere('outlet.id = :outletId', { outletId });
  if (districtId) query.andWhere('outlet.district_id = :scopeDistrict', { scopeDistrict: districtId });
  if (chainId) query.andWhere('outlet.chain_id = :scopeChain', { scopeChain: chainId });
  return withinReach(query, reach);
}

function referralFigures(referrals: readonly Referral[]) {
  const states = [...new Set(referrals.map(({ state }) => state))];
  const minutes = (until: 'answeredAt' | 'arrivedAt') =>
    median(
      referrals.flatMap((one) =>
        one.firstSentAt && one[until] ? [(one[until].getTime() - one.firstSentAt.getTime()) / 60_000] : [],
      ),
    );
  return {
    referrals: states.map((state) => ({
      state,
      count: referrals.filter((one) => one.state === state).length,
    })),
    referralTotal: referrals.length,
    medianToAnswer: minutes('answeredAt'),
    medianToArrival: minutes('arrivedAt'),
  };
}
