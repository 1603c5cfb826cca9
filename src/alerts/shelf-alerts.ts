import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { Calendar } from '../config/calendar.js';
import { addDays, type Day } from '../config/domain/calendar.js';
import type { Unit } from '../database/unit.js';
import { isApproved } from '../network/domain/approval.js';
import { Outlet } from '../network/outlet.entity.js';
import { averageADay } from '../supply/domain/consumption.js';
import { unusedOf } from '../supply/domain/unused.js';
import type { ShelfState } from '../supply/shelves/shelf-states.js';
import type { ShelfJudge } from '../supply/shelves/shelf-watch.js';
import { Alert } from './alert.entity.js';
import { Alerts } from './alerts.service.js';
import type { AlertKind } from './domain/kinds.js';
import { isEasing, type ShelfFacts, shelfKinds, type ShelfThresholds } from './domain/shelf-kinds.js';
import { Plenty } from './plenty.js';
import { type RulesInForce, Thresholds } from './thresholds.service.js';

/** What a shelf itself tells. */
const owned: readonly AlertKind[] = ['recalled', 'neighbour', 'out', 'expired', 'low', 'expiring'];

export const shelfSubject = (shelf: { readonly outletId: string; readonly medicineId: string }): string =>
  `shelf:${shelf.outletId}/${shelf.medicineId}`;

/** Judges every shelf that an act has touched, in the unit of work that touched it, and all of them when a day begins. */
@Injectable()
export class ShelfAlerts implements ShelfJudge {
  constructor(
    private readonly alerts: Alerts,
    private readonly thresholds: Thresholds,
    private readonly calendar: Calendar,
  ) {}

  async judge(shelves: readonly ShelfState[], unit: Unit): Promise<void> {
    const rules = this.thresholds.now();
    const today = this.calendar.dayOf(unit.at);
    const open = await this.alerts.openOf(unit, shelves.map(shelfSubject));
    const doubtful = shelves.filter((shelf) => open.has(shelfSubject(shelf)) || !isFine(shelf, rules, today));
    const outlets = await outletsOf(unit, doubtful);
    const plenty = new Plenty(unit, today);
    for (const shelf of doubtful) {
      const around = { rules, today, plenty, outlet: outlets.get(shelf.outletId)! };
      await this.judgeOne(unit, shelf, open.get(shelfSubject(shelf)), around);
    }
  }

  private async judgeOne(
    unit: Unit,
    shelf: ShelfState,
    alert: Alert | undefined,
    { rules, today, plenty, outlet }: Around,
  ): Promise<void> {
    const { outletId, medicineId, usable, expired, recalled, recalledLots } = shelf;
    const place = { medicineId, districtId: outlet.districtId };
    const thresholds: ShelfThresholds = {
      low: rules.at('low', place).threshold,
      expiring: Math.ceil(rules.at('expiring', place).threshold),
    };
    const facts = factsOf(shelf);
    const wrong = shelfKinds(facts, alert?.kinds ?? [], thresholds, today);
    // An outlet that is no clinic needs nothing; what is dangerous there still is.
    const isClinic = isApproved(outlet.state, outlet.approvedUntil, today);
    const kinds = wrong.filter((kind) => isClinic || kind === 'recalled' || kind === 'expired');
    const neighbour = kinds.includes('out')
      ? await plenty.near(outlet, medicineId, rules.at('neighbour', place).threshold)
      : undefined;
    const finding = {
      subject: shelfSubject(shelf),
      outletId,
      medicineId,
      kinds: neighbour ? [...kinds, 'neighbour' as const] : kinds,
      easing: isEasing(kinds, facts, thresholds),
      facts: {
        usable,
        level: facts.level,
        expired,
        recalled,
        recalledLots: recalledLots.length > 0 ? recalledLots : undefined,
        atRisk: unusedOf(facts.lots, facts.aDay, today, thresholds.expiring),
        neighbour,
      },
    };
    await this.alerts.settle(unit, owned, finding, alert);
  }
}

interface Around {
  readonly rules: RulesInForce;
  readonly today: Day;
  readonly plenty: Plenty;
  readonly outlet: Outlet;
}

const factsOf = ({ usable, expired, recalled, level, lots, plan }: ShelfState): ShelfFacts => ({
  usable,
  expired,
  recalled,
  lots,
  level: level?.units ?? null,
  aDay: plan ? averageADay(plan) : undefined,
});

/** Whether nothing can be wrong: enough on it, nothing blocked, nothing that expires soon. Most visits leave it so. */
function isFine(
  { usable, expired, recalled, level, lots }: ShelfState,
  rules: RulesInForce,
  today: Day,
): boolean {
  if (usable === 0 || expired > 0 || recalled > 0) return false;
  if (level && usable < (level.units * rules.most('low')) / 100) return false;
  const [first] = lots;
  return !first || first.expiresOn > addDays(today, Math.ceil(rules.most('expiring')));
}

async function outletsOf(unit: Unit, shelves: readonly ShelfState[]): Promise<Map<string, Outlet>> {
  const ids = [...new Set(shelves.map(({ outletId }) => outletId))];
  const outlets = ids.length === 0 ? [] : await unit.manager.findBy(Outlet, { id: In(ids) });
  return new Map(outlets.map((outlet) => [outlet.id, outlet]));
}
