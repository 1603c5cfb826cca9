import { Injectable } from '@nestjs/common';
import { In, MoreThan } from 'typeorm';
import { Calendar } from '../../config/calendar.js';
import type { Day } from '../../config/domain/calendar.js';
import { HearsAll } from '../../database/hears.js';
import type { Act } from '../../database/act.js';
import type { Unit } from '../../database/unit.js';
import { DemandDays } from '../demand/demand-days.js';
import { isUsable } from '../../stock/domain/first-expired.js';
import { isOut, type ShelfLevel, levelOf } from '../domain/reorder-level.js';
import type { ShelfChange } from '../../stock/ledger/shelf-change.js';
import { Lot } from '../../stock/ledger/lot.entity.js';
import { levelColumns, ShelfPlan } from '../planning/shelf-plan.entity.js';
import { ReorderLevel } from './reorder-level.entity.js';
import { byShelf, shelfKey } from './by-shelf.js';

/** A shelf as it stands at the end of a unit of work. Quantities in units. */
export interface ShelfState extends ShelfChange {
  readonly usable: number;
  /** Expired and still there. */
  readonly expired: number;
  /** Recalled and still there. */
  readonly recalled: number;
  readonly recalledLots: readonly string[];
  /** Lots that may be handed out, the first to expire first. */
  readonly lots: readonly Pick<Lot, 'number' | 'expiresOn' | 'onHand'>[];
  readonly level: ShelfLevel | null;
  /** Units a day, as far as the last days tell. */
  readonly plan: Pick<ShelfPlan, 'units' | 'days' | 'daysEmpty'> | null;
}

/** Who judges shelves that were touched, within the unit of work that touched them. Alerts lie above and do. */
export abstract class ShelfJudge {
  abstract judge(shelves: readonly ShelfState[], unit: Unit): Promise<void>;
}

/** Keys in one statement. */
const atOnce = 500;

/**
 * Looks at every shelf that a unit of work has touched, once, when its acts are done: a correction takes back and gives
 * anew, and only what remains counts. What it finds is told to whoever asked, within the same unit.
 */
@Injectable()
export class ShelfWatch {
  constructor(
    private readonly days: DemandDays,
    private readonly judge: ShelfJudge,
    private readonly calendar: Calendar,
  ) {}

  @HearsAll('done')
  lookAfter(acts: readonly Act[], unit: Unit): Promise<void> {
    return this.look(unit, acts.flatMap(shelvesOf));
  }

  /** Looks at some shelves as they stand now. */
  async look(unit: Unit, touched: readonly ShelfChange[]): Promise<void> {
    const shelves = [...new Map(touched.map((shelf) => [shelfKey(shelf), shelf])).values()];
    if (shelves.length === 0) return;
    const today = this.calendar.dayOf(unit.at);
    const states = await this.states(unit, shelves, today);
    for (const state of states)
      if (isOut(state.usable, state.level)) await this.days.ranOut(unit, state, today);
    await this.judge.judge(states, unit);
  }

  private async states(unit: Unit, shelves: readonly ShelfChange[], today: Day): Promise<ShelfState[]> {
    const outletIds = [...new Set(shelves.map(({ outletId }) => outletId))];
    const medicineIds = [...new Set(shelves.map(({ medicineId }) => medicineId))];
    const found: ShelfState[] = [];
    for (let from = 0; from < outletIds.length; from += atOnce) {
      const some = outletIds.slice(from, from + atOnce);
      const where = { outletId: In(some), medicineId: In(medicineIds) };
      const lots = byShelf(await unit.manager.findBy(Lot, { ...where, onHand: MoreThan(0) }));
      const levels = byShelf(await unit.manager.findBy(ReorderLevel, where));
      const plans = byShelf(await unit.manager.find(ShelfPlan, { select: levelColumns, where }));
      for (const { outletId, medicineId } of shelves.filter((shelf) => some.includes(shelf.outletId))) {
        const key = shelfKey({ outletId, medicineId });
        const plan = plans.get(key)?.[0] ?? null;
        const level = levelOf(levels.get(key)?.[0]?.units, plan);
        found.push({ outletId, medicineId, ...counted(lots.get(key) ?? [], today), level, plan });
      }
    }
    return found;
  }
}

function counted(there: readonly Lot[], today: Day) {
  const sum = (some: readonly Lot[]) => some.reduce((total, { onHand }) => total + onHand, 0);
  const usable = there.filter((lot) => isUsable(lot, today));
  const recalled = there.filter(({ recallId }) => recallId !== null);
  return {
    usable: sum(usable),
    expired: sum(there.filter(({ expiresOn }) => expiresOn < today)),
    recalled: sum(recalled),
    recalledLots: recalled.map(({ number }) => number).sort(),
    lots: usable.sort((a, b) => a.expiresOn.localeCompare(b.expiresOn)),
  };
}

const shelvesOf = (act: Act): readonly ShelfChange[] =>
  act.carries && 'shelves' in act.carries ? act.carries.shelves : [];
