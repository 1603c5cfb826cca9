import { Injectable, Logger } from '@nestjs/common';
import { oneByOne } from '../config/one-by-one.js';
import { Round } from '../config/round.js';
import { In } from 'typeorm';
import { Calendar } from '../config/calendar.js';
import type { Day } from '../config/domain/calendar.js';
import { theProgram } from '../database/act.js';
import { Reader } from '../database/connections.js';
import { instantText } from '../database/columns.js';
import { insertOne } from '../database/insert-many.js';
import { UnitOfWork } from '../database/unit-of-work.js';
import type { Unit } from '../database/unit.js';
import { recountClass } from './class-figures.js';
import { canConfirm, classOf, type EpisodeFacts, isSameIllness } from './domain/diversion.js';
import { longestDays, saysKeptAway } from './domain/follow-up-plan.js';
import { type EpisodeVisit, factsOfVisits, firstSentAway } from './domain/facts-of-visits.js';
import { Episode, FollowUp } from './episode.entity.js';
import { stopCalls } from './stop-calls.js';

/** What happens to an episode beside its visits. */
export type EpisodeNews = Partial<
  Pick<Episode, 'referredAt' | 'arrivedAt' | 'calledOffAt' | 'keptAwayOn' | 'attendedOn' | 'endedAt'>
>;

const dayMs = 24 * 3600_000;
const outOfSightMs = 14 * dayMs;
const episodesAtOnce = 200;

/** The illnesses of patients: which visits belong together, and to which class of diversion each comes. */
@Injectable()
export class Episodes {
  private readonly log = new Logger(Episodes.name);

  constructor(
    private readonly units: UnitOfWork,
    private readonly reader: Reader,
    private readonly calendar: Calendar,
  ) {}

  /** The episode that a visit at an instant belongs to, if the patient has one. */
  async around(unit: Unit, patientId: string, at: Date): Promise<Episode | undefined> {
    const episodes = await unit.manager.find(Episode, {
      where: { patientId },
      order: { lastVisitAt: 'DESC' },
      take: 5,
    });
    return episodes.find(
      ({ startedAt, lastVisitAt }) =>
        (at >= startedAt && at <= lastVisitAt) ||
        isSameIllness(lastVisitAt, at) ||
        isSameIllness(startedAt, at),
    );
  }

  /** Begins an episode with its first visit. @returns its key */
  async begin(unit: Unit, patientId: string, visit: EpisodeVisit): Promise<string> {
    const facts = { ...noWord, ...factsOfVisits([visit]), firstLevel: visit.level };
    const episode: Episode = { id: unit.newKey(), patientId, ...this.classified(facts, unit.at) };
    await insertOne(unit, Episode, episode);
    recountClass(unit, undefined, episode);
    return episode.id;
  }

  /** Judges an episode again by all its visits, the first to the last: one was added or corrected. */
  async judge(unit: Unit, id: string, visits: readonly EpisodeVisit[]): Promise<Episode> {
    const before = await this.held(unit, id);
    const facts = factsOfVisits(visits);
    const came = facts.lastVisitAt > before.lastVisitAt;
    const referredAt = referral(before, visits);
    const keptAwayOn = await this.keptAwayOn(unit, id, facts.startedOn);
    return this.turn(unit, before, { ...facts, referredAt, keptAwayOn, ...(came && { endedAt: null }) });
  }

  /** Tells an episode what happened to the patient, and judges it again. */
  async tell(unit: Unit, id: string, news: EpisodeNews): Promise<Episode> {
    return this.turn(unit, await this.held(unit, id), news);
  }

  /** Moves the episodes whose class time has changed, and ends those that nobody has heard of for 14 days. @returns how many */
  @Round({ name: 'episodes', everySeconds: 10 })
  async sweep(): Promise<number> {
    const now = this.calendar.now();
    const found = await this.dueBy(now);
    const done = await oneByOne(found, this.log, ({ id }) =>
      this.units.run(theProgram, async (unit) => {
        const before = await this.held(unit, id);
        const isOver = !before.endedAt && (await this.isOver(unit, before));
        await this.turn(unit, before, isOver ? { endedAt: unit.at } : {});
      }),
    );
    return done === episodesAtOnce ? done + (await this.sweep()) : done;
  }

  private async dueBy(now: Date): Promise<Pick<Episode, 'id'>[]> {
    const ago = (ms: number) => instantText(new Date(now.getTime() - ms));
    return this.reader
      .of(Episode)
      .createQueryBuilder('episode')
      .select('episode.id')
      .where('episode.due_at <= :now', { now: instantText(now) })
      .orWhere(
        `episode.ended_at IS NULL AND (episode.last_visit_at <= :longest OR episode.last_visit_at <= :outOfSight AND
          NOT EXISTS (SELECT 1 FROM follow_up WHERE follow_up.episode_id = episode.id AND follow_up.state IN ('planned', 'handed-over')))`,
        { outOfSight: ago(outOfSightMs), longest: ago(longestDays * dayMs) },
      )
      .limit(episodesAtOnce)
      .getMany();
  }

  /** Nobody has heard of them for 14 days and nobody is to call, or it has gone on for 28 days. */
  private async isOver(unit: Unit, { id: episodeId, lastVisitAt }: Episode): Promise<boolean> {
    const since = unit.at.getTime() - lastVisitAt.getTime();
    if (since >= longestDays * dayMs) return true;
    const open = { episodeId, state: In(['planned', 'handed-over']) };
    return since >= outOfSightMs && !(await unit.manager.existsBy(FollowUp, open));
  }

  /** As it stands, until this unit has changed it. */
  private held(unit: Unit, id: string): Promise<Episode> {
    return unit.manager.findOneOrFail(Episode, { where: { id }, lock: unit.lock });
  }

  private async turn(unit: Unit, before: Episode, news: Partial<Episode>): Promise<Episode> {
    const after = { ...before, ...this.classified({ ...before, ...news }, unit.at) };
    await unit.manager.update(Episode, { id: before.id }, after);
    recountClass(unit, before, after);
    if (after.endedAt && !before.endedAt)
      await stopCalls(unit, { episodeId: before.id, state: In(['planned', 'handed-over']) });
    if (after.class !== before.class) {
      await unit.record({
        name: 'episode.classified',
        subject: { kind: 'episode', id: before.id },
        outletId: after.outletId,
        before: { class: before.class },
        after: { class: after.class },
      });
    }
    return after;
  }

  /** The first call that confirms, counted from the day on which the illness began. */
  private async keptAwayOn(unit: Unit, episodeId: string, startedOn: Day): Promise<Day | null> {
    const made = await unit.manager.findBy(FollowUp, { episodeId, state: 'done' });
    const days = made
      .filter(({ outcome }) => outcome !== null && saysKeptAway(outcome))
      .map(({ settledAt }) => this.calendar.dayOf(settledAt!));
    return days.sort().find((day) => canConfirm(startedOn, day)) ?? null;
  }

  private classified<T extends EpisodeFacts>(facts: T, now: Date) {
    return { ...facts, ...classOf(facts, now, this.calendar.zone) };
  }
}

const noWord = { arrivedAt: null, calledOffAt: null, keptAwayOn: null, attendedOn: null, endedAt: null };

/** When the patient was first sent away: by a visit that still says so, or else by the referral channel. */
function referral({ referredAt, calledOffAt }: Episode, visits: readonly EpisodeVisit[]): Date | null {
  const isOf = (visit: EpisodeVisit) => visit.at.getTime() === referredAt?.getTime();
  if (referredAt && !visits.some((visit) => isOf(visit) && !visit.sentAway)) return referredAt;
  return firstSentAway(visits.filter(({ at }) => !calledOffAt || at > calledOffAt));
}
