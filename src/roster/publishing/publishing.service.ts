import { Injectable } from '@nestjs/common';
import { Calendar } from '../../config/calendar.js';
import { addDays, type Day, instantAt } from '../../config/domain/calendar.js';
import { UnitOfWork } from '../../database/unit-of-work.js';
import { type Slot, slotTimes } from '../../network/domain/opening-hours.js';
import { DraftSeat, RosterDraft } from '../draft/draft.entity.js';
import { Drafts } from '../draft/drafts.service.js';
import { DraftChangedMeanwhile } from '../domain/refusals.js';
import { RosterQueries } from '../roster.queries.js';
import { Roster } from '../roster.service.js';
import type { Acting } from '../../staff/actor.js';
import { type Difference, differences } from './differences.js';
import type { SessionChange } from './session-change.js';
import { Versions } from './versions.service.js';

/** Makes a draft, or some of it, what doctors and outlets are told. */
@Injectable()
export class Publishing {
  constructor(
    private readonly units: UnitOfWork,
    private readonly roster: Roster,
    private readonly queries: RosterQueries,
    private readonly drafts: Drafts,
    private readonly versions: Versions,
    private readonly calendar: Calendar,
  ) {}

  /** How a week's draft differs from what is published. @throws DraftChangedMeanwhile when there is none */
  async differences(week: Day): Promise<Difference[]> {
    if (!(await this.drafts.find(week))) throw new DraftChangedMeanwhile();
    const [planned, published] = await Promise.all([
      this.drafts.seats(week),
      this.queries.between(week, addDays(week, 6)),
    ]);
    return differences(planned, published, (on, slot) => this.hasBegun(on, slot));
  }

  /**
   * Publishes the differences that were chosen, in one act: a new version, one mail to whoever is affected. Once the
   * draft differs in nothing more, it has served.
   * @param seen number of the version that the officer looked at
   * @throws PublishedMeanwhile when what is published is not what they looked at
   * @throws DraftChangedMeanwhile @throws the reason why one can't go, and then nothing is published
   */
  async publish(
    week: Day,
    seen: number,
    chosen: (difference: Difference) => boolean,
    reason: string,
    actor: Acting,
  ): Promise<number> {
    return this.units.run(actor, async (unit) => {
      await this.versions.assertLatest(unit, week, seen);
      if (!(await unit.manager.existsBy(RosterDraft, { week }))) throw new DraftChangedMeanwhile();
      const planned = await unit.manager.findBy(DraftSeat, { week });
      const published = await this.queries.between(week, addDays(week, 6), unit.manager);
      const all = differences(planned, published, (on, slot) => this.hasBegun(on, slot));
      const taken = all.filter(chosen);
      const changes = taken.map((difference) => changeOf(difference, reason));
      await this.roster.apply(unit, changes, actor);
      if (taken.length === all.length) await this.drafts.drop(unit, week);
      await unit.record({
        name: 'roster.published',
        subject: { kind: 'roster-week', id: week },
        after: { sessions: taken.length, left: all.length - taken.length },
      });
      return taken.length;
    });
  }

  private hasBegun(on: Day, slot: Slot): boolean {
    return instantAt(on, slotTimes[slot].from, this.calendar.zone) <= this.calendar.now();
  }
}

function changeOf({ doctorId, on, slot, duty, outletId }: Difference, reason: string): SessionChange {
  if (outletId === undefined) return { kind: 'cancel', assignmentId: duty!.id, reason };
  const to = { outletId, on, slot };
  return duty ? { kind: 'move', assignmentId: duty.id, to } : { kind: 'assign', doctorId, to };
}
