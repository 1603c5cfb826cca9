import { Injectable } from '@nestjs/common';
import { Calendar } from '../config/calendar.js';
import { type Day, daysBetween, instantAt } from '../config/domain/calendar.js';
import { instantText } from '../database/columns.js';
import { Reader } from '../database/connections.js';
import { slots } from '../network/domain/opening-hours.js';
import type { FeverHistory, OutletFeverCount } from '../needs/fever-history.js';
import { Visit } from './visit.entity.js';

/** Halfway through the pauses between slots: a visit in a pause counts to the slot it is nearer to. */
const ends = ['12:45', '17:45'] as const;

/** Days in one statement; as many as the roster looks back on, and more. */
const daysAtOnce = 100;

type Row = { outletId: string; on: Day } & Record<(typeof slots)[number], string>;

/** Counts fever visits by slot for the roster. */
@Injectable()
export class FeverCounts implements FeverHistory {
  constructor(
    private readonly reader: Reader,
    private readonly calendar: Calendar,
  ) {}

  async between(from: Day, to: Day, outletId?: string): Promise<OutletFeverCount[]> {
    const days = daysBetween(from, to);
    const counts: OutletFeverCount[] = [];
    for (let i = 0; i < days.length; i += daysAtOnce)
      counts.push(...(await this.of(days.slice(i, i + daysAtOnce), outletId)));
    return counts;
  }

  private async of(days: readonly Day[], outletId?: string): Promise<OutletFeverCount[]> {
    const [noon, evening] = ends.map((time) => this.instantByDay(days, time));
    const query = this.reader
      .of(Visit)
      .createQueryBuilder('visit')
      .select('visit.outlet_id', 'outletId')
      .addSelect('visit.on', 'on')
      .addSelect(`SUM(CASE WHEN visit.at < ${noon} THEN 1 ELSE 0 END)`, 'morning')
      .addSelect(
        `SUM(CASE WHEN visit.at >= ${noon} AND visit.at < ${evening} THEN 1 ELSE 0 END)`,
        'afternoon',
      )
      .addSelect(`SUM(CASE WHEN visit.at >= ${evening} THEN 1 ELSE 0 END)`, 'evening')
      .where('visit.on IN (:...days) AND visit.fever = :fever', { days, fever: true })
      .groupBy('visit.outlet_id')
      .addGroupBy('visit.on');
    if (outletId) query.andWhere('visit.outlet_id = :outletId', { outletId });
    const rows = await query.getRawMany<Row>();
    return rows.flatMap((row) =>
      slots.map((slot) => ({ outletId: row.outletId, on: row.on, slot, visits: Number(row[slot]) })),
    );
  }

  /** A time of each day as an instant, in SQL: where clocks change, each day has its own noon. */
  private instantByDay(days: readonly Day[], time: string): string {
    const cases = days.map(
      (on) => `WHEN '${on}' THEN '${instantText(instantAt(on, time, this.calendar.zone))}'`,
    );
    return `CASE visit.on ${cases.join(' ')} END`;
  }
}
