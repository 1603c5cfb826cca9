import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import type { Language } from '../config/settings.js';
import { Reader } from '../database/connections.js';
import { medicineName, type MedicineUnit } from '../medicines/domain/medicine.js';
import { Medicine } from '../medicines/medicine.entity.js';
import { Outlet } from '../network/outlet.entity.js';
import { withinReach } from '../network/reach.js';
import type { Reach } from '../staff/actor.js';
import { Alert } from './alert.entity.js';
import { type AlertKind, alertKinds } from './domain/kinds.js';

export interface AlertFilter {
  readonly open: boolean;
  /** Those alone that nobody has acknowledged. */
  readonly unanswered?: boolean;
  readonly kind?: AlertKind;
  readonly outletId?: string;
  /** Only of some outlets. */
  readonly outletIds?: readonly string[];
  /** With those that are about no outlet. */
  readonly placeless?: boolean;
}

/** What a page calls the subject of an alert. */
export interface AlertNames {
  readonly outlet?: string;
  readonly medicine?: string;
  readonly unit?: MedicineUnit;
}

const byRank = `CASE alert.kind ${alertKinds.map((kind, rank) => `WHEN '${kind}' THEN ${rank}`).join(' ')} END`;

/** What pages show of alerts. */
@Injectable()
export class AlertsQueries {
  constructor(private readonly reader: Reader) {}

  /** The worst first, and of these the newest. */
  async list(filter: AlertFilter, reach: Reach, skip: number, take: number): Promise<Alert[]> {
    return this.query(filter, reach)
      .orderBy(byRank)
      .addOrderBy('alert.opened_at', 'DESC')
      .addOrderBy('alert.id', 'DESC')
      .offset(skip)
      .limit(take)
      .getMany();
  }

  /** Outlets and medicines of some alerts, by the alert's key. */
  async names(alerts: readonly Alert[], language: Language): Promise<Map<string, AlertNames>> {
    const ids = (of: (alert: Alert) => string | null) => [...new Set(alerts.flatMap((one) => of(one) ?? []))];
    const [outlets, medicines] = await Promise.all([
      this.reader.of(Outlet).findBy({ id: In(ids(({ outletId }) => outletId)) }),
      this.reader.of(Medicine).findBy({ id: In(ids(({ medicineId }) => medicineId)) }),
    ]);
    return new Map(
      alerts.map(({ id, outletId, medicineId }) => {
        const medicine = medicines.find((one) => one.id === medicineId);
        return [
          id,
          {
            outlet: outlets.find((one) => one.id === outletId)?.name,
            medicine: medicine && medicineName(medicine, language),
            unit: medicine?.unit,
          },
        ];
      }),
    );
  }

  async count(filter: AlertFilter, reach: Reach): Promise<number> {
    return this.query(filter, reach).getCount();
  }

  /** How many alerts stand open at each outlet, and how many of them say of a shelf that it is low or empty. */
  async openByOutlet(reach: Reach): Promise<Map<string, { all: number; low: number }>> {
    const rows = await this.query({ open: true }, reach)
      .select('alert.outlet_id', 'outletId')
      .addSelect('COUNT(*)', 'all')
      .addSelect(
        `SUM(CASE WHEN alert.kind IN ('low', 'out', 'neighbour') AND NOT alert.easing THEN 1 ELSE 0 END)`,
        'low',
      )
      .groupBy('alert.outlet_id')
      .getRawMany<{ outletId: string; all: string; low: string }>();
    return new Map(rows.map(({ outletId, all, low }) => [outletId, { all: Number(all), low: Number(low) }]));
  }

  private query({ open, unanswered, kind, outletId, outletIds, placeless }: AlertFilter, reach: Reach) {
    const query = this.reader
      .of(Alert)
      .createQueryBuilder('alert')
      .leftJoin(Outlet, 'outlet', 'outlet.id = alert.outlet_id')
      .where(open ? 'alert.closed_at IS NULL' : '1 = 1');
    if (!placeless) query.andWhere('alert.outlet_id IS NOT NULL');
    if (unanswered) query.andWhere('alert.acknowledged_at IS NULL');
    if (kind) query.andWhere('alert.kind = :kind', { kind });
    if (outletId) query.andWhere('alert.outlet_id = :outletId', { outletId });
    if (outletIds) query.andWhere('alert.outlet_id IN (:...outletIds)', { outletIds: [...outletIds, ''] });
    return withinReach(query, reach);
  }
}
