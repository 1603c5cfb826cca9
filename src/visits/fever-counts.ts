import { Injectable } from '@nestjs/common';
import { Calendar } from '../config/calendar.js';
import { addDays, type Day, instantAt } from '../config/domain/calendar.js';
import { instantText } from '../database/columns.js';
import { Reader } from '../database/connections.js';
import { slots } from '../network/domain/opening-hours.js';
import type { FeverHistory, OutletFeverCount } from '../needs/fever-history.js';
import { Visit } from './visit.entity.js';

/** Halfway through the pauses between slots: a visit in a pause counts to the slot it is nearer to. */
const ends = ['12:45', '17:45'] as const;

/** Counts fever visits by slot for the roster. */
@Injectable()
export class FeverCounts implements FeverHistory {
  constructor(
    private readonly reader: Reader,
    private readonly calendar: Calendar,
  ) {}

  async between(from: Day, to: Day, outletId?: string): Promise<OutletFeverCount[]> {
    const counts: OutletFeverCount[] = [];
    for (let on = from; on <= to; on = addDays(on, 1)) counts.push(...(await this.ofDay(on, outletId)));
    return counts;
  }

  /** A day at a time: each has its own noon where clocks change. */
  private async ofDay(on: Day, outletId?: string): Promise<OutletFeverCount[]> {
    const [noon, evening] = ends.map((time) => instantText(instantAt(on, time, this.calendar.zone)));
    const query = this.reader
      .of(Visit)
      .createQueryBuilder('visit')
      .select('visit.outlet_id', 'outletId')
      .addSelect('SUM(CASE WHEN visit.at < :noon THEN 1 ELSE 0 END)', 'morning')
      .addSelect('SUM(CASE WHEN visit.at >= :noon AND visit.at < :evening THEN 1 ELSE 0 END)', 'afternoon')
      .addSelect('SUM(CASE WHEN visit.at >= :evening THEN 1 ELSE 0 END)', 'evening')
      .where('visit.on = :on AND visit.fever = :fever', { on, fever: true, noon, evening })
      .groupBy('visit.outlet_id');
    if (outletId) query.andWhere('visit.outlet_id = :outletId', { outletId });
    const rows = await query.getRawMany<{ outletId: string } & Record<(typeof slots)[number], string>>();
    return rows.flatMap((row) =>
      slots.map((slot) => ({ outletId: row.outletId, on, slot, visits: Number(row[slot]) })),
    );
  }
}
