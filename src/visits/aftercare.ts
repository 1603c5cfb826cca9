import { Injectable } from '@nestjs/common';
import { ageInYears } from '../config/domain/calendar.js';
import type { Unit } from '../database/unit.js';
import type { Episode } from '../episodes/episode.entity.js';
import { colourOf, type Watched } from '../episodes/domain/colour.js';
import { Episodes } from '../episodes/episodes.service.js';
import type { EpisodeVisit } from '../episodes/domain/facts-of-visits.js';
import { FollowUps } from '../episodes/follow-ups.service.js';
import type { Patient } from '../patients/patient.entity.js';
import { sendsAway } from './domain/disposition.js';
import { followUpOfVisit } from './domain/follow-up-of-visit.js';
import { Visit } from './visit.entity.js';

/** What comes after a visit: its episode, and the follow-ups. */
@Injectable()
export class Aftercare {
  constructor(
    private readonly episodes: Episodes,
    private readonly followUps: FollowUps,
  ) {}

  /** The episode that a patient's visit at some time goes on with, if there is one. */
  episodeAround(unit: Unit, patientId: string, at: Date): Promise<Episode | undefined> {
    return this.episodes.around(unit, patientId, at);
  }

  /** @returns the key of the episode that begins with a visit */
  beginEpisode(unit: Unit, visit: Visit): Promise<string> {
    return this.episodes.begin(unit, visit.patientId, asEpisodeSees(visit));
  }

  /** Judges the episode that a new visit goes on with, and plans what follows. */
  async follow(unit: Unit, visit: Visit, patient: Patient, joins: boolean): Promise<void> {
    const isNewest = !joins || (await this.judge(unit, visit.episodeId!)).lastVisitAt <= visit.at;
    // A note that is written down late changes no plan of a later visit.
    if (isNewest && howFollowed(visit, patient)) await this.plan(unit, visit, patient, !joins);
  }

  /** The same after a visit was corrected, or a doctor decided. */
  async change(unit: Unit, before: Visit, after: Visit, patient: Patient): Promise<void> {
    if (!after.episodeId) return;
    const { lastVisitAt, endedAt } = await this.judge(unit, after.episodeId);
    const isNewest = lastVisitAt <= after.at && !endedAt;
    if (isNewest && isFollowedOtherwise(before, after, patient))
      await (howFollowed(after, patient)
        ? this.plan(unit, after, patient, false)
        : this.followUps.stop(unit, after.id));
  }

  private async judge(unit: Unit, episodeId: string): Promise<Episode> {
    const visits = await unit.manager.findBy(Visit, { episodeId });
    return this.episodes.judge(unit, episodeId, visits.map(asEpisodeSees));
  }

  private async plan(unit: Unit, visit: Visit, patient: Patient, isFirst: boolean): Promise<void> {
    const disposition = decided(visit);
    await this.followUps.plan(unit, {
      how: howFollowed(visit, patient)!,
      episodeId: visit.episodeId!,
      visitId: visit.id,
      outletId: visit.outletId,
      patientId: visit.patientId,
      on: visit.on,
      level: visit.level ?? 'self-care',
      atHome: disposition === 'home-care',
      watched: watchedOf(visit, patient),
      isFirst,
    });
  }
}

const watchedOf = ({ on, pregnant, conditions, unstable }: Visit, { bornOn }: Patient): Watched => ({
  ageYears: ageInYears(bornOn, on),
  pregnant,
  conditions,
  unstable,
});

const howFollowed = (visit: Visit, patient: Patient) =>
  followUpOfVisit({ ...visit, decided: decided(visit) }, watchedOf(visit, patient));

/** Whether a correction or a decision changes how, or how closely, somebody is called. */
const isFollowedOtherwise = (before: Visit, after: Visit, patient: Patient): boolean =>
  decided(before) !== decided(after) ||
  before.level !== after.level ||
  howFollowed(before, patient) !== howFollowed(after, patient) ||
  colourOf(watchedOf(before, patient)).by !== colourOf(watchedOf(after, patient)).by;

/** What holds: the doctor's decision, or else the counter's. */
export const decided = ({ outcome, disposition }: Visit) => outcome ?? disposition;

/** A visit as its episode sees it. */
export const asEpisodeSees = (visit: Visit): EpisodeVisit => ({
  outletId: visit.outletId,
  at: visit.at,
  on: visit.on,
  fever: visit.fever,
  level: visit.level ?? 'self-care',
  sentAway: sendsAway(decided(visit)),
});
