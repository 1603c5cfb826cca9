import { Injectable, Logger } from '@nestjs/common';
import { In, MoreThan, MoreThanOrEqual } from 'typeorm';
import { Calendar } from '../../config/calendar.js';
import { addDays, type Day, daysBetween, weekdayOf } from '../../config/domain/calendar.js';
import { theProgram } from '../../database/act.js';
import { Reader } from '../../database/connections.js';
import { UnitOfWork } from '../../database/unit-of-work.js';
import type { Unit } from '../../database/unit.js';
import { isApproved } from '../../network/domain/approval.js';
import { Outlet } from '../../network/outlet.entity.js';
import { DemandDay } from '../demand/demand-day.entity.js';
import { DemandDays } from '../demand/demand-days.js';
import { deviationOf, expectedOn, nothingKnown, observed } from '../domain/demand.js';
import { leadTime } from '../domain/lead-time.js';
import { knowsItself, lent } from '../domain/lent.js';
import { protectedDays, reorderAt, type Terms } from '../domain/reorder.js';
import { Lot } from '../ledger/lot.entity.js';
import { Movement } from '../ledger/movement.entity.js';
import { SupplyOrder } from '../orders/supply-order.entity.js';
import { ReorderLevel } from '../reorder-level.entity.js';
import { ShelfWatch } from '../shelves/shelf-watch.js';
import { Neighbours } from './neighbours.js';
import { ShelfPlan } from './shelf-plan.entity.js';
import { type PlanSettings, StockSettings } from './stock-settings.service.js';

/** Days over which a page says what a day takes. */
const windowDays = 28;
/** Deliveries of so many days back tell the lead time. */
const leadsOfDays = 180;
/** A day so many deviations above what was expected is unusual. */
const unusualDeviations = 4;
const leastUnusual = 3;

/** What is known of an outlet when a day is over. */
interface Evening {
  readonly on: Day;
  readonly days: readonly DemandDay[];
  readonly plans: ReadonlyMap<string, ShelfPlan>;
  /** Usable units by medicine. */
  readonly usable: ReadonlyMap<string, number>;
  /** Medicines that the outlet says it does not keep. */
  readonly notKept: ReadonlySet<string>;
  /** Whether anything may be handed out there. */
  readonly isClinic: boolean;
  readonly orders: readonly SupplyOrder[];
  readonly settings: PlanSettings;
}

/** Reckons what each shelf is expected to need, when a day is over. */
@Injectable()
export class Planning {
  private readonly log = new Logger(Planning.name);

  constructor(
    private readonly units: UnitOfWork,
    private readonly reader: Reader,
    private readonly days: DemandDays,
    private readonly neighbours: Neighbours,
    private readonly settings: StockSettings,
    private readonly watch: ShelfWatch,
    private readonly calendar: Calendar,
  ) {}

  /**
   * Closes the days that are over, outlet by outlet, and has every shelf looked at again: lots expire at midnight,
   * and no act says so. Done twice, it does nothing more. @returns how many outlets it was for
   */
  async closeDays(): Promise<number> {
    const due = await this.due(addDays(this.calendar.today(), -1));
    for (const outletId of due)
      await this.units
        .run(theProgram, (unit) => this.closeOutlet(unit, outletId))
        .catch((error: unknown) =>
          this.log.error(`The day of outlet ${outletId} is not closed: ${String(error)}`),
        );
    return due.length;
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
    const evening = await this.evening(unit, outletId, on);
    const medicineIds = [...evening.usable.keys()];
    const beginnings = await this.beginnings(
      unit,
      outletId,
      medicineIds.filter((id) => !evening.plans.has(id)),
    );
    const plans: ShelfPlan[] = [];
    for (const medicineId of medicineIds) {
      const shelf = { outletId, medicineId };
      const before =
        evening.plans.get(medicineId) ?? unplanned(shelf, beginnings.get(medicineId) ?? addDays(on, 1));
      const learnt = await this.learn(unit, before, evening);
      plans.push({ ...learnt, ...(await this.reckon(unit, learnt, evening)) });
    }
    if (plans.length > 0) await unit.manager.upsert(ShelfPlan, plans, ['outletId', 'medicineId']);
    await this.watch.look(
      unit,
      plans.map(({ medicineId }) => ({ outletId, medicineId })),
    );
  }

  private async evening(unit: Unit, outletId: string, on: Day): Promise<Evening> {
    const plans = await unit.manager.findBy(ShelfPlan, { outletId });
    const since = [addDays(on, 1 - windowDays), ...plans.map(({ throughOn }) => throughOn)].sort()[0]!;
    const outlet = await unit.manager.findOneByOrFail(Outlet, { id: outletId });
    const lots = await unit.manager.findBy(Lot, { outletId, onHand: MoreThan(0) });
    const levels = await unit.manager.findBy(ReorderLevel, { outletId });
    const usable = new Map((await this.kept(unit, outletId)).map((medicineId) => [medicineId, 0]));
    for (const { medicineId } of levels) usable.set(medicineId, 0);
    for (const { medicineId, onHand, expiresOn, recallId } of lots)
      if (expiresOn >= on && recallId === null) usable.set(medicineId, usable.get(medicineId)! + onHand);
    const isNew = plans.length < usable.size;
    return {
      on,
      plans: new Map(plans.map((plan) => [plan.medicineId, plan])),
      usable,
      notKept: new Set(levels.filter(({ units }) => units === 0).map(({ medicineId }) => medicineId)),
      isClinic: isApproved(outlet.state, outlet.approvedUntil, on),
      days: await unit.manager.findBy(DemandDay, {
        outletId,
        ...(!isNew && { on: MoreThanOrEqual(since) }),
      }),
      orders: await unit.manager.find(SupplyOrder, {
        where: { outletId, arrivedOn: MoreThanOrEqual(addDays(on, -leadsOfDays)) },
        order: { arrivedOn: 'DESC', id: 'DESC' },
      }),
      settings: await this.settings.get(unit.manager),
    };
  }

  /** The medicines that an outlet has ever had. */
  private async kept(unit: Unit, outletId: string): Promise<string[]> {
    const rows = await unit.manager
      .createQueryBuilder(Lot, 'lot')
      .select('lot.medicine_id', 'medicineId')
      .distinct(true)
      .where('lot.outlet_id = :outletId', { outletId })
      .getRawMany<{ medicineId: string }>();
    return rows.map(({ medicineId }) => medicineId);
  }

  /** The first day of shelves that are not planned yet. */
  private async beginnings(unit: Unit, outletId: string, medicineIds: string[]): Promise<Map<string, Day>> {
    if (medicineIds.length === 0) return new Map();
    const rows = await unit.manager
      .createQueryBuilder(Movement, 'movement')
      .select('movement.medicine_id', 'medicineId')
      .addSelect('MIN(movement.at)', 'at')
      .where({ outletId, medicineId: In(medicineIds) })
      .groupBy('movement.medicine_id')
      .getRawMany<{ medicineId: string; at: string }>();
    return new Map(rows.map(({ medicineId, at }) => [medicineId, this.calendar.dayOf(new Date(at))]));
  }

  /** Takes in the days that a plan has not learnt from yet. */
  private async learn(unit: Unit, plan: ShelfPlan, evening: Evening): Promise<ShelfPlan> {
    const { on, isClinic } = evening;
    // Where nothing may be handed out, nobody learns what is asked for: the shelf begins when the clinic does.
    if (!isClinic) return { ...plan, throughOn: on, firstOn: addDays(on, 1), ...nothingLately };
    const own = new Map(
      evening.days.filter(({ medicineId }) => medicineId === plan.medicineId).map((day) => [day.on, day]),
    );
    const from = plan.throughOn < plan.firstOn ? plan.firstOn : addDays(plan.throughOn, 1);
    const unseen = daysBetween(from, on);
    for (const day of this.emptyDays(plan, unseen, own, evening)) {
      await this.days.ranOut(unit, plan, day);
      own.set(day, { ...plan, on: day, units: 0, unmet: 0, ...own.get(day), outs: 1 });
    }
    let { demand } = plan;
    for (const [n, day] of unseen.entries()) {
      const { units, short } = seen(own.get(day));
      const late = n === 0 ? plan.carried : 0;
      const known = short ? undefined : Math.max(0, units + late);
      demand = observed(demand, weekdayOf(day), known, plan.protectedDays);
    }
    const first = [addDays(on, 1 - windowDays), plan.firstOn].sort()[1]!;
    const window = daysBetween(first, on).map((day) => seen(own.get(day)));
    const total = (of: (day: Seen) => number) => window.reduce((sum, day) => sum + of(day), 0);
    return {
      ...plan,
      demand,
      known: demand.known,
      throughOn: on,
      carried: unseen.length > 0 ? 0 : plan.carried,
      days: window.length,
      daysOut: total(({ short }) => Number(short)),
      daysEmpty: total(({ short, units }) => Number(short && units === 0)),
      units: total(({ units }) => units),
      unmet: total(({ unmet }) => unmet),
    };
  }

  /** Of a shelf that is empty now, the days since it last handed something out that nobody has found empty. */
  private emptyDays(
    { medicineId }: ShelfPlan,
    unseen: readonly Day[],
    own: ReadonlyMap<Day, DemandDay>,
    { usable, notKept }: Evening,
  ): Day[] {
    if (usable.get(medicineId) !== 0 || notKept.has(medicineId)) return [];
    const last = unseen.findLastIndex((day) => (own.get(day)?.units ?? 0) > 0);
    return unseen.slice(last + 1).filter((day) => !own.get(day)?.outs);
  }

  /** The figures by which a shelf is reordered from tomorrow on; none while nobody knows what it takes. */
  private async reckon(
    unit: Unit,
    plan: ShelfPlan,
    { on, orders, settings }: Evening,
  ): Promise<Partial<ShelfPlan>> {
    const { outletId, medicineId, demand: own } = plan;
    const leadsOf = (some: readonly SupplyOrder[]) =>
      some.map(({ orderedOn, arrivedOn }) => daysBetween(orderedOn, arrivedOn!).length - 1);
    const ofMedicine = orders.filter((order) => order.medicineId === medicineId);
    const lead = leadTime(leadsOf(ofMedicine), leadsOf(orders), settings.leadDays);
    const terms: Terms = { leadDays: lead.days, service: settings.service, cycleDays: settings.cycleDays };
    const lenders = own.known < knowsItself ? await this.neighbours.of(unit, outletId, medicineId) : [];
    const demand = own.known < knowsItself ? lent(lenders) : own;
    const common = {
      lentBy: lenders.length,
      leadDays: lead.days,
      leadsSeen: lead.seen,
      protectedDays: protectedDays(terms),
    };
    if (!demand)
      return { ...common, expected: null, safety: null, point: null, upTo: null, unusualAbove: null };
    const weekday = weekdayOf(addDays(on, 1));
    const { expected, safety, point, upTo } = reorderAt(demand, weekday, terms);
    const aDay = expectedOn(demand, weekday, 1);
    const unusual = aDay + unusualDeviations * deviationOf(demand, aDay);
    return {
      ...common,
      expected,
      safety,
      point: Math.ceil(point),
      upTo: Math.ceil(upTo),
      unusualAbove: Math.max(leastUnusual, Math.ceil(unusual)),
    };
  }
}

interface Seen {
  readonly units: number;
  readonly unmet: number;
  /** There was not enough, so that nobody knows what would have been asked for. */
  readonly short: boolean;
}

const seen = ({ units = 0, unmet = 0, outs = 0 }: Partial<DemandDay> = {}): Seen => ({
  units: Math.max(0, units),
  unmet,
  short: outs > 0 || unmet > 0,
});

const unplanned = (
  { outletId, medicineId }: Pick<ShelfPlan, 'outletId' | 'medicineId'>,
  firstOn: Day,
): ShelfPlan => ({
  outletId,
  medicineId,
  firstOn,
  throughOn: addDays(firstOn, -1),
  demand: nothingKnown,
  known: 0,
  lentBy: 0,
  expected: null,
  safety: null,
  protectedDays: protectedDays({ leadDays: 1, service: 0.98, cycleDays: 7 }),
  leadDays: 1,
  leadsSeen: 0,
  point: null,
  upTo: null,
  unusualAbove: null,
  carried: 0,
  ...nothingLately,
});

const nothingLately = { days: 0, daysOut: 0, daysEmpty: 0, units: 0, unmet: 0 };
