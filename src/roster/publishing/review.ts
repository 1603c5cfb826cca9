import { Injectable } from '@nestjs/common';
import type { Day } from '../../config/domain/calendar.js';
import type { Reach } from '../../staff/actor.js';
import { BoardQueries } from '../board/board.queries.js';
import { costLines, signed } from '../board/cost-words.js';
import { Drafts } from '../draft/drafts.service.js';
import { seatOf } from '../draft/seats.js';
import { Judging } from '../draft/judging.js';
import { slotKey } from '../network/slot-key.js';
import type { Seat } from '../../rostering/problem/problem.js';
import { type Difference, differenceKey } from './differences.js';
import { Publishing } from './publishing.service.js';

/** Shows an officer what publishing would do, move by move, and what each is good for. */
@Injectable()
export class Review {
  constructor(
    private readonly publishing: Publishing,
    private readonly boards: BoardQueries,
    private readonly drafts: Drafts,
  ) {}

  /** @throws DraftChangedMeanwhile when there is no draft */
  async of(week: Day, reach: Reach) {
    const found = await this.publishing.differences(week);
    const board = await this.boards.board(week, reach);
    const seats = (await this.drafts.seats(week)).map(seatOf);
    const judging = new Judging(await this.drafts.problem(week), seats);
    const outletName = new Map(board.outlets.map(({ id, name }) => [id, name]));
    return found
      .filter((one) => isReached(one, (id) => outletName.has(id)))
      .map((one) => {
        const without = backOf(one);
        const cost = judging.cost(without);
        const broken = judging.broken({ taken: without.taken, given: without.taken });
        return {
          ref: differenceKey(one),
          on: one.on,
          slot: one.slot,
          kind: one.outletId === undefined ? 'cancel' : one.duty ? 'move' : 'assign',
          doctor: one.duty?.doctor ?? board.doctors.get(one.doctorId)?.name ?? '?',
          from: one.duty?.outlet,
          to: one.outletId && outletName.get(one.outletId),
          // What it is worth is what going back would cost.
          total: signed(-cost.total),
          terms: costLines(cost).map(({ term, amount }) => ({ term, amount: signed(-amount) })),
          broken: broken[0]?.rules[0],
        };
      });
  }
}

/** The change that would leave this doctor's slot as it is published. */
function backOf({ doctorId, on, slot, duty, outletId }: Difference): { taken: Seat[]; given: Seat[] } {
  const seat = (outlet: string): Seat => ({ doctor: doctorId, outlet, slot: slotKey(on, slot) });
  return {
    taken: outletId === undefined ? [] : [seat(outletId)],
    given: duty ? [seat(duty.outletId)] : [],
  };
}

/** Whether all outlets that a difference touches lie within a reach. */
export function isReached({ duty, outletId }: Difference, reaches: (outletId: string) => boolean): boolean {
  return [duty?.outletId, outletId].every((id) => id === undefined || reaches(id));
}
