import { Injectable } from '@nestjs/common';
import type { Day } from '../../config/domain/calendar.js';
import { raiseFigures } from '../../database/raise-figures.js';
import type { Unit } from '../../database/unit.js';
import type { ShelfChange } from '../ledger/ledger.js';
import { DemandDay } from './demand-day.entity.js';

/** Counts what shelves are asked for, a day at a time, in the unit of work of whoever asks. */
@Injectable()
export class DemandDays {
  /** @param units that were handed out, or, below zero, taken back */
  async count(unit: Unit, { outletId, medicineId }: ShelfChange, on: Day, units: number): Promise<void> {
    await raiseFigures(unit, DemandDay, { outletId, medicineId, on }, { units });
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
