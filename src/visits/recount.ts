import { Injectable } from '@nestjs/common';
import { Reader } from '../database/connections.js';
import { figureOf } from './day-figures.js';
import { type Disposition } from './domain/disposition.js';
import { OutletDay, Visit } from './visit.entity.js';

/** A figure of an outlet's day that is not what the visits say. */
export interface Difference {
  readonly outletId: string;
  readonly on: string;
  readonly figure: string;
  readonly kept: number;
  readonly counted: number;
}

interface Row {
  outletId: string;
  on: string;
  fever: boolean;
  disposition: Disposition;
  count: string;
}

/** Counts the visits again and compares them with the figures kept by day and outlet. */
@Injectable()
export class Recount {
  constructor(private readonly reader: Reader) {}

  async differences(): Promise<Difference[]> {
    const counted = new Map<string, OutletDay>();
    const rows = await this.reader
      .of(Visit)
      .createQueryBuilder('visit')
      .select('visit.outlet_id', 'outletId')
      .addSelect('visit.on', 'on')
      .addSelect('visit.fever', 'fever')
      .addSelect('visit.disposition', 'disposition')
      .addSelect('COUNT(*)', 'count')
      .groupBy('visit.outlet_id')
      .addGroupBy('visit.on')
      .addGroupBy('visit.fever')
      .addGroupBy('visit.disposition')
      .getRawMany<Row>();
    for (const { outletId, on, fever, disposition, count } of rows) {
      const day = counted.get(`${outletId} ${on}`) ?? nothing(outletId, on);
      day.visits += Number(count);
      if (fever) day.feverVisits += Number(count);
      day[figureOf[disposition]] += Number(count);
      counted.set(`${outletId} ${on}`, day);
    }
    const kept = new Map(
      (await this.reader.of(OutletDay).find()).map((day) => [`${day.outletId} ${day.on}`, day]),
    );
    return [...new Set([...counted.keys(), ...kept.keys()])].flatMap((key) =>
      compare(kept.get(key), counted.get(key)),
    );
  }
}

const figures = ['visits', 'feverVisits', ...Object.values(figureOf)] as const;

function nothing(outletId: string, on: string): OutletDay {
  const zeros = Object.fromEntries(figures.map((figure) => [figure, 0]));
  return { outletId, on, ...zeros } as unknown as OutletDay;
}

function compare(kept: OutletDay | undefined, counted: OutletDay | undefined): Difference[] {
  const { outletId, on } = (kept ?? counted)!;
  return figures
    .map((figure) => ({ outletId, on, figure, kept: kept?.[figure] ?? 0, counted: counted?.[figure] ?? 0 }))
    .filter((line) => line.kept !== line.counted);
}
