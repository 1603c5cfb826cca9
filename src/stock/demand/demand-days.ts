import { Injectable } from '@nestjs/common';
import { Calendar } from '../../config/calendar.js';
import type { Day } from '../../config/domain/calendar.js';
import { raiseFigures } from '../../database/raise-figures.js';
import type { Unit } from '../../database/unit.js';
import type { ShelfChange } from '../ledger/shelf-change.js';
import { ShelfPlan } from '../planning/shelf-plan.entity.js';
import { DemandDay } from './demand-day.entity.js';

/** Counts what shelves are asked for, a day at a time, in the unit of work of whoever asks. */
@Injectable()
export class DemandDays {
  constructor(private readonly calendar: Calendar) {}

  /** @param units that were handed out, or, below zero, taken back */
  async count(unit: Unit, { outletId, medicineId }: ShelfChange, on: Day, units: number): Promise<void> {
    await raiseFigures(unit, DemandDay, { outletId, medicineId, on }, { units });
    if (on >= this.calendar.dayOf(unit.at)) return;
    // What is noted for a day that the shelf has learnt from already is not lost to the forecast.
    await unit.manager
      .createQueryBuilder()
      .update(ShelfPlan)
      .set({ carried: () => `carried + ${units}` })
      .where('outlet_id = :outletId AND medicine_id = :medicineId AND through_on >= :on', {
        outletId,
        medicineId,
        on,
      })
      .execute();
  }

  /** A shelf has nothing usable. */
  async ranOut(unit: Unit, { outletId, medicineId }: ShelfChange, on: Day): Promise<void> {
    await raiseFigures(unit, DemandDay, { outletId, medicineId, on }, { outs: 1 });
  }

  /** @param units that somebody needed and the shelf did not have */
  async missed(unit: Unit, { outletId, medicineId }: ShelfChange, on: Day, units: number): Promise<void> {
    await raiseFigures(unit, DemandDay, { outletId, medicineId, on }, { unmet: units });
  }
}
