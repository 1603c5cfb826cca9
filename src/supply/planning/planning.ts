import { Injectable, Logger } from '@nestjs/common';
import { Calendar } from '../../config/calendar.js';
import { oneByOne } from '../../config/one-by-one.js';
import { Round } from '../../config/round.js';
import { addDays, type Day } from '../../config/domain/calendar.js';
import { theProgram } from '../../database/act.js';
import { Reader } from '../../database/connections.js';
import { UnitOfWork } from '../../database/unit-of-work.js';
import { putMany } from '../../database/insert-many.js';
import { nothingKnown } from '../domain/demand.js';
import { planFigures } from '../domain/plan-figures.js';
import { nothingLately } from '../domain/shelf-days.js';
import { reckoned, type Reckoned } from './plan-reckoning.js';
import { DemandDays } from '../demand/demand-days.js';
import { heldShelf } from '../../stock/ledger/held.js';
import { Lot } from '../../stock/ledger/lot.entity.js';
import { ReorderLevel } from '../shelves/reorder-level.entity.js';
import { ShelfWatch } from '../shelves/shelf-watch.js';
import { type Evening, Evenings } from './evenings.js';
import { ShelfPlan } from './shelf-plan.entity.js';

/** Reckons what each shelf is expected to need, when a day is over. */
@Injectable()
export class Planning {
  private readonly log = new Logger(Planning.name);
  /** The last day that this process found closed at every outlet. */
  private closedThrough?: Day;

  constructor(
    private readonly units: UnitOfWork,
    private readonly reader: Reader,
    private readonly evenings: Evenings,
    private readonly days: DemandDays,
    private readonly watch: ShelfWatch,
    private readonly calendar: Calendar,
  ) {}

  /** Closes the days that are over, until each outlet's is closed; then not again before the next midnight. */
  @Round({ name: 'days', everySeconds: 60 })
  async closeDaysOnce(): Promise<void> {
    const yesterday = addDays(this.calendar.today(), -1);
    if (this.closedThrough === yesterday) return;
    const { due, closed } = await this.closeDays();
    if (closed === due) this.closedThrough = yesterday;
  }

  /**
   * Closes the days that are over, outlet by outlet, and has every shelf looked at again: lots expire at midnight,
   * and no act says so. Done twice, it does nothing more; an outlet that fails keeps no other from being closed.
   * @returns for how many outlets it was due, and at how many it was done
   */
  async closeDays(): Promise<{ due: number; closed: number }> {
    const due = await this.due(addDays(this.calendar.today(), -1));
    const closed = await oneByOne(due, this.log, (outletId) => this.closeOutlet(outletId));
    return { due: due.length, closed };
  }

  /** Outlets with a shelf that has not learnt of a day yet. */
  private async due(on: Day): Promise<string[]> {
    const unplanned = async (entity: typeof Lot | typeof ReorderLevel) =>
      this.reader
        .of(entity)
        .createQueryBuilder('shelf')
        .leftJoin(
          ShelfPlan,
          'plan',
          'plan.outlet_id = shelf.outlet_id AND plan.medicine_id = shelf.medicine_id AND plan.through_on >= :on',
          { on },
        )
        .select('shelf.outlet_id', 'outletId')
        .distinct(true)
        .where('plan.outlet_id IS NULL')
        .getRawMany<{ outletId: string }>();
    const found = [...(await unplanned(Lot)), ...(await unplanned(ReorderLevel))];
    return [...new Set(found.map(({ outletId }) => outletId))].sort();
  }

  /**
   * Reads and reckons before it writes, so that nobody waits for the learning; where somebody has noted something for a
   * day that is being closed meanwhile, it begins again.
   */
  private async closeOutlet(outletId: string): Promise<void> {
    const on = addDays(this.calendar.today(), -1);
    for (let tries = 1; tries <= mostTries; tries++) {
      const evening = await this.evenings.of(this.reader.manager, outletId, on);
      const shelves = [...evening.usable.keys()].map((medicineId) => {
        const firstOn = evening.beginnings.get(medicineId) ?? addDays(on, 1);
        const before = evening.plans.get(medicineId) ?? newPlan(outletId, medicineId, firstOn);
        return reckoned(before, evening);
      });
      if (shelves.length === 0 || (await this.write(evening, shelves))) return;
    }
    throw new Error(`The day of outlet ${outletId} was written to again and again while it was closed.`);
  }

  /** @returns whether it was still so that it could be written */
  private write(evening: Evening, shelves: readonly Reckoned[]): Promise<boolean> {
    const plans = shelves.map(({ plan }) => plan);
    return this.units.runHolding(theProgram, async (unit) => {
      await unit.hold(...plans.map(heldShelf));
      if (!(await this.evenings.isStill(unit, evening))) return false;
      for (const { plan, emptyOn } of shelves) for (const day of emptyOn) this.days.ranOut(unit, plan, day);
      await putMany(unit, ShelfPlan, plans);
      await this.watch.look(unit, plans);
      return true;
    });
  }
}

/** A visit is noted for a day that is over now and then, not again and again. */
const mostTries = 5;

const newPlan = (outletId: string, medicineId: string, firstOn: Day): ShelfPlan => ({
  outletId,
  medicineId,
  firstOn,
  throughOn: addDays(firstOn, -1),
  demand: nothingKnown,
  known: 0,
  carried: 0,
  lentBy: 0,
  leadDays: 1,
  leadsSeen: 0,
  ...planFigures(undefined, 0, { leadDays: 1, service: 0.98, cycleDays: 7 }),
  ...nothingLately,
});
