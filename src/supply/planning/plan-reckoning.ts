import { addDays, type Day, daysBetween, weekdayOf } from '../../config/domain/calendar.js';
import { leadTime } from '../domain/lead-time.js';
import { knowsItself, lent } from '../domain/lent.js';
import { planFigures } from '../domain/plan-figures.js';
import { latelyOver, learntFrom, nothingLately, type ShelfDay } from '../domain/shelf-days.js';
import type { SupplyOrder } from '../orders/supply-order.entity.js';
import { type Evening, windowDays } from './evenings.js';
import type { ShelfPlan } from './shelf-plan.entity.js';

/** A shelf's plan, and the days on which it turned out to have been empty. */
export interface Reckoned {
  readonly plan: ShelfPlan;
  readonly emptyOn: readonly Day[];
}

/** Reckons one shelf's plan: learns from the days since, then says by what it is reordered. */
export function reckoned(before: ShelfPlan, evening: Evening): Reckoned {
  const { plan, emptyOn } = learnt(before, evening);
  return { plan: { ...plan, ...levelled(plan, evening) }, emptyOn };
}

/** Takes in the days that a plan has not learnt from yet. */
function learnt(plan: ShelfPlan, evening: Evening): Reckoned {
  const { on, isClinic } = evening;
  // Where nothing may be handed out, nobody learns what is asked for: the shelf begins when the clinic does.
  if (!isClinic)
    return { plan: { ...plan, throughOn: on, firstOn: addDays(on, 1), ...nothingLately }, emptyOn: [] };
  const own = new Map<Day, ShelfDay>(
    evening.days.filter(({ medicineId }) => medicineId === plan.medicineId).map((day) => [day.on, day]),
  );
  const from = plan.throughOn < plan.firstOn ? plan.firstOn : addDays(plan.throughOn, 1);
  const unseen = daysBetween(from, on);
  const emptyOn = emptyDays(plan, unseen, own, evening);
  for (const day of emptyOn) own.set(day, { units: 0, unmet: 0, ...own.get(day), outs: 1 });
  const { carried, protectedDays } = plan;
  const days = unseen.map((day) => own.get(day));
  const demand = learntFrom(plan.demand, days, { carried, firstWeekday: weekdayOf(from), protectedDays });
  const windowFrom = [addDays(on, 1 - windowDays), plan.firstOn].sort()[1]!;
  return {
    plan: {
      ...plan,
      demand,
      known: demand.known,
      throughOn: on,
      carried: unseen.length > 0 ? 0 : carried,
      ...latelyOver(daysBetween(windowFrom, on).map((day) => own.get(day))),
    },
    emptyOn,
  };
}

/** The figures by which a shelf is reordered from tomorrow on; its neighbours' while it knows too little itself. */
function levelled(plan: ShelfPlan, { on, orders, settings, lenders }: Evening): Partial<ShelfPlan> {
  const { medicineId, demand, known } = plan;
  const ofMedicine = orders.filter((order) => order.medicineId === medicineId);
  const lead = leadTime(ofMedicine.map(leadDaysOf), orders.map(leadDaysOf), settings.leadDays);
  const neighbours = known < knowsItself ? (lenders.get(medicineId) ?? []) : [];
  const speaking = known < knowsItself ? lent(neighbours) : demand;
  const { service, cycleDays } = settings;
  return {
    lentBy: neighbours.length,
    leadDays: lead.days,
    leadsSeen: lead.seen,
    ...planFigures(speaking, weekdayOf(addDays(on, 1)), { leadDays: lead.days, service, cycleDays }),
  };
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
