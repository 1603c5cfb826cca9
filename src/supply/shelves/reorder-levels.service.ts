import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../../database/unit-of-work.js';
import { Outlets } from '../../network/outlets.service.js';
import type { Acting } from '../../staff/actor.js';
import { atShelf } from '../../stock/ledger/shelf-change.js';
import { ReorderLevel } from './reorder-level.entity.js';

/** Levels that somebody fixes, instead of leaving them to the demand. */
@Injectable()
export class ReorderLevels {
  constructor(
    private readonly units: UnitOfWork,
    private readonly outlets: Outlets,
  ) {}

  /**
   * Fixes below how many units a shelf is low.
   * @param units 0 if the outlet does not keep it; null leaves the level to the demand again
   */
  async set(outletId: string, medicineId: string, units: number | null, actor: Acting): Promise<void> {
    await this.units.runHolding(actor, async (unit) => {
      await this.outlets.findIn(unit, outletId, actor.reach);
      const before = await unit.manager.findOneBy(ReorderLevel, { outletId, medicineId });
      if (units === null) await unit.manager.delete(ReorderLevel, { outletId, medicineId });
      else
        await unit.manager.upsert(ReorderLevel, { outletId, medicineId, units }, ['outletId', 'medicineId']);
      await unit.record({
        name: 'supply.reorder-level-set',
        ...atShelf({ outletId, medicineId }),
        before: { units: before?.units ?? null },
        after: { units },
        carries: { shelves: [{ outletId, medicineId }] },
      });
    });
  }
}
