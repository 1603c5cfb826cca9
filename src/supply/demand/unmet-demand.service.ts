import { Injectable } from '@nestjs/common';
import { Calendar } from '../../config/calendar.js';
import { insertOne } from '../../database/insert-many.js';
import { UnitOfWork } from '../../database/unit-of-work.js';
import type { Unit } from '../../database/unit.js';
import { Outlets } from '../../network/outlets.service.js';
import type { Acting } from '../../staff/actor.js';
import { atShelf } from '../../stock/ledger/shelf-change.js';
import { UnmetDemand } from './demand-day.entity.js';
import { DemandDays } from './demand-days.js';

/** What a visit asked a shelf for in vain. */
export interface Missed {
  readonly visitId: string;
  readonly medicineId: string;
  /** Units that were asked for, and those of them that were there. */
  readonly asked: number;
  readonly available: number;
}

/** Demand that was not met: the visit was refused, the need was there. */
@Injectable()
export class Unmet {
  constructor(
    private readonly units: UnitOfWork,
    private readonly outlets: Outlets,
    private readonly days: DemandDays,
    private readonly calendar: Calendar,
  ) {}

  /** Notes it for today, once a visit and medicine. @throws NotFound for an outlet out of reach */
  async note(
    outletId: string,
    { visitId, medicineId, asked, available }: Missed,
    actor: Acting,
  ): Promise<void> {
    await this.units.runHolding(actor, async (unit) => {
      await this.outlets.findIn(unit, outletId, actor.reach);
      if (await unit.manager.existsBy(UnmetDemand, { visitId, medicineId })) return;
      const on = this.calendar.dayOf(unit.at);
      const units = asked - available;
      await insertOne(unit, UnmetDemand, {
        visitId,
        medicineId,
        outletId,
        on,
        asked,
        units,
        at: unit.at,
        by: actor.id,
      });
      this.days.missed(unit, { outletId, medicineId }, on, units);
      await unit.record({
        name: 'supply.demand-unmet',
        ...atShelf({ outletId, medicineId }),
        after: { units, visitId },
      });
    });
  }

  /** A visit got so much of some medicines after all, within its unit of work: what is left of its need counts as not met. */
  async served(unit: Unit, visitId: string, given: ReadonlyMap<string, number>): Promise<void> {
    for (const missed of await unit.manager.find(UnmetDemand, { where: { visitId }, lock: unit.lock })) {
      const { medicineId } = missed;
      const got = given.get(medicineId);
      if (got === undefined) continue;
      const units = Math.max(0, missed.asked - got);
      await unit.manager.update(UnmetDemand, { visitId, medicineId }, { units });
      this.days.missed(unit, missed, missed.on, units - missed.units);
    }
  }
}
