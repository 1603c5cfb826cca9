import { Injectable } from '@nestjs/common';
import { Calendar } from '../../config/calendar.js';
import type { Day } from '../../config/domain/calendar.js';
import type { ActOf } from '../../database/act.js';
import { Hears } from '../../database/hears.js';
import type { Unit } from '../../database/unit.js';
import type { ShelfChange } from '../../stock/ledger/shelf-change.js';
import { ShelfPlan } from '../planning/shelf-plan.entity.js';
import { DemandDay } from './demand-day.entity.js';

/** Counts what shelves are asked for, a day at a time, in the unit of work that moves the stock. */
@Injectable()
export class DemandDays {
  constructor(private readonly calendar: Calendar) {}

  @Hears('stock.dispensed')
  async handedOut({ carries: { shelves, units, on } }: ActOf<'stock.dispensed'>, unit: Unit): Promise<void> {
    for (const shelf of shelves) await this.count(unit, shelf, on, units);
  }

  /** What a visit had taken comes back; nobody asked for it after all. */
  @Hears('stock.reversed')
  async takenBack({ carries }: ActOf<'stock.reversed'>, unit: Unit): Promise<void> {
    const { shelves, units, on, kind } = carries;
    if (kind === 'dispense') for (const shelf of shelves) await this.count(unit, shelf, on, units);
  }

  /** @param units that were handed out, or, below zero, taken back */
  private async count(
    unit: Unit,
    { outletId, medicineId }: ShelfChange,
    on: Day,
    units: number,
  ): Promise<void> {
    unit.figures.raise(DemandDay, { outletId, medicineId, on }, { units });
    if (on >= this.calendar.dayOf(unit.at)) return;
    // What is noted for a day that the shelf has learnt from already is not lost to the forecast.
    await unit.manager
      .createQueryBuilder()
      .update(ShelfPlan)
      .set({ carried: () => 'carried + :units' })
      .where('outlet_id = :outletId AND medicine_id = :medicineId AND through_on >= :on', {
        outletId,
        medicineId,
        on,
        units,
      })
      .execute();
  }

  /** A shelf has nothing usable. */
  ranOut(unit: Unit, { outletId, medicineId }: ShelfChange, on: Day): void {
    unit.figures.raise(DemandDay, { outletId, medicineId, on }, { outs: 1 });
  }

  /** @param units that somebody needed and the shelf did not have */
  missed(unit: Unit, { outletId, medicineId }: ShelfChange, on: Day, units: number): void {
    unit.figures.raise(DemandDay, { outletId, medicineId, on }, { unmet: units });
  }
}
