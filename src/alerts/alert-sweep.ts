import { Injectable } from '@nestjs/common';
import { Round } from '../config/round.js';
import { In, IsNull } from 'typeorm';
import { Calendar } from '../config/calendar.js';
import { addDays, daysBetween } from '../config/domain/calendar.js';
import { theProgram } from '../database/act.js';
import { Reader } from '../database/connections.js';
import { UnitOfWork } from '../database/unit-of-work.js';
import { isApproved } from '../network/domain/approval.js';
import { Outlet } from '../network/outlet.entity.js';
import { StockCount } from '../stock/counts/count.entity.js';
import { DemandDay } from '../supply/demand/demand-day.entity.js';
import { Lot } from '../stock/ledger/lot.entity.js';
import { SupplyOrder } from '../supply/orders/supply-order.entity.js';
import { ShelfPlan } from '../supply/planning/shelf-plan.entity.js';
import { Alert } from './alert.entity.js';
import { Alerts, type Finding } from './alerts.service.js';
import type { AlertKind } from './domain/kinds.js';
import { shelfSubject } from './shelf-alerts.js';
import { type RulesInForce, Thresholds } from './thresholds.service.js';

/** What time brings about, and no act says: looked for again and again. */
@Injectable()
export class AlertSweep {
  constructor(
    private readonly units: UnitOfWork,
    private readonly reader: Reader,
    private readonly alerts: Alerts,
    private readonly thresholds: Thresholds,
    private readonly calendar: Calendar,
  ) {}

  /** Looks for days that take far too much, deliveries that don't come, and outlets that nobody counts. */
  @Round({ name: 'shelf-alerts', everySeconds: 600 })
  async sweep(): Promise<void> {
    const rules = this.thresholds.now();
    const outlets = new Map((await this.reader.of(Outlet).find()).map((outlet) => [outlet.id, outlet]));
    await this.settle('unusual', await this.unusual(rules, outlets));
    await this.settle('overdue', await this.overdue(rules, outlets));
    await this.settle('uncounted', await this.uncounted(rules, outlets));
  }

  /** Opens what was found, and closes what is no longer so. */
  private async settle(kind: AlertKind, found: readonly Finding[]): Promise<void> {
    const all = await this.reader.of(Alert).findBy({ closedAt: IsNull() });
    const open = all.filter(({ kinds }) => kinds.includes(kind));
    const there = new Set(found.map(({ subject }) => subject));
    const gone = open
      .filter(({ subject }) => !there.has(subject))
      .map(({ subject, outletId, medicineId }) => ({
        subject,
        outletId,
        medicineId,
        kinds: [],
        facts: noLonger,
      }));
    for (const finding of [...found, ...gone])
      await this.units.run(theProgram, async (unit) => {
        const alert = (await this.alerts.openOf(unit, [finding.subject])).get(finding.subject);
        await this.alerts.settle(unit, [kind], finding, alert);
      });
  }

  private async unusual(rules: RulesInForce, outlets: ReadonlyMap<string, Outlet>): Promise<Finding[]> {
    const rows = await this.reader
      .of(DemandDay)
      .createQueryBuilder('day')
      .innerJoin(ShelfPlan, 'plan', 'plan.outlet_id = day.outlet_id AND plan.medicine_id = day.medicine_id')
      .select('day.outlet_id', 'outletId')
      .addSelect('day.medicine_id', 'medicineId')
      .addSelect('day.units', 'today')
      .addSelect('plan.unusual_above', 'usual')
      .where('day.on >= :yesterday AND plan.unusual_above IS NOT NULL', {
        // It stands through the next day: who reads once a day must see it.
        yesterday: addDays(this.calendar.today(), -1),
      })
      .orderBy('day.on', 'DESC')
      .getRawMany<{ outletId: string; medicineId: string; today: number; usual: number }>();
    const unusual = rows
      .filter(({ outletId, medicineId, today, usual }) => {
        const place = { medicineId, districtId: outlets.get(outletId)?.districtId };
        return today > (usual * rules.at('unusual', place).threshold) / 100;
      })
      .map(({ outletId, medicineId, today, usual }) =>
        ofShelf({ outletId, medicineId }, 'unusual', { today, usual }),
      );
    return [...new Map(unusual.reverse().map((finding) => [finding.subject, finding])).values()];
  }

  private async overdue(rules: RulesInForce, outlets: ReadonlyMap<string, Outlet>): Promise<Finding[]> {
    const today = this.calendar.today();
    const orders = await this.reader
      .of(SupplyOrder)
      .find({ where: { closedAt: IsNull() }, order: { dueOn: 'DESC' } });
    const late = orders.filter(({ outletId, medicineId, dueOn }) => {
      const place = { medicineId, districtId: outlets.get(outletId)?.districtId };
      return addDays(dueOn, Math.ceil(rules.at('overdue', place).threshold)) <= today;
    });
    // The order that is overdue for longest speaks for its shelf.
    const findings = late.map(({ outletId, medicineId, dueOn }) =>
      ofShelf({ outletId, medicineId }, 'overdue', { dueOn }),
    );
    return [...new Map(findings.map((finding) => [finding.subject, finding])).values()];
  }

  private async uncounted(rules: RulesInForce, outlets: ReadonlyMap<string, Outlet>): Promise<Finding[]> {
    const today = this.calendar.today();
    const stocked = await this.reader
      .of(Lot)
      .createQueryBuilder('lot')
      .select('DISTINCT lot.outlet_id', 'outletId')
      .where('lot.on_hand > 0')
      .getRawMany<{ outletId: string }>();
    const counts = await this.reader
      .of(StockCount)
      .createQueryBuilder('count')
      .select('count.outlet_id', 'outletId')
      .addSelect('MAX(count.posted_at)', 'at')
      .where({ outletId: In(stocked.map(({ outletId }) => outletId)) })
      .groupBy('count.outlet_id')
      .getRawMany<{ outletId: string; at: string | null }>();
    const lastOf = new Map(counts.map(({ outletId, at }) => [outletId, at]));
    return stocked.flatMap(({ outletId }) => {
      const outlet = outlets.get(outletId)!;
      if (!isApproved(outlet.state, outlet.approvedUntil, today)) return [];
      const last = lastOf.get(outletId);
      const since = this.calendar.dayOf(last ? new Date(last) : outlet.registeredAt);
      const days = daysBetween(since, today).length - 1;
      if (days < rules.at('uncounted', { districtId: outlet.districtId }).threshold) return [];
      const subject = `outlet:${outletId}`;
      return [{ subject, outletId, medicineId: null, kinds: ['uncounted' as const], facts: { days } }];
    });
  }
}

const ofShelf = (
  shelf: { readonly outletId: string; readonly medicineId: string },
  kind: AlertKind,
  facts: Finding['facts'],
): Finding => ({ subject: shelfSubject(shelf), ...shelf, kinds: [kind], facts });

/** What these kinds say, once they are over. */
const noLonger = { today: undefined, usual: undefined, dueOn: undefined, days: undefined };
