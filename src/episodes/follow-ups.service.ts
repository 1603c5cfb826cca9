import { Injectable } from '@nestjs/common';
import { Calendar } from '../config/calendar.js';
import { addDays, type Day } from '../config/domain/calendar.js';
import { insertMany } from '../database/insert-many.js';
import { UnitOfWork } from '../database/unit-of-work.js';
import type { Unit } from '../database/unit.js';
import { Outlet } from '../network/outlet.entity.js';
import { reaches } from '../network/reach.js';
import type { Acting } from '../staff/actor.js';
import type { Level } from '../triage/domain/level.js';
import { NotFound } from '../web/refusals.js';
import { canConfirm } from './domain/diversion.js';
import { colourOf, type Watched } from './domain/colour.js';
import {
  endsEpisode,
  type FollowUpOutcome,
  followUpPlan,
  mostTries,
  nextContact,
  nextDay,
  saysAttended,
  saysKeptAway,
} from './domain/follow-up-plan.js';
import { AlreadySettled } from './domain/refusals.js';
import { Episode, FollowUp, isOpen } from './episode.entity.js';
import { stopCalls } from './stop-calls.js';
import { type EpisodeNews, Episodes } from './episodes.service.js';

/** Who is to be followed up, from when on. */
export interface Plan {
  readonly episodeId: string;
  readonly visitId: string;
  readonly outletId: string;
  readonly patientId: string;
  /** By risk, or once the next day. */
  readonly how: 'by-risk' | 'next-day';
  readonly on: Day;
  readonly level: Level;
  readonly atHome: boolean;
  readonly watched: Watched;
  /** The illness began with this very visit: there is no earlier plan. */
  readonly isFirst: boolean;
}

/** Calls to patients at home, and what they said. */
@Injectable()
export class FollowUps {
  constructor(
    private readonly units: UnitOfWork,
    private readonly episodes: Episodes,
    private readonly calendar: Calendar,
  ) {}

  /** Plans the calls after a visit, part of its unit of work; a plan of an earlier visit of the illness ends. */
  async plan(unit: Unit, { watched, how, on, level, atHome, isFirst, ...whose }: Plan): Promise<void> {
    if (!isFirst) await stopCalls(unit, { episodeId: whose.episodeId, state: 'planned' });
    const { risk, by: riskBy } = colourOf(watched);
    const today = this.calendar.dayOf(unit.at);
    const days = how === 'by-risk' ? followUpPlan(on, risk, level, atHome) : nextDay(on);
    // A day that is over by now is today's: a note that comes late makes nobody wait longer.
    const planned = days.map(({ kind, dueOn, repeats }) => ({
      id: unit.newKey(),
      ...whose,
      kind,
      dueOn: dueOn < today ? today : dueOn,
      risk,
      riskBy,
      repeats,
      level,
      state: 'planned' as const,
      tries: 0,
    }));
    await insertMany(unit, FollowUp, planned);
  }

  /** Whom nobody could see is called the same day, not the next. */
  async bringForward(unit: Unit, visitId: string): Promise<void> {
    const dueOn = this.calendar.dayOf(unit.at);
    await unit.manager.update(FollowUp, { visitId, state: 'planned' }, { dueOn });
  }

  /** Stops the calls that were planned after a visit: it was corrected, or decided otherwise. */
  async stop(unit: Unit, visitId: string): Promise<void> {
    await stopCalls(unit, { visitId, state: 'planned' });
  }

  /**
   * Writes down what a call found. A patient who is worse is to be triaged again; one who can't be reached
   * is tried again the next day, and after three times handed to the officer.
   * @throws NotFound @throws AlreadySettled
   */
  async settle(
    id: string,
    outcome: FollowUpOutcome,
    note: string | undefined,
    actor: Acting,
  ): Promise<FollowUp> {
    return this.units.run(actor, async (unit) => {
      const followUp = await unit.manager.findOneBy(FollowUp, { id });
      const outlet = followUp && (await unit.manager.findOneBy(Outlet, { id: followUp.outletId }));
      if (!outlet || !reaches(actor.reach, outlet)) throw new NotFound();
      const on = this.calendar.dayOf(unit.at);
      const after = { ...followUp, ...settlement(followUp, outcome, on), note: note ?? followUp.note };
      if (after.state !== 'planned') Object.assign(after, { settledAt: unit.at, settledBy: actor.id });
      const { state, tries } = followUp;
      if (!isOpen(state)) throw new AlreadySettled();
      const settled = await unit.manager.update(FollowUp, { id, state, tries }, after);
      if (settled.affected !== 1) throw new AlreadySettled();
      await unit.record({
        name: after.state === 'handed-over' ? 'follow-up.handed-over' : 'follow-up.made',
        subject: { kind: 'follow-up', id },
        outletId: outlet.id,
        after: { outcome, note, state: after.state, dueOn: after.dueOn },
        carries: { followUp: after, outlet },
      });
      // Held, as by whoever logs a visit of the same illness: only one of the two plans what comes next.
      const where = { id: followUp.episodeId };
      const episode = await unit.manager.findOneOrFail(Episode, { where, lock: unit.lock });
      const news = newsOf(outcome, episode.startedOn, this.calendar.dayOf(episode.lastVisitAt), on, unit.at);
      if (Object.keys(news).length > 0) await this.episodes.tell(unit, episode.id, news);
      if (after.state === 'done' && !news.endedAt) await this.goOn(unit, after, episode, on);
      return after;
    });
  }

  /** Plans the contact after one that was made, if another is not planned already. */
  private async goOn(
    unit: Unit,
    made: FollowUp,
    { id: episodeId, startedOn }: Episode,
    on: Day,
  ): Promise<void> {
    const dueOn = made.repeats ? nextContact(on, made.risk, startedOn) : undefined;
    if (!dueOn || (await unit.manager.existsBy(FollowUp, { episodeId, kind: 'call', state: 'planned' })))
      return;
    const { visitId, outletId, patientId, kind, risk, riskBy, repeats, level } = made;
    await unit.manager.insert(FollowUp, {
      id: unit.newKey(),
      episodeId,
      ...{ visitId, outletId, patientId, kind, risk, riskBy, repeats, level },
      dueOn,
      state: 'planned',
      tries: 0,
    });
  }
}

/** What becomes of the follow-up itself. */
function settlement(followUp: FollowUp, outcome: FollowUpOutcome, on: Day): Partial<FollowUp> {
  if (outcome !== 'unreachable') return { outcome, state: 'done' };
  const tries = followUp.tries + 1;
  // Whom nobody reaches stays with the officer until somebody has.
  return tries < mostTries
    ? { outcome, tries, state: 'planned', dueOn: addDays(on, 1) }
    : { outcome, tries, state: 'handed-over' };
}

/** What the episode hears of it. */
function newsOf(outcome: FollowUpOutcome, startedOn: Day, lastVisitOn: Day, on: Day, at: Date): EpisodeNews {
  const ends = endsEpisode(outcome, lastVisitOn, on) ? { endedAt: at } : {};
  if (saysKeptAway(outcome)) return { ...(canConfirm(startedOn, on) && { keptAwayOn: on }), ...ends };
  return saysAttended(outcome) ? { attendedOn: on, ...ends } : ends;
}
