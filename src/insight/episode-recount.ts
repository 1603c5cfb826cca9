import { Injectable } from '@nestjs/common';
import { In, MoreThan } from 'typeorm';
import { Calendar } from '../config/calendar.js';
import { Reader } from '../database/connections.js';
import { canConfirm, classOf, diversionClasses } from '../episodes/domain/diversion.js';
import { saysKeptAway } from '../episodes/domain/follow-up-plan.js';
import { Episode, EpisodeDay, FollowUp } from '../episodes/episode.entity.js';
import { factsOfVisits } from '../episodes/domain/facts-of-visits.js';
import { begunFor } from '../referrals/domain/referral-state.js';
import { Referral } from '../referrals/referral.entity.js';
import { asEpisodeSees } from '../visits/aftercare.js';
import type { Difference } from '../visits/recount.js';
import { Visit } from '../visits/visit.entity.js';

const episodesAtOnce = 1000;

/** Classifies every episode anew from its visits, follow-ups and referrals, and compares with what is kept. */
@Injectable()
export class EpisodeRecount {
  constructor(
    private readonly reader: Reader,
    private readonly calendar: Calendar,
  ) {}

  async differences(): Promise<Difference[]> {
    const counted = new Map<string, number>();
    const wrong: Difference[] = [];
    for (let after = ''; ;) {
      const episodes = await this.reader
        .of(Episode)
        .find({ where: { id: MoreThan(after) }, order: { id: 'ASC' }, take: episodesAtOnce });
      wrong.push(...(await this.recount(episodes, counted)));
      if (episodes.length < episodesAtOnce) break;
      after = episodes.at(-1)!.id;
    }
    const kept = await this.reader.of(EpisodeDay).find();
    const keptKeys = kept.flatMap((day) =>
      diversionClasses.map((figure) => [keyOf(day.outletId, day.on, figure), day[figure]] as const),
    );
    const keptBy = new Map(keptKeys);
    for (const key of new Set([...keptBy.keys(), ...counted.keys()])) {
      const [outletId, on, figure] = key.split(' ') as [string, string, string];
      const line = { outletId, on, figure, kept: keptBy.get(key) ?? 0, counted: counted.get(key) ?? 0 };
      if (line.kept !== line.counted) wrong.push(line);
    }
    return wrong;
  }

  /** @returns an episode whose own class is not what its facts say */
  private async recount(episodes: readonly Episode[], counted: Map<string, number>): Promise<Difference[]> {
    const of = { episodeId: In(episodes.map(({ id }) => id)) };
    const [visits, followUps, referrals] = await Promise.all([
      this.reader.of(Visit).findBy(of),
      this.reader.of(FollowUp).findBy(of),
      this.reader.of(Referral).findBy(of),
    ]);
    const [visitsOf, followUpsOf, referralsOf] = [
      byEpisode(visits),
      byEpisode(followUps),
      byEpisode(referrals),
    ];
    return episodes.flatMap((episode) => {
      const own = this.again(
        visitsOf.get(episode.id) ?? [],
        followUpsOf.get(episode.id) ?? [],
        referralsOf.get(episode.id) ?? [],
      );
      if (own.fever) {
        const key = keyOf(own.outletId, own.startedOn, own.class);
        counted.set(key, (counted.get(key) ?? 0) + 1);
      }
      if (own.class === episode.class) return [];
      const figure = `episode ${episode.id}: ${episode.class}, by its facts ${own.class}`;
      return [{ outletId: episode.outletId, on: episode.startedOn, figure, kept: 1, counted: 0 }];
    });
  }

  private again(visits: readonly Visit[], followUps: readonly FollowUp[], referrals: readonly Referral[]) {
    const seen = visits.map(asEpisodeSees);
    const facts = factsOfVisits(seen);
    const own = referrals.filter(({ onwardFromId }) => !onwardFromId);
    const visitsAway = seen.filter(({ sentAway }) => sentAway).map(({ at }) => at.getTime());
    const calledOff = calledOffAt(visitsAway, own);
    const sentAway = [
      ...visitsAway.filter((at) => at > calledOff),
      ...own.filter((one) => one.firstSentAt && !isWithin(one, calledOff)).map(sentAt),
    ];
    const on = ({ settledAt }: FollowUp) => this.calendar.dayOf(settledAt!);
    const made = followUps.filter(({ state, outcome }) => state === 'done' && outcome !== null);
    const kept = made.filter(({ outcome }) => saysKeptAway(outcome!)).map(on);
    const attended = made.filter(({ outcome }) => !saysKeptAway(outcome!)).map(on);
    const known = {
      ...facts,
      referredAt: sentAway.length > 0 ? new Date(Math.min(...sentAway)) : null,
      arrivedAt: referrals.find(({ arrivedAt }) => arrivedAt)?.arrivedAt ?? null,
      keptAwayOn: kept.find((day) => canConfirm(facts.startedOn, day)) ?? null,
      attendedOn: attended[0] ?? null,
    };
    return { ...known, ...classOf(known, this.calendar.now(), this.calendar.zone) };
  }
}

const keyOf = (outletId: string, on: string, figure: string) => `${outletId} ${on} ${figure}`;

function byEpisode<T extends { episodeId: string | null }>(rows: readonly T[]): Map<string, T[]> {
  const found = new Map<string, T[]>();
  for (const row of rows) found.set(row.episodeId!, [...(found.get(row.episodeId!) ?? []), row]);
  return found;
}

const sentAt = ({ firstSentAt, draftedAt }: Referral) => (firstSentAt ?? draftedAt).getTime();

/** Whether a referral was ended by a calling-off up to an instant. */
const isWithin = ({ state, endedAt }: Referral, until: number) =>
  state === 'cancelled' && endedAt!.getTime() <= until;

/** When the patient was last called off in time: each cancellation counted from the first sending since the one before. */
function calledOffAt(visitsAway: readonly number[], referrals: readonly Referral[]): number {
  const cancelled = referrals
    .filter(({ state }) => state === 'cancelled')
    .sort((a, b) => a.endedAt!.getTime() - b.endedAt!.getTime());
  return cancelled.reduce((former, one) => {
    const at = one.endedAt!.getTime();
    const sendings = [...visitsAway, ...referrals.filter((other) => other.firstSentAt).map(sentAt)];
    const first = Math.min(at, ...sendings.filter((sent) => sent > former && sent <= at));
    return at - first < begunFor ? at : former;
  }, -Infinity);
}
