import { Injectable } from '@nestjs/common';
import { Round } from '../../config/round.js';
import { Calendar } from '../../config/calendar.js';
import { ActNews } from '../../database/act-news.js';
import { Reader } from '../../database/connections.js';
import { Medicine } from '../../medicines/medicine.entity.js';
import { isApproved } from '../../network/domain/approval.js';
import { District } from '../../network/district.entity.js';
import { Outlet } from '../../network/outlet.entity.js';
import { reaches } from '../../network/reach.js';
import type { Reach } from '../../staff/actor.js';
import type { CoverShelf } from '../domain/cover.js';
import { levelOf } from '../domain/reorder-level.js';
import { Lot } from '../../stock/ledger/lot.entity.js';
import { ShelfPlan } from '../planning/shelf-plan.entity.js';
import { StockSettings } from '../planning/stock-settings.service.js';
import { ReorderLevel } from '../shelves/reorder-level.entity.js';
import { shelfKey } from '../shelves/by-shelf.js';
import { usableLot } from '../../stock/ledger/lots.queries.js';

export type CoverOutlet = Pick<
  Outlet,
  'id' | 'name' | 'address' | 'telephone' | 'districtId' | 'chainId' | 'latitude' | 'longitude'
> & {
  /** Whether it is a convenience clinic today. */
  readonly clinic: boolean;
  /** By medicine. */
  readonly shelves: ReadonlyMap<string, CoverShelf>;
};

/** What every shelf held at an instant. */
export interface CoverSnapshot {
  readonly at: Date;
  readonly medicines: readonly Medicine[];
  readonly districts: readonly District[];
  readonly outlets: readonly CoverOutlet[];
  /** Whether everybody may see it. */
  readonly isPublic: boolean;
}

/** Older than this, a board is read anew behind whoever asks; older than that, before they are answered. */
const freshMs = 30_000;
const uselessMs = 2 * 60_000;

interface ShelfRow {
  readonly outletId: string;
  readonly medicineId: string;
}
type UsableRow = ShelfRow & { readonly usable: string };
type PlanRow = ShelfRow &
  Pick<ShelfPlan, 'point' | 'upTo' | 'days' | 'daysOut' | 'daysEmpty' | 'units' | 'unmet'>;

/**
 * All shelves of the network, held in memory, with the instant at which they were read: a page over a thousand outlets
 * costs what it shows, and a crowd on the public page costs the database nothing.
 */
@Injectable()
export class CoverBoard {
  private held?: CoverSnapshot;
  private reading?: Promise<CoverSnapshot>;

  constructor(
    private readonly reader: Reader,
    private readonly settings: StockSettings,
    private readonly calendar: Calendar,
    news: ActNews,
  ) {
    // Whether it is public holds at once, in every process.
    news.on(['supply.planned-otherwise'], () => (this.held = undefined));
  }

  /** The shelves as they were less than two minutes ago, and mostly less than half a minute ago. */
  async snapshot(): Promise<CoverSnapshot> {
    const age = this.held ? this.calendar.now().getTime() - this.held.at.getTime() : Infinity;
    if (this.held && age >= 0 && age < freshMs) return this.held;
    const reading = this.read();
    if (!this.held || age < 0 || age > uselessMs) return reading;
    // Whoever comes next sees what is read now; a fault shows then.
    reading.catch(() => undefined);
    return this.held;
  }

  /** Reads the board anew if it is not fresh: called now and then, it spares whoever asks the waiting. */
  @Round({ name: 'cover-board', everySeconds: 60, inEveryProcess: true })
  async refresh(): Promise<void> {
    const age = this.held ? this.calendar.now().getTime() - this.held.at.getTime() : Infinity;
    if (Math.abs(age) >= freshMs) await this.read();
  }

  /** The clinics within reach. */
  async outlets(reach: Reach): Promise<{ snapshot: CoverSnapshot; outlets: CoverOutlet[] }> {
    const snapshot = await this.snapshot();
    return {
      snapshot,
      outlets: snapshot.outlets.filter((outlet) => outlet.clinic && reaches(reach, outlet)),
    };
  }

  private read(): Promise<CoverSnapshot> {
    this.reading ??= this.load().finally(() => (this.reading = undefined));
    return this.reading;
  }

  private async load(): Promise<CoverSnapshot> {
    const at = this.calendar.now();
    const today = this.calendar.dayOf(at);
    const [medicines, districts, outlets, settings, usable, plans, levels] = await Promise.all([
      this.reader.of(Medicine).find({ order: { code: 'ASC' } }),
      this.reader.of(District).find({ order: { name: 'ASC' } }),
      this.reader.of(Outlet).find({ order: { name: 'ASC' } }),
      this.settings.get(),
      this.usable(today),
      this.plans(),
      this.reader.of(ReorderLevel).find(),
    ]);
    const shelves = shelvesOf(usable, plans, levels);
    this.held = {
      at,
      medicines,
      districts,
      isPublic: settings.publicPage,
      outlets: outlets.flatMap((outlet) => {
        const own = shelves.get(outlet.id);
        const { id, name, address, telephone, districtId, chainId, latitude, longitude } = outlet;
        const clinic = isApproved(outlet.state, outlet.approvedUntil, today);
        const facts = { id, name, address, telephone, districtId, chainId, latitude, longitude, clinic };
        return own ? [{ ...facts, shelves: own }] : [];
      }),
    };
    return this.held;
  }

  private usable(today: string): Promise<UsableRow[]> {
    return this.reader
      .of(Lot)
      .createQueryBuilder('lot')
      .select('lot.outlet_id', 'outletId')
      .addSelect('lot.medicine_id', 'medicineId')
      .addSelect(`SUM(CASE WHEN ${usableLot} THEN lot.on_hand ELSE 0 END)`, 'usable')
      .where('lot.on_hand > 0', { today })
      .groupBy('lot.outlet_id')
      .addGroupBy('lot.medicine_id')
      .getRawMany();
  }

  private plans(): Promise<PlanRow[]> {
    return this.reader
      .of(ShelfPlan)
      .createQueryBuilder('plan')
      .select('plan.outlet_id', 'outletId')
      .addSelect('plan.medicine_id', 'medicineId')
      .addSelect('plan.point', 'point')
      .addSelect('plan.up_to', 'upTo')
      .addSelect('plan.days', 'days')
      .addSelect('plan.days_out', 'daysOut')
      .addSelect('plan.days_empty', 'daysEmpty')
      .addSelect('plan.units', 'units')
      .addSelect('plan.unmet', 'unmet')
      .getRawMany();
  }
}

const unplanned = { point: null, upTo: null, days: 0, daysOut: 0, daysEmpty: 0, units: 0, unmet: 0 };

function shelvesOf(
  usable: readonly UsableRow[],
  plans: readonly PlanRow[],
  levels: readonly ReorderLevel[],
): Map<string, Map<string, CoverShelf>> {
  const planOf = new Map(plans.map((plan) => [shelfKey(plan), plan]));
  const fixed = new Map(levels.map((level) => [shelfKey(level), level.units]));
  const found = new Map<string, Map<string, CoverShelf>>();
  const add = (row: ShelfRow, units: number) => {
    const key = shelfKey(row);
    const plan = planOf.get(key);
    const { point, upTo, ...lately } = plan ?? unplanned;
    const { days, daysOut, daysEmpty, units: handedOut, unmet } = lately;
    const level = levelOf(fixed.get(key), { point, upTo });
    const shelves = found.get(row.outletId) ?? new Map<string, CoverShelf>();
    if (shelves.has(row.medicineId)) return;
    shelves.set(row.medicineId, {
      usable: units,
      planned: plan !== undefined,
      level,
      days,
      daysOut,
      daysEmpty,
      units: handedOut,
      unmet,
    });
    found.set(row.outletId, shelves);
  };
  for (const row of usable) add(row, Number(row.usable));
  // A shelf that has a plan or a level and nothing on it is out.
  for (const row of [...plans, ...levels]) add(row, 0);
  return found;
}
