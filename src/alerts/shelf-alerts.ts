import { Injectable, type OnModuleInit } from '@nestjs/common';
import { In } from 'typeorm';
import { Calendar } from '../config/calendar.js';
import { addDays, type Day } from '../config/domain/calendar.js';
import type { Unit } from '../database/unit.js';
import { Outlet } from '../network/outlet.entity.js';
import { averageADay } from '../stock/domain/consumption.js';
import { unusedOf } from '../stock/domain/unused.js';
import { type ShelfState, ShelfWatch } from '../stock/shelves/shelf-watch.js';
import { Alert } from './alert.entity.js';
import { Alerts } from './alerts.service.js';
import type { AlertKind } from './domain/kinds.js';
import { type ShelfFacts, shelfKinds, type ShelfThresholds } from './domain/shelf-kinds.js';
import { Plenty } from './plenty.js';
import { type RulesInForce, Thresholds } from './thresholds.service.js';

/** What a shelf itself tells. */
const owned: readonly AlertKind[] = ['recalled', 'neighbour', 'out', 'expired', 'low', 'expiring'];

export const shelfSubject = (shelf: { readonly outletId: string; readonly medicineId: string }): string =>
  `shelf:${shelf.outletId}/${shelf.medicineId}`;

/** Judges every shelf that an act has touched, in the unit of work that touched it, and all of them when a day begins. */
@Injectable()
export class ShelfAlerts implements OnModuleInit {
  constructor(
    private readonly watch: ShelfWatch,
    private readonly alerts: Alerts,
    private readonly thresholds: Thresholds,
    private readonly plenty: Plenty,
    private readonly calendar: Calendar,
  ) {}

  onModuleInit(): void {
    this.watch.tell((shelves, unit) => this.judge(shelves, unit));
  }

  private async judge(shelves: readonly ShelfState[], unit: Unit): Promise<void> {
    const rules = await this.thresholds.now();
    const today = this.calendar.dayOf(unit.at);
    const open = await this.alerts.openOf(unit, shelves.map(shelfSubject));
    const districts = new Districts(unit, shelves);
    for (const shelf of shelves) {
      const alert = open.get(shelfSubject(shelf));
      if (!alert && isFine(shelf, rules, today)) continue;
      const districtId = await districts.of(shelf.outletId);
      await this.judgeOne(unit, { ...shelf, districtId }, alert, { rules, today });
    }
  }

  private async judgeOne(
    unit: Unit,
    shelf: ShelfState & { readonly districtId: string },
    alert: Alert | undefined,
    { rules, today }: { readonly rules: RulesInForce; readonly today: Day },
  ): Promise<void> {
    const { outletId, medicineId, usable, expired, recalled } = shelf;
    const [low, expiring] = [
      rules.at('low', shelf).threshold,
      Math.ceil(rules.at('expiring', shelf).threshold),
    ];
    const thresholds: ShelfThresholds = { low, expiring };
    const facts = factsOf(shelf);
    const kinds = shelfKinds(facts, alert?.kinds ?? [], thresholds, today);
    const neighbour =
      kinds.includes('out') && !alert?.kinds.includes('neighbour')
        ? await this.plenty.near(unit, shelf, rules.at('neighbour', shelf).threshold, today)
        : undefined;
    const stillNear = kinds.includes('out') && alert?.kinds.includes('neighbour');
    const finding = {
      subject: shelfSubject(shelf),
      outletId,
      medicineId,
      kinds: neighbour || stillNear ? [...kinds, 'neighbour' as const] : kinds,
      facts: {
        usable,
        level: facts.level,
        expired,
        recalled,
        atRisk: unusedOf(facts.lots, facts.aDay, today, expiring),
        ...(neighbour && { neighbour }),
      },
    };
    await this.alerts.settle(unit, owned, finding, alert);
  }
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

/** The districts of some outlets, read once when the first is asked for. */
class Districts {
  private known?: Promise<Map<string, string>>;

  constructor(
    private readonly unit: Unit,
    private readonly shelves: readonly ShelfState[],
  ) {}

  async of(outletId: string): Promise<string> {
    this.known ??= this.read();
    return (await this.known).get(outletId)!;
  }

  private async read(): Promise<Map<string, string>> {
    const ids = [...new Set(this.shelves.map(({ outletId }) => outletId))];
    const outlets = await this.unit.manager.find(Outlet, {
      select: { id: true, districtId: true },
      where: { id: In(ids) },
    });
    return new Map(outlets.map(({ id, districtId }) => [id, districtId]));
  }
}
