import { Injectable } from '@nestjs/common';
import { Reader } from '../database/connections.js';
import { PostPlace } from '../staff/staff-post.entity.js';
import { paths } from '../web/paths.js';
import { isApproved } from './domain/approval.js';
import type { Outlet } from './outlet.entity.js';

/** Something that a clinic needs before its first patient. */
export interface FirstStep {
  /** Names its words. */
  readonly name: string;
  /** Where it is done, and who may: the name of a policy. */
  readonly path: (outletId: string) => string;
  readonly policy: string;
  readonly isDone: (outlet: Outlet) => Promise<boolean>;
}

/** What is left to do at a clinic that was approved, until all of it is done. Rooms above say what of it is theirs. */
@Injectable()
export class FirstSteps {
  private readonly steps: FirstStep[];

  constructor(reader: Reader) {
    this.steps = [
      {
        name: 'hours',
        path: paths.outletHours,
        policy: 'network.keepHours',
        isDone: ({ week }) => Promise.resolve(week !== null),
      },
      {
        name: 'email',
        path: paths.editOutlet,
        policy: 'network.keepOutlets',
        isDone: ({ email }) => Promise.resolve(email !== null),
      },
      {
        name: 'staff',
        path: (outletId) => paths.newStaff(`?place=${outletId}`),
        policy: 'staff.invite',
        isDone: ({ id }) => reader.of(PostPlace).existsBy({ placeId: id }),
      },
    ];
  }

  offer(step: FirstStep): void {
    this.steps.push(step);
  }

  /** What is left, in the order in which it was offered; nothing where an outlet is no clinic. @param on a day */
  async left(outlet: Outlet, on: string): Promise<FirstStep[]> {
    if (!isApproved(outlet.state, outlet.approvedUntil, on)) return [];
    const done = await Promise.all(this.steps.map((step) => step.isDone(outlet)));
    return this.steps.filter((_, i) => !done[i]);
  }
}
