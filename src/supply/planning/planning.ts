import { Injectable, Logger } from '@nestjs/common';
import { Calendar } from '../../config/calendar.js';
import { oneByOne } from '../../config/one-by-one.js';
import { Round } from '../../config/round.js';
import { addDays, type Day, daysBetween, weekdayOf } from '../../config/domain/calendar.js';
import { theProgram } from '../../database/act.js';
import { Reader } from '../../database/connections.js';
import { UnitOfWork } from '../../database/unit-of-work.js';
import type { Unit } from '../../database/unit.js';
import { DemandDays } from '../demand/demand-days.js';
import { nothingKnown } from '../domain/demand.js';
import { leadTime } from '../domain/lead-time.js';
import { knowsItself, lent } from '../domain/lent.js';
import { planFigures } from '../domain/plan-figures.js';
import { latelyOver, learntFrom, nothingLately, type ShelfDay } from '../domain/shelf-days.js';
import { Lot } from '../../stock/ledger/lot.entity.js';
import type { SupplyOrder } from '../orders/supply-order.entity.js';
import { ReorderLevel } from '../shelves/reorder-level.entity.js';
import { ShelfWatch } from '../shelves/shelf-watch.js';
import { type Evening, Evenings, windowDays } from './evenings.js';
import { Neighbours } from './neighbours.js';
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
    private readonly neighbours: Neighbours,
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
    const closed = await oneByOne(due, this.log, (outletId) =>
      this.units.run(theProgram, (unit) => this.closeOutlet(unit, outletId)),
    );
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

  private async closeOutlet(unit: Unit, outletId: string): Promise<void> {
    const on = addDays(this.calendar.dayOf(unit.at), -1);
    const evening = await this.evenings.of(unit, outletId, on);
    const plans: ShelfPlan[] = [];
    for (const medicineId of evening.usable.keys()) {
      const firstOn = evening.beginnings.get(medicineId) ?? addDays(on, 1);
      const before = evening.plans.get(medicineId) ?? newPlan(outletId, medicineId, firstOn);
      const learnt = await this.learn(unit, before, evening);
      plans.push({ ...learnt, ...(await this.reckon(unit, learnt, evening)) });
    }
    if (plans.length > 0) await unit.manager.upsert(ShelfPlan, plans, ['outletId', 'medicineId']);
    await this.watch.look(
      unit,
      plans.map(({ medicineId }) => ({ outletId, medicineId })),
    );
  }

  /** Takes in the days that a plan has not learnt from yet. */
  private async learn(unit: Unit, plan: ShelfPlan, evening: Evening): Promise<ShelfPlan> {
    const { on, isClinic } = evening;
    // Where nothing may be handed out, nobody learns what is asked for: the shelf begins when the clinic does.
    if (!isClinic) return { ...plan, throughOn: on, firstOn: addDays(on, 1), ...nothingLately };
    const own = new Map<Day, ShelfDay>(
      evening.days.filter(({ medicineId }) => medicineId === plan.medicineId).map((day) => [day.on, day]),
    );
    const from = plan.throughOn < plan.firstOn ? plan.firstOn : addDays(plan.throughOn, 1);
    const unseen = daysBetween(from, on);
    for (const day of emptyDays(plan, unseen, own, evening)) {
      await this.days.ranOut(unit, plan, day);
      own.set(day, { units: 0, unmet: 0, ...own.get(day), outs: 1 });
    }
    const { carried, protectedDays } = plan;
    const days = unseen.map((day) => own.get(day));
    const demand = learntFrom(plan.demand, days, { carried, firstWeekday: weekdayOf(from), protectedDays });
    const windowFrom = [addDays(on, 1 - windowDays), plan.firstOn].sort()[1]!;
    return {
      ...plan,
      demand,
      known: demand.known,
      throughOn: on,
      carried: unseen.length > 0 ? 0 : carried,
      ...latelyOver(daysBetween(windowFrom, on).map((day) => own.get(day))),
    };
  }

  /** The figures by which a shelf is reordered from tomorrow on; its neighbours' while it knows too little itself. */
  private async reckon(unit: Unit, plan: ShelfPlan, evening: Evening): Promise<Partial<ShelfPlan>> {
    const { on, orders, settings } = evening;
    const { outletId, medicineId, demand, known } = plan;
    const ofMedicine = orders.filter((order) => order.medicineId === medicineId);
    const lead = leadTime(ofMedicine.map(leadDaysOf), orders.map(leadDaysOf), settings.leadDays);
    const lenders = known < knowsItself ? await this.neighbours.of(unit, outletId, medicineId) : [];
    const speaking = known < knowsItself ? lent(lenders) : demand;
    const { service, cycleDays } = settings;
    return {
      lentBy: lenders.length,
      leadDays: lead.days,
      leadsSeen: lead.seen,
      ...planFigures(speaking, weekdayOf(addDays(on, 1)), { leadDays: lead.days, service, cycleDays }),
    };
  }
}

/** Of a shelf that is empty now, the days since it last handed something out that nobody has found empty. */
function emptyDays(
  { medicineId }: ShelfPlan,
  unseen: readonly Day[],
  own: ReadonlyMap<Day, ShelfDay>,
  { usable, notKept }: Evening,
): Day[] {
  if (usable.get(medicineId) !== 0 || notKept.has(medicineId)) return [];
  const last = unseen.findLastIndex((day) => (own.get(day)?.units ?? 0) > 0);
  return unseen.slice(last + 1).filter((day) => !own.get(day)?.outs);
}

const leadDaysOf = ({ orderedOn, arrivedOn }: SupplyOrder): number =>
  daysBetween(orderedOn, arrivedOn!).length - 1;

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
