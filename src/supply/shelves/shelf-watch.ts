import { Injectable } from '@nestjs/common';
import { Calendar } from '../../config/calendar.js';
import { HearsAll } from '../../database/hears.js';
import type { Act } from '../../database/act.js';
import type { Unit } from '../../database/unit.js';
import { DemandDays } from '../demand/demand-days.js';
import { isOut } from '../domain/reorder-level.js';
import type { ShelfChange } from '../../stock/ledger/shelf-change.js';
import { heldShelf } from '../../stock/ledger/held.js';
import { shelfKey } from './by-shelf.js';
import { type ShelfState, shelfStates } from './shelf-states.js';

/** Who judges shelves that were touched, within the unit of work that touched them. Alerts lie above and do. */
export abstract class ShelfJudge {
  abstract judge(shelves: readonly ShelfState[], unit: Unit): Promise<void>;
}

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
    await unit.hold(...shelves.map(heldShelf));
    const today = this.calendar.dayOf(unit.at);
    const states = await shelfStates(unit, shelves, today);
    for (const state of states) if (isOut(state.usable, state.level)) this.days.ranOut(unit, state, today);
    await this.judge.judge(states, unit);
  }
}

const shelvesOf = (act: Act): readonly ShelfChange[] =>
  act.carries && 'shelves' in act.carries ? act.carries.shelves : [];
