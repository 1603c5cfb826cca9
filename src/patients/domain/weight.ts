import { pointed } from '../../values/number.js';
/** Weight in kg that people of an age have, generously: from which age in months, least, most. What lies outside is asked. */
const byAge: readonly (readonly [fromMonths: number, least: number, most: number])[] = [
  [0, 1.5, 8],
  [3, 3, 12],
  [6, 4, 14],
  [12, 5.5, 18],
  [24, 7, 23],
  [36, 9, 27],
  [60, 11, 34],
  [84, 14, 50],
  [120, 18, 75],
  [144, 22, 110],
  [192, 25, 250],
];

/** Whether a weight may be somebody's of that age; one in 斤 that was taken for kg, or with its point lost, is not. */
export function weightFits(ageMonths: number, kg: number): boolean {
  const [, least, most] = byAge.findLast(([from]) => ageMonths >= from)!;
  return kg >= least && kg <= most;
}

const jinInKg = 0.5;

/** Reads `12`, `12.5kg`, `25斤` (half a kilogram each); undefined for what is no weight. */
export function readWeight(text: string): number | undefined {
  const match = /^(\d{1,3}(?:\.\d{1,3})?)\s*(kg|公斤|千克|斤)?$/i.exec(pointed(text));
  if (!match) return undefined;
  return match[2] === '斤' ? Number(match[1]) * jinInKg : Number(match[1]);
}
