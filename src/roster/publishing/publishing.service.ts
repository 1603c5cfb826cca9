import { Injectable } from '@nestjs/common';
import { addDays, type Day } from '../../config/domain/calendar.js';
import { UnitOfWork } from '../../database/unit-of-work.js';
import { DraftSeat, RosterDraft } from '../draft/draft.entity.js';
import { Drafts } from '../draft/drafts.service.js';
import { plannedOf, seatOf } from '../draft/seats.js';
import { Judging, type SeatChange } from '../draft/judging.js';
import { DraftChangedMeanwhile, RuleBroken } from '../domain/refusals.js';
import { SessionsQueries } from '../../sessions/sessions.queries.js';
import { Sessions } from '../../sessions/sessions.service.js';
import { SessionClock } from '../../sessions/session-clock.js';
import type { Acting } from '../../staff/actor.js';
import { type Difference, differences } from './differences.js';
import type { SessionChange } from '../../sessions/changes/session-change.js';
import { Versions } from '../../sessions/changes/versions.service.js';

/** Makes a draft, or some of it, what doctors and outlets are told. */
@Injectable()
export class Publishing {
  constructor(
    private readonly units: UnitOfWork,
    private readonly sessions: Sessions,
    private readonly queries: SessionsQueries,
    private readonly drafts: Drafts,
    private readonly versions: Versions,
    private readonly clock: SessionClock,
  ) {}

  /** How a week's draft differs from what is published. @throws DraftChangedMeanwhile when there is none */
  async differences(week: Day): Promise<Difference[]> {
    if (!(await this.drafts.find(week))) throw new DraftChangedMeanwhile();
    const [planned, published] = await Promise.all([
      this.drafts.seats(week),
      this.queries.between(week, addDays(week, 6)),
    ]);
    return differences(planned, published, (session) => this.clock.hasBegun(session));
  }

  /**
   * Publishes the differences that were chosen, in one act: a new version, one mail to whoever is affected. Once the
   * draft differs in nothing more, it has served.
   * @param seen number of the version that the officer looked at
   * @throws PublishedMeanwhile when what is published is not what they looked at
   * @throws RuleBroken when what would be published breaks a hard rule @throws SearchUnderWay
   * @throws DraftChangedMeanwhile @throws the reason why one can't go, and then nothing is published
   */
  async publish(
    week: Day,
    seen: number,
    chosen: (difference: Difference) => boolean,
    reason: string,
    actor: Acting,
  ): Promise<number> {
    await this.judge(week, chosen);
    return this.units.run(actor, async (unit) => {
      await this.versions.assertLatest(unit, week, seen);
      await this.drafts.assertNoSearch(unit, week);
      if (!(await unit.manager.existsBy(RosterDraft, { week }))) throw new DraftChangedMeanwhile();
      const planned = await unit.manager.findBy(DraftSeat, { week });
      const published = await this.queries.between(week, addDays(week, 6), unit.manager);
      const all = differences(planned, published, (session) => this.clock.hasBegun(session));
      const taken = all.filter(chosen);
      const changes = taken.map((difference) => changeOf(difference, reason));
      await this.sessions.apply(unit, changes, actor);
      if (taken.length === all.length) await this.drafts.drop(unit, week);
      await unit.record({
        name: 'roster.published',
        subject: { kind: 'roster-week', id: week },
        after: { sessions: taken.length, left: all.length - taken.length },
      });
      return taken.length;
    });
  }

  /** Some of a draft may break what the whole of it keeps: a doctor who comes on Tuesday instead of Monday comes on both. */
  private async judge(week: Day, chosen: (difference: Difference) => boolean): Promise<void> {
    const taken = (await this.differences(week)).filter(chosen);
    const published = await this.queries.between(week, addDays(week, 6));
    const seats = published.map((duty) => seatOf(plannedOf(duty)));
    const judging = new Judging(await this.drafts.problem(week), seats);
    const [broken] = judging.broken(seatsOf(taken));
    if (broken) throw new RuleBroken(broken.rules[0]!, judging.namesOf(broken.seat));
  }
}

/** The seats that the differences take away and give. */
function seatsOf(differences: readonly Difference[]): SeatChange {
  const seat = ({ doctorId, on, slot }: Difference, outletId: string) =>
    seatOf({ doctorId, on, slot, outletId });
  return {
    taken: differences.flatMap((one) => (one.duty ? [seat(one, one.duty.outletId)] : [])),
    given: differences.flatMap((one) => (one.outletId === undefined ? [] : [seat(one, one.outletId)])),
  };
}

function changeOf({ doctorId, on, slot, duty, outletId }: Difference, reason: string): SessionChange {
  if (outletId === undefined) return { kind: 'cancel', assignmentId: duty!.id, reason };
  const to = { outletId, on, slot };
  return duty ? { kind: 'move', assignmentId: duty.id, to } : { kind: 'assign', doctorId, to };
}
