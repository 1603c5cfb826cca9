import { Injectable } from '@nestjs/common';
import { Between, In, IsNull } from 'typeorm';
import { addDays, type Day } from '../config/domain/calendar.js';
import type { Unit } from '../database/unit.js';
import { overused } from './domain/allowance.js';
import { LimitMedicine, RestrictedSale, SellingLimit } from './selling-limit.entity.js';

/** In whose names a sale stands in the register. */
export type SaleNames = Pick<RestrictedSale, 'id' | 'buyerNumber' | 'forNumber'>;

/** What somebody had above a limit, who was taken for two. */
export interface AboveLimit {
  readonly limit: string;
  readonly days: number;
  /** Units of each medicine in those days. */
  readonly had: readonly { readonly medicineId: string; readonly units: number }[];
}

/** The register of sales by the person, when it is known better who that is. */
@Injectable()
export class SoldTo {
  /** The sales of some visits, those that were taken back among them. */
  ofVisits(unit: Unit, visitIds: readonly string[]): Promise<RestrictedSale[]> {
    return unit.manager.findBy(RestrictedSale, { visitId: In([...visitIds]) });
  }

  /** Writes sales down in other names. Whoever they are is held. */
  async rename(unit: Unit, names: readonly SaleNames[]): Promise<void> {
    for (const { id, ...given } of names) await unit.manager.update(RestrictedSale, { id }, given);
  }

  /** The limits above which somebody is on a day. */
  async above(unit: Unit, number: string, on: Day): Promise<AboveLimit[]> {
    const limits = await unit.manager.find(SellingLimit, { order: { id: 'ASC' } });
    const above: AboveLimit[] = [];
    for (const { id: limitId, name, days, startsOn, endsOn } of limits) {
      if (startsOn > on || (endsOn !== null && endsOn < on)) continue;
      const medicines = await unit.manager.findBy(LimitMedicine, { limitId });
      const of = {
        medicineId: In(medicines.map(({ medicineId }) => medicineId)),
        on: Between(addDays(on, 1 - days), on),
        takenBackAt: IsNull(),
      };
      const sales = await unit.manager.findBy(RestrictedSale, [
        { ...of, buyerNumber: number },
        { ...of, forNumber: number },
      ]);
      const most = new Map(medicines.map((one) => [one.medicineId, one.most]));
      if (!overused(most, sales)) continue;
      const had = [...most.keys()].map((medicineId) => ({
        medicineId,
        units: sales
          .filter((sale) => sale.medicineId === medicineId)
          .reduce((sum, { units }) => sum + units, 0),
      }));
      above.push({ limit: name, days, had: had.filter(({ units }) => units > 0) });
    }
    return above;
  }
}
