import { Injectable } from '@nestjs/common';
import type { SelectQueryBuilder } from 'typeorm';
import { Reader } from '../../database/connections.js';
import { Movement } from '../../stock/ledger/movement.entity.js';
import { DemandDay } from './demand-day.entity.js';

/** A shelf whose days say that it handed out more or less than its movements. */
export interface DemandFault {
  readonly outletId: string;
  readonly medicineId: string;
  readonly days: number;
  readonly ledger: number;
}

/** Recomputes what every shelf was asked for from the movements alone. Nothing is changed. */
@Injectable()
export class DemandCheck {
  constructor(private readonly reader: Reader) {}

  /** What visits took, less what they gave back, against what the shelves' days say. */
  async faults(): Promise<DemandFault[]> {
    const counted = await sums(this.reader.of(DemandDay).createQueryBuilder('shelf'), 'SUM(shelf.units)');
    const ofVisits = this.reader
      .of(Movement)
      .createQueryBuilder('shelf')
      .where(`shelf.visit_id IS NOT NULL AND shelf.kind IN ('dispense', 'reverse')`);
    const moved = await sums(ofVisits, '-SUM(shelf.quantity)');
    return [...new Set([...counted.keys(), ...moved.keys()])]
      .map((id) => ({ id, days: counted.get(id) ?? 0, ledger: moved.get(id) ?? 0 }))
      .filter(({ days, ledger }) => days !== ledger)
      .map(({ id, days, ledger }) => {
        const [outletId = '', medicineId = ''] = id.split(' ');
        return { outletId, medicineId, days, ledger };
      });
  }
}

/** A sum by shelf. */
async function sums<T extends object>(
  query: SelectQueryBuilder<T>,
  units: string,
): Promise<Map<string, number>> {
  const rows = await query
    .select(`shelf.outlet_id || ' ' || shelf.medicine_id`, 'id')
    .addSelect(units, 'units')
    .groupBy('shelf.outlet_id')
    .addGroupBy('shelf.medicine_id')
    .getRawMany<{ id: string; units: string }>();
  return new Map(rows.map(({ id, units: sum }) => [id, Number(sum)]));
}
