import type { Language } from '../../config/settings.js';
import type { District } from '../../network/district.entity.js';
import type { Medicine } from '../../medicines/medicine.entity.js';
import { medicineName } from '../../medicines/domain/medicine.js';
import { type Cover, coverOf, type CoverShelf, isNotKept, shelfCover } from '../domain/cover.js';
import { isLow, isOut } from '../domain/reorder-level.js';
import type { CoverOutlet } from './cover-board.js';

/** Fewer days than this are few; more than that are plenty. */
const fewDays = 3;
const enoughDays = 7;
/** Longer than this says nothing more to anybody. */
const longestShown = 99;

/** How a number of days is shown: a figure, or a word where there is none. */
export interface CoverCell {
  readonly days: number | null;
  /** The key of the word in place of the figure. */
  readonly word?: string;
  readonly mood: 'out' | 'few' | 'some' | 'plenty' | 'unknown';
}

export function coverCell(days: number | undefined, out: boolean): CoverCell {
  if (out) return { days: null, word: 'supply.cover.out', mood: 'out' };
  if (days === undefined) return { days: null, word: 'supply.cover.unknown', mood: 'unknown' };
  if (days > longestShown && days < Infinity)
    return { days: null, word: 'supply.cover.long', mood: 'plenty' };
  if (days === Infinity) return { days: null, word: 'supply.cover.noDemand', mood: 'plenty' };
  const mood = days < fewDays ? 'few' : days < enoughDays ? 'some' : 'plenty';
  return { days: days < 10 ? Math.round(days * 10) / 10 : Math.round(days), mood };
}

const shelvesAt = (outlets: readonly CoverOutlet[], medicineId: string): CoverShelf[] =>
  outlets.flatMap(({ shelves }) => shelves.get(medicineId) ?? []);

const shownCover = (cover: Cover) => ({
  ...cover,
  aDay: cover.aDay === undefined ? null : Math.round(cover.aDay * 10) / 10,
  cell: coverCell(cover.days, cover.shelves > 0 && cover.out === cover.shelves),
  outPercent: Math.round(cover.outShare * 1000) / 10,
  filledPercent: Math.round(cover.filled * 1000) / 10,
});

/** A line a medicine: the whole scope, and each of its districts. The shortest cover first. */
export function coverLines(
  medicines: readonly Medicine[],
  outlets: readonly CoverOutlet[],
  districts: readonly District[],
  language: Language,
) {
  const byDistrict = new Map(districts.map(({ id }) => [id, outlets.filter((one) => one.districtId === id)]));
  return medicines
    .map((medicine) => ({ medicine, cover: coverOf(shelvesAt(outlets, medicine.id)) }))
    .filter(({ cover }) => cover.shelves > 0)
    .sort((a, b) => (a.cover.days ?? -1) - (b.cover.days ?? -1) || b.cover.out - a.cover.out)
    .map(({ medicine, cover }) => ({
      id: medicine.id,
      name: medicineName(medicine, language),
      unit: medicine.unit,
      ...shownCover(cover),
      districts: districts.map(({ id, name }) => {
        const there = coverOf(shelvesAt(byDistrict.get(id)!, medicine.id));
        return {
          id,
          name,
          cell: there.shelves === 0 ? undefined : coverCell(there.days, there.out === there.shelves),
          out: there.out,
        };
      }),
    }));
}

/** A line an outlet that keeps a medicine, the shortest cover first. */
export function outletLines(medicineId: string, outlets: readonly CoverOutlet[]) {
  return outlets
    .flatMap((outlet) => {
      const shelf = outlet.shelves.get(medicineId);
      return shelf && !isNotKept(shelf) ? [{ outlet, shelf, days: shelfCover(shelf) }] : [];
    })
    .sort(
      (a, b) =>
        Number(b.shelf.usable === 0) - Number(a.shelf.usable === 0) ||
        (a.days ?? -1) - (b.days ?? -1) ||
        a.outlet.name.localeCompare(b.outlet.name),
    )
    .map(({ outlet: { id, name }, shelf, days }) => ({
      id,
      name,
      ...shelf,
      cell: coverCell(days, isOut(shelf.usable, shelf.level)),
      low: isOut(shelf.usable, shelf.level) || isLow(shelf.usable, shelf.level?.units),
    }));
}

/** The whole scope's cover of one medicine. */
export const medicineCover = (medicineId: string, outlets: readonly CoverOutlet[]) =>
  shownCover(coverOf(shelvesAt(outlets, medicineId)));
