import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { type Day, mondayOf } from '../../config/domain/calendar.js';
import type { Slot } from '../../network/domain/opening-hours.js';
import type { Act } from '../../database/act.js';
import { Hears, HearsAll } from '../../database/hears.js';
import type { Unit } from '../../database/unit.js';
import { Outlet } from '../../network/outlet.entity.js';
import { keyOf } from '../../rostering/problem/grouped.js';
import { isOfSession } from '../../sessions/changes/session-acts.js';
import { DraftChange, DraftSeat, RosterDraft } from './draft.entity.js';

interface PublishedSeat {
  readonly doctorId: string;
  readonly on: Day;
  readonly slot: Slot;
  readonly outletId: string;
}

/**
 * What is published while a draft stands goes into the draft too: a draft says what an officer wants otherwise, and
 * must not undo what another one did meanwhile.
 */
@Injectable()
export class Following {
  /** Takes into open drafts what a unit of work did to published sessions. */
  @HearsAll('done')
  async follow(acts: readonly Act[], unit: Unit): Promise<void> {
    const news = acts.filter(isOfSession).map(({ carries }) => carries);
    if (news.length === 0) return;
    const gone = news.flatMap(({ assignment, outlet, former }): PublishedSeat[] => {
      const { doctorId, on, slot } = assignment;
      if (assignment.cancelledAt) return [{ doctorId, on, slot, outletId: outlet.id }];
      return former ? [{ doctorId, on: former.on, slot: former.slot, outletId: former.outlet.id }] : [];
    });
    const come = news.flatMap(({ assignment, outlet }): PublishedSeat[] => {
      const { doctorId, on, slot, cancelledAt } = assignment;
      return cancelledAt ? [] : [{ doctorId, on, slot, outletId: outlet.id }];
    });
    const weeks = new Set([...gone, ...come].map(({ on }) => mondayOf(on)));
    const drafts = await unit.manager.findBy(RosterDraft, { week: In([...weeks]) });
    for (const { week, revision } of drafts) {
      const inWeek = ({ on }: PublishedSeat) => mondayOf(on) === week;
      const changed = await this.inDraft(unit, week, gone.filter(inWeek), come.filter(inWeek));
      if (changed === 0) continue;
      // What could be undone may stand on what is gone now.
      await unit.manager.delete(DraftChange, { week });
      await unit.manager.update(RosterDraft, { week }, { revision: revision + 1, changedAt: unit.at });
    }
  }

  /** Where nobody may go any more, nobody is planned to go. */
  @Hears('outlet.changed', 'outlet.suspended', 'outlet.revoked')
  async leaveOutlet({ subject: { id: outletId } }: Act, unit: Unit): Promise<void> {
    const { state } = await unit.manager.findOneByOrFail(Outlet, { id: outletId });
    if (state !== 'approved') await unit.manager.delete(DraftSeat, { outletId });
  }

  /** Who was struck off is planned nowhere. */
  @Hears('doctor.struck-off')
  async leaveOut({ subject: { id: doctorId } }: Act, unit: Unit): Promise<void> {
    await unit.manager.delete(DraftSeat, { doctorId });
  }

  private async inDraft(
    unit: Unit,
    week: Day,
    gone: readonly PublishedSeat[],
    come: readonly PublishedSeat[],
  ): Promise<number> {
    const seats = await unit.manager.findBy(DraftSeat, { week });
    const seatAt = new Map(seats.map((seat) => [keyOf(seat.doctorId, seat.on, seat.slot), seat]));
    let changed = 0;
    for (const { doctorId, on, slot, outletId } of gone) {
      if (seatAt.get(keyOf(doctorId, on, slot))?.outletId !== outletId) continue;
      await unit.manager.delete(DraftSeat, { doctorId, on, slot });
      seatAt.delete(keyOf(doctorId, on, slot));
      changed += 1;
    }
    for (const { doctorId, on, slot, outletId } of come) {
      if (seatAt.get(keyOf(doctorId, on, slot))?.outletId === outletId) continue;
      const seat = { doctorId, on, slot, week, outletId, locked: false };
      await unit.manager.upsert(DraftSeat, seat, ['doctorId', 'on', 'slot']);
      changed += 1;
    }
    return changed;
  }
}
