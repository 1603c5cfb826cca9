import { Injectable } from '@nestjs/common';
import { Calendar } from '../config/calendar.js';
import { Reader } from '../database/connections.js';
import { UnitOfWork } from '../database/unit-of-work.js';
import type { Acting } from '../staff/actor.js';
import { StaffMember } from '../staff/staff-member.entity.js';
import {
  type ApprovalAct,
  ApprovalExpired,
  ApprovalIncomplete,
  approvalSteps,
  ReasonMissing,
  stateAfter,
  WrongStep,
  pastOf,
} from './domain/approval.js';
import { Outlet, OutletApproval } from './outlet.entity.js';
import { Outlets } from './outlets.service.js';

export interface ApprovalDetails {
  readonly reason?: string;
  readonly number?: string;
  readonly validUntil?: string;
}

/** What each step carries to whoever listens: the outlet as it was, and what was said. */
export interface ApprovalNews {
  readonly outlet: Outlet;
  readonly details: ApprovalDetails;
}

/** An outlet's way to being a convenience clinic, step by step. */
@Injectable()
export class Approvals {
  constructor(
    private readonly units: UnitOfWork,
    private readonly outlets: Outlets,
    private readonly reader: Reader,
    private readonly calendar: Calendar,
  ) {}

  /**
   * Takes one step.
   * @throws WrongStep if the approval is not where the step begins
   * @throws ReasonMissing @throws ApprovalIncomplete @throws ApprovalExpired
   */
  async take(outletId: string, act: ApprovalAct, details: ApprovalDetails, actor: Acting): Promise<void> {
    const { reason, number, validUntil } = details;
    if (approvalSteps[act].needsReason && !reason) throw new ReasonMissing();
    if (act === 'approve' && !(number && validUntil)) throw new ApprovalIncomplete();
    if (validUntil && validUntil < this.calendar.today()) throw new ApprovalExpired();
    await this.units.run(actor, async (unit) => {
      const before = await this.outlets.findIn(unit, outletId, actor.reach);
      const state = stateAfter(before.state, act);
      const approval = act === 'approve' ? { approvalNumber: number, approvedUntil: validUntil } : {};
      const moved = await unit.manager.update(
        Outlet,
        { id: outletId, state: before.state },
        { state, ...approval, changedAt: unit.at },
      );
      if (moved.affected !== 1) throw new WrongStep();
      const step = { outletId, act, state, reason, number, validUntil };
      await unit.manager.insert(OutletApproval, { id: unit.newKey(), ...step, at: unit.at, by: actor.id });
      await unit.record({
        name: `outlet.${pastOf[act]}`,
        subject: { kind: 'outlet', id: outletId },
        outletId,
        before: { state: before.state },
        after: step,
        carries: { outlet: before, details },
      });
    });
  }

  /** Every step so far, newest first, with who took it. */
  async history(outletId: string): Promise<(OutletApproval & { who: string | null })[]> {
    const { entities, raw } = await this.reader
      .of(OutletApproval)
      .createQueryBuilder('step')
      .leftJoin(StaffMember, 'member', 'member.id = step.by')
      .addSelect('member.name', 'who')
      .where({ outletId })
      .orderBy('step.at', 'DESC')
      .getRawAndEntities<{ who: string | null }>();
    return entities.map((step, i) => ({ ...step, who: raw[i]!.who }));
  }
}
