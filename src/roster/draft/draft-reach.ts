import { Injectable } from '@nestjs/common';
import { Outlets } from '../../network/outlets.service.js';
import type { Actor } from '../../staff/actor.js';
import type { DraftAct } from './draft-act.js';
import { Drafts } from './drafts.service.js';

/** Whose drafts an officer changes. */
@Injectable()
export class DraftReach {
  constructor(
    private readonly drafts: Drafts,
    private readonly outlets: Outlets,
  ) {}

  /** Officers of some districts change what lies in them. @throws NotFound */
  async assertCovers(week: string, act: DraftAct, { reach }: Actor): Promise<void> {
    if (reach.over === 'network') return;
    const seats = await this.drafts.seats(week);
    const keys = [...('seat' in act ? [act.seat] : []), ...('with' in act ? [act.with] : [])];
    const touched = keys.map(
      (key) =>
        seats.find((one) => one.doctorId === key.doctorId && one.on === key.on && one.slot === key.slot)
          ?.outletId,
    );
    const outletIds = [...touched, ...('to' in act ? [act.to.outletId] : [])];
    for (const id of new Set(outletIds)) if (id) await this.outlets.find(id, reach);
  }
}
