import { Injectable } from '@nestjs/common';
import { Calendar } from '../config/calendar.js';
import { addDays, ageInDays, type Day } from '../config/domain/calendar.js';
import { Reader } from '../database/connections.js';
import { type DiversionClass, diversionClasses, keptAwayClasses } from '../episodes/domain/diversion.js';
import { Episode, EpisodeDay } from '../episodes/episode.entity.js';
import { Chain } from '../network/chain.entity.js';
import { District } from '../network/district.entity.js';
import { Outlet } from '../network/outlet.entity.js';
import type { Reach } from '../staff/actor.js';
import { type Share, shareOf, smallBelow } from './domain/interval.js';
import {
  type Expectation,
  expectationOf,
  type Ripened,
  type Ripening,
  settledAfterDays,
} from './domain/ripening.js';
import { type DiversionScope, inScope } from './diversion.queries.js';

/** How far back it is looked how illnesses ripened, in days, and at how many at most. */
const formerDays = 56;
const mostFormer = 5000;

export const places = ['district', 'chain', 'outlet'] as const;
export type Place = (typeof places)[number];

/** The share of all, and how many of those kept away are known to be by a call, not by silence. */
export interface SettledShare extends Share {
  readonly confirmed: number;
}

/** The share of one place; few illnesses are marked, for their share says little. */
export interface PlaceShare extends Share {
  readonly id: string;
  readonly name: string;
  readonly isSmall: boolean;
}

const mostPlaces = 200;
const isKept = (of: DiversionClass): boolean => keptAwayClasses.some((one) => one === of);
const allButOpen = diversionClasses.filter((one) => one !== 'open');
const sumOf = (classes: readonly DiversionClass[]) => classes.map((one) => `SUM(day.${one})`).join(' + ');

/** How many were kept away from the hospitals among illnesses that are settled, and how sure that is. */
@Injectable()
export class SettledQueries {
  constructor(
    private readonly reader: Reader,
    private readonly calendar: Calendar,
  ) {}

  /** The last day whose illnesses are settled. */
  settledUntil(): Day {
    return addDays(this.calendar.today(), -settledAfterDays);
  }

  /** Of the illnesses of a period that are settled; undefined where none is. */
  async share(scope: DiversionScope, reach: Reach): Promise<SettledShare | undefined> {
    const row = await this.days(scope, reach)
      .select(sumOf(keptAwayClasses), 'kept')
      .addSelect(sumOf(['confirmed']), 'confirmed')
      .addSelect(sumOf(allButOpen), 'all')
      .getRawOne<Record<'kept' | 'confirmed' | 'all', string | null>>();
    const share = shareOf(Number(row?.kept ?? 0), Number(row?.all ?? 0));
    return share && { ...share, confirmed: Number(row?.confirmed ?? 0) };
  }

  /** The same place by place, where most began first. */
  async byPlace(scope: DiversionScope, reach: Reach, place: Place): Promise<PlaceShare[]> {
    const query = this.days(scope, reach)
      .select(sumOf(keptAwayClasses), 'kept')
      .addSelect(sumOf(allButOpen), 'all_settled')
      .orderBy('all_settled', 'DESC')
      .limit(mostPlaces);
    if (place === 'outlet')
      query
        .addSelect('outlet.id', 'id')
        .addSelect('outlet.name', 'name')
        .groupBy('outlet.id')
        .addGroupBy('outlet.name');
    else {
      const [entity, column] = place === 'district' ? [District, 'district_id'] : [Chain, 'chain_id'];
      query
        .innerJoin(entity, 'place', `place.id = outlet.${column}`)
        .addSelect('place.id', 'id')
        .addSelect('place.name', 'name')
        .groupBy('place.id')
        .addGroupBy('place.name');
    }
    const rows = await query.getRawMany<{ id: string; name: string; kept: string; all_settled: string }>();
    return rows.flatMap(({ id, name, kept, all_settled: all }) => {
      const share = shareOf(Number(kept), Number(all));
      return share ? [{ id, name, ...share, isSmall: share.denominator < smallBelow }] : [];
    });
  }

  /** How many illnesses began that are not settled, and what they are expected to come to. */
  async ripening(
    scope: DiversionScope,
    reach: Reach,
  ): Promise<{ began: number; expectation: Expectation | undefined }> {
    const [now, former] = await Promise.all([this.young(scope, reach), this.former(scope, reach)]);
    const began = now.kept + now.others + now.open.reduce((sum, count) => sum + count, 0);
    return { began, expectation: expectationOf(now, former, this.calendar.today()) };
  }

  private days(scope: DiversionScope, reach: Reach) {
    const until = this.settledUntil();
    const query = this.reader
      .of(EpisodeDay)
      .createQueryBuilder('day')
      .innerJoin(Outlet, 'outlet', 'outlet.id = day.outlet_id')
      .where('day.on BETWEEN :from AND :to', { from: scope.from, to: scope.to < until ? scope.to : until });
    return inScope(query, scope, reach);
  }

  private async young(scope: DiversionScope, reach: Reach): Promise<Ripening> {
    const today = this.calendar.today();
    const query = this.reader
      .of(Episode)
      .createQueryBuilder('episode')
      .innerJoin(Outlet, 'outlet', 'outlet.id = episode.outlet_id')
      .select('episode.started_on', 'on')
      .addSelect('episode.class', 'class')
      .addSelect('CASE WHEN episode.referred_at IS NULL THEN 0 ELSE 1 END', 'sent')
      .addSelect('COUNT(*)', 'count')
      .where('episode.started_on > :until AND episode.fever = :fever', {
        until: this.settledUntil(),
        fever: true,
      })
      .groupBy('episode.started_on')
      .addGroupBy('episode.class')
      .addGroupBy('sent');
    const rows = await inScope(query, scope, reach).getRawMany<{
      on: Day;
      class: DiversionClass;
      sent: string | number;
      count: string;
    }>();
    const open = Array<number>(settledAfterDays).fill(0);
    let [kept, others] = [0, 0];
    for (const row of rows) {
      const count = Number(row.count);
      if (isKept(row.class)) kept += count;
      // Whoever is on the way to a hospital is not kept away, whatever comes.
      else if (row.class === 'open' && Number(row.sent) === 0) open[ageInDays(row.on, today)]! += count;
      else others += count;
    }
    return { kept, others, open };
  }

  private async former(scope: DiversionScope, reach: Reach): Promise<Ripened[]> {
    const until = this.settledUntil();
    const query = this.reader
      .of(Episode)
      .createQueryBuilder('episode')
      .innerJoin(Outlet, 'outlet', 'outlet.id = episode.outlet_id')
      .where('episode.started_on BETWEEN :from AND :until AND episode.fever = :fever', {
        from: addDays(until, -formerDays),
        until,
        fever: true,
      })
      .andWhere(`episode.class <> 'open'`)
      .orderBy('episode.started_on', 'DESC')
      .addOrderBy('episode.id', 'DESC')
      .limit(mostFormer);
    return (await inScope(query, scope, reach).getMany()).map((episode) => ({
      startedOn: episode.startedOn,
      kept: isKept(episode.class),
      knownAfter: this.knownAfter(episode),
    }));
  }

  /** Days from the beginning until it was known what an illness came to. */
  private knownAfter({
    startedOn,
    class: of,
    keptAwayOn,
    referredAt,
    attendedOn,
    lastVisitAt,
  }: Episode): number {
    if (of === 'presumed') return settledAfterDays;
    if (of === 'confirmed') return keptAwayOn ? ageInDays(startedOn, keptAwayOn) : settledAfterDays;
    // Once somebody is referred it is known that they are not kept away.
    const on = referredAt
      ? this.calendar.dayOf(referredAt)
      : (attendedOn ?? this.calendar.dayOf(lastVisitAt));
    return Math.min(settledAfterDays, Math.max(0, ageInDays(startedOn, on)));
  }
}
