import { Injectable } from '@nestjs/common';
import { IsNull } from 'typeorm';
import { UnitOfWork } from '../database/unit-of-work.js';
import { Outlets } from '../network/outlets.service.js';
import type { Acting } from '../staff/actor.js';
import { NotFound } from '../web/refusals.js';
import { isWaitingOnline } from './domain/waiting-online.js';
import { NotWaiting } from './domain/refusals.js';
import { Visit } from '../visits/visit.entity.js';

/** Who left before it was done. They are called the next day, like everybody who was sent to a doctor. */
@Injectable()
export class Leavings {
  constructor(
    private readonly units: UnitOfWork,
    private readonly outlets: Outlets,
  ) {}

  /** Takes somebody who has gone out of the queue. @throws NotFound @throws NotWaiting */
  async note(outletId: string, visitId: string, actor: Acting): Promise<void> {
    await this.units.runHolding(actor, async (unit) => {
      await this.outlets.findIn(unit, outletId, actor.reach);
      const visit = await unit.manager.findOne(Visit, { where: { id: visitId, outletId }, lock: unit.lock });
      if (!visit) throw new NotFound();
      const waitsHere = visit.disposition === 'doctor' && !visit.seenAt;
      if (visit.leftAt || !(waitsHere || isWaitingOnline(visit))) throw new NotWaiting();
      // The row is held: nobody decides of them meanwhile.
      const still = { id: visitId, leftAt: IsNull() };
      const left = await unit.manager.update(Visit, still, { leftAt: unit.at, measureAgainAt: null });
      if (left.affected !== 1) throw new NotWaiting();
      await unit.record({ name: 'visit.left', subject: { kind: 'visit', id: visitId }, outletId });
    });
  }
}
