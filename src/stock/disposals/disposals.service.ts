import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../../database/unit-of-work.js';
import { Outlets } from '../../network/outlets.service.js';
import type { Actor } from '../../staff/actor.js';
import { reaches } from '../../network/reach.js';
import { SecondNameNeeded } from '../domain/refusals.js';
import { Ledger } from '../ledger/ledger.js';
import { stockPolicy } from '../stock.policy.js';

export const disposalReasons = ['expired', 'recalled', 'damaged'] as const;
export type DisposalReason = (typeof disposalReasons)[number];

export interface Disposal {
  readonly id: string;
  /** Units. */
  readonly quantity: number;
  readonly reason: DisposalReason;
  readonly note?: string;
}

/** What is destroyed, with two names under it. */
@Injectable()
export class Disposals {
  constructor(
    private readonly units: UnitOfWork,
    private readonly outlets: Outlets,
    private readonly ledger: Ledger,
  ) {}

  /**
   * Destroys some of a lot. Sent twice, it is destroyed once.
   * @param witness another member of staff who has vouched for it, in each of their posts: one must be at this outlet
   * @returns the medicine's key
   * @throws SecondNameNeeded @throws NotEnoughStock @throws NotFound
   */
  async destroy(
    outletId: string,
    lotId: string,
    { id, quantity, reason, note }: Disposal,
    actor: Actor,
    witness: readonly Actor[],
  ): Promise<string> {
    return this.units.runHolding(actor, async (unit) => {
      const outlet = await this.outlets.findIn(unit, outletId, actor.reach);
      const second = witness.find((post) => stockPolicy.keep.allows(post) && reaches(post.reach, outlet));
      if (!second || second.id === actor.id) throw new SecondNameNeeded();
      const movement = {
        id,
        kind: 'destroy',
        quantity: -quantity,
        reason,
        note,
        witnessId: second.id,
      } as const;
      const says = { name: 'stock.destroyed' as const, after: { quantity, reason, witness: second.name } };
      return this.ledger.moveOnce(unit, outletId, lotId, movement, says);
    });
  }
}
