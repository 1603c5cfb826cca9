import type { Day } from '../../config/domain/calendar.js';
import type { Unit } from '../../database/unit.js';
import { Medicine } from '../../medicines/medicine.entity.js';
import { Outlet } from '../../network/outlet.entity.js';
import { isUsable } from '../../stock/domain/first-expired.js';
import { Lot } from '../../stock/ledger/lot.entity.js';
import type { ShelfChange } from '../../stock/ledger/shelf-change.js';
import { type ShelfLevel, levelOf } from '../domain/reorder-level.js';
import { ShelfPlan } from '../planning/shelf-plan.entity.js';
import { byShelf, shelfKey } from './by-shelf.js';
import { ReorderLevel } from './reorder-level.entity.js';

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

/** Shelves in one statement. */
const atOnce = 500;

type LotRow = Pick<Lot, 'number' | 'expiresOn' | 'onHand' | 'recallId'>;

/** A shelf with one of its lots, if it has any. */
interface Row extends ShelfChange, LotRow, Pick<ShelfPlan, 'point' | 'upTo'> {
  readonly level: number | null;
  /** Null for a shelf that is not planned. */
  readonly units: number | null;
  readonly days: number;
  readonly daysEmpty: number;
}

/** How some shelves stand, each with its lots, its level and what a day takes, in one statement. */
export async function shelfStates(
  unit: Unit,
  shelves: readonly ShelfChange[],
  today: Day,
): Promise<ShelfState[]> {
  const wanted = new Set(shelves.map(shelfKey));
  const medicineIds = [...new Set(shelves.map(({ medicineId }) => medicineId))];
  const outletIds = [...new Set(shelves.map(({ outletId }) => outletId))];
  const outletsAtOnce = Math.max(1, Math.floor(atOnce / medicineIds.length));
  const rows: Row[] = [];
  for (let from = 0; from < outletIds.length; from += outletsAtOnce)
    rows.push(...(await read(unit, outletIds.slice(from, from + outletsAtOnce), medicineIds)));
  const found = byShelf(rows.filter((row) => wanted.has(shelfKey(row))));
  return shelves.map((shelf) => stateOf(shelf, found.get(shelfKey(shelf)) ?? [], today));
}

function read(unit: Unit, outletIds: readonly string[], medicineIds: readonly string[]): Promise<Row[]> {
  const at = (alias: string) => `${alias}.outlet_id = outlet.id AND ${alias}.medicine_id = medicine.id`;
  return unit.manager
    .createQueryBuilder(Outlet, 'outlet')
    .innerJoin(Medicine, 'medicine', 'medicine.id IN (:...medicineIds)', { medicineIds })
    .leftJoin(Lot, 'lot', `${at('lot')} AND lot.on_hand > 0`)
    .leftJoin(ReorderLevel, 'level', at('level'))
    .leftJoin(ShelfPlan, 'plan', at('plan'))
    .select('outlet.id', 'outletId')
    .addSelect('medicine.id', 'medicineId')
    .addSelect('lot.number', 'number')
    .addSelect('lot.expires_on', 'expiresOn')
    .addSelect('lot.on_hand', 'onHand')
    .addSelect('lot.recall_id', 'recallId')
    .addSelect('level.units', 'level')
    .addSelect('plan.point', 'point')
    .addSelect('plan.up_to', 'upTo')
    .addSelect('plan.units', 'units')
    .addSelect('plan.days', 'days')
    .addSelect('plan.days_empty', 'daysEmpty')
    .where('outlet.id IN (:...outletIds)', { outletIds })
    .getRawMany<Row>();
}

function stateOf({ outletId, medicineId }: ShelfChange, rows: readonly Row[], today: Day): ShelfState {
  const [first] = rows;
  const plan =
    first && first.units !== null
      ? { units: first.units, days: first.days, daysEmpty: first.daysEmpty }
      : null;
  return {
    outletId,
    medicineId,
    ...counted(
      rows.filter(({ number }) => number !== null),
      today,
    ),
    level: levelOf(first?.level, first),
    plan,
  };
}

function counted(there: readonly LotRow[], today: Day) {
  const sum = (some: readonly LotRow[]) => some.reduce((total, { onHand }) => total + onHand, 0);
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
