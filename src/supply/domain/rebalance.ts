import type { Day } from '../../config/domain/calendar.js';
import { coverDays } from './consumption.js';
import { isLow, isOut, type ShelfLevel } from './reorder-level.js';
import { type ExpiringLot, type Unused, unusedOf } from './unused.js';

/** One outlet's stock of a medicine, as far as moving some of it goes. Quantities in units. */
export interface Holding {
  readonly outletId: string;
  /** Usable, and not promised to anybody. */
  readonly usable: number;
  /** On its way there already. */
  readonly coming: number;
  readonly level: ShelfLevel | null;
  /** What a day takes; undefined where nobody knows. */
  readonly aDay?: number;
  /** Usable lots, the first to expire first. */
  readonly lots: readonly ExpiringLot[];
}

/** One proposed transfer, with why. Days are of cover; undefined where nobody knows what a day takes. */
export interface Move {
  readonly fromOutletId: string;
  readonly toOutletId: string;
  readonly units: number;
  readonly kilometres?: number;
  readonly giver: Change;
  readonly taker: Change & { readonly out: boolean };
  /** What the giver would not use before it expires, and when the first of it does. */
  readonly expiring?: Unused;
}

interface Change {
  readonly before?: number;
  readonly after?: number;
}

/** Days of cover that a giver keeps, and that a taker is filled up to. */
const keptDays = 14;
const filledDays = 7;
/** What expires within so many days and is not used by then is better given away. */
const expiringDays = 90;
/** Another trip costs as much as so many kilometres more, and saving what expires is worth so many. */
const tripKm = 4;
const savingKm = 6;
/** Of what is needed, less than this share is worth no trip. */
const leastShare = 0.2;
/** Where nobody knows the distance. */
const usualKm = 10;

/**
 * Which outlets should give some of a medicine to which: those that are out first, from who has more than they need,
 * first of all what would expire there, near rather than far, and in few trips.
 * @param distance in kilometres; undefined where it is not known
 * @param pack units that stay together: those of a pack that is not split
 */
export function rebalance(
  holdings: readonly Holding[],
  distance: (from: string, to: string) => number | undefined,
  today: Day,
  pack = 1,
): Move[] {
  const givers = holdings.map((holding) => giverOf(holding, today)).filter(({ spare }) => spare >= pack);
  const moves: Move[] = [];
  for (const { holding, need } of takersOf(holdings)) {
    let open = need;
    const candidates = givers.filter(
      (giver) => giver.holding.outletId !== holding.outletId && giver.spare >= pack,
    );
    while (open >= pack) {
      const least = Math.max(1, Math.ceil(need * leastShare));
      const [best] = candidates
        .filter(
          (giver) =>
            !giver.used.has(holding.outletId) && Math.min(giver.spare, open) >= Math.min(least, open),
        )
        .map((giver) => ({ giver, km: distance(giver.holding.outletId, holding.outletId) }))
        .sort((a, b) => priceOf(a, open) - priceOf(b, open));
      if (!best) break;
      const units = wholePacks(Math.min(best.giver.spare, open), pack);
      moves.push(moveOf(best, holding, units, need - open));
      best.giver.used.add(holding.outletId);
      best.giver.spare -= units;
      best.giver.given += units;
      open -= units;
    }
  }
  return moves;
}

interface Giver {
  readonly holding: Holding;
  readonly expiring?: Move['expiring'];
  readonly used: Set<string>;
  spare: number;
  given: number;
}

function giverOf(holding: Holding, today: Day): Giver {
  const { usable, level, aDay } = holding;
  const keeps = Math.max(level?.upTo ?? 0, Math.ceil((aDay ?? 0) * keptDays));
  // Nobody knows what it needs itself: it gives nothing.
  const knows = level !== null || aDay !== undefined;
  return {
    holding,
    expiring: unusedOf(holding.lots, aDay, today, expiringDays),
    used: new Set(),
    spare: knows ? Math.max(0, usable - keeps) : 0,
    given: 0,
  };
}

/** Who needs some, and how much, the most urgent first. */
function takersOf(holdings: readonly Holding[]): { holding: Holding; need: number }[] {
  return holdings
    .filter(({ usable, level }) => isOut(usable, level) || isLow(usable, level?.units))
    .map((holding) => {
      const { usable, coming, level, aDay } = holding;
      const wanted = Math.max(level?.units ?? 0, Math.ceil((aDay ?? 0) * filledDays));
      return { holding, need: wanted - usable - coming };
    })
    .filter(({ need }) => need > 0)
    .sort(
      (a, b) =>
        Number(b.holding.usable === 0) - Number(a.holding.usable === 0) ||
        coverOf(a.holding, a.holding.usable) - coverOf(b.holding, b.holding.usable) ||
        a.holding.outletId.localeCompare(b.holding.outletId),
    );
}

const coverOf = ({ aDay }: Holding, usable: number): number => coverDays(usable, aDay) ?? -1;

/** What a move costs, in kilometres. */
function priceOf({ giver, km = usualKm }: { giver: Giver; km?: number }, open: number): number {
  const further = Math.ceil(open / Math.min(giver.spare, open)) - 1;
  const saves = giver.expiring && giver.expiring.units > giver.given;
  return km + further * tripKm - (saves ? savingKm : 0);
}

function moveOf(
  { giver, km }: { giver: Giver; km?: number },
  taker: Holding,
  units: number,
  alreadyComing: number,
): Move {
  const { holding, expiring, given } = giver;
  const days = ({ aDay }: Holding, usable: number) => coverDays(usable, aDay);
  const stillUnused = expiring && expiring.units - given;
  return {
    fromOutletId: holding.outletId,
    toOutletId: taker.outletId,
    units,
    ...(km !== undefined && { kilometres: km }),
    giver: {
      before: days(holding, holding.usable - given),
      after: days(holding, holding.usable - given - units),
    },
    taker: {
      out: taker.usable === 0,
      before: days(taker, taker.usable),
      after: days(taker, taker.usable + taker.coming + alreadyComing + units),
    },
    ...(expiring && stillUnused && stillUnused > 0 && { expiring: { ...expiring, units: stillUnused } }),
  };
}

const wholePacks = (units: number, pack: number): number => Math.floor(units / pack) * pack;
