import { isNotKept, shelfCover } from '../domain/cover.js';
import type { CoverOutlet } from './cover-board.js';

/** Less than this many days are "a few left". */
const fewDays = 3;

type Left = 'plenty' | 'few' | 'none';

const rank: Record<Left, number> = { plenty: 0, few: 1, none: 2 };

/**
 * The clinics that keep a medicine, those that have it first. In words and not in figures: a crowd that reads how many
 * boxes are left where runs for the last one.
 */
export function publicLines(medicineId: string, outlets: readonly CoverOutlet[], districtId?: string) {
  return outlets
    .flatMap(({ shelves, ...outlet }) => {
      const shelf = shelves.get(medicineId);
      if (!outlet.clinic || !shelf || isNotKept(shelf) || (districtId && outlet.districtId !== districtId))
        return [];
      const days = shelfCover(shelf);
      const few =
        days === undefined ? shelf.level !== null && shelf.usable < shelf.level.units : days < fewDays;
      const left: Left = shelf.usable === 0 ? 'none' : few ? 'few' : 'plenty';
      const { name, address, telephone } = outlet;
      return [{ name, address, telephone, left, word: `supply.inStock.${left}` }];
    })
    .sort((a, b) => rank[a.left] - rank[b.left] || a.name.localeCompare(b.name));
}
