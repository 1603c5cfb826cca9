import type { ToldDose } from '../medicines/domain/told-dose.js';
import type { VisitMedicine } from './visit.entity.js';

/** The columns that keep a dose as it was told. */
export const toldColumns = (dose: ToldDose | undefined) => ({
  doseUnits: dose?.units ?? null,
  doseFrom: dose?.from ?? null,
  doseTimes: dose?.times ?? null,
  doseDays: dose?.days ?? null,
});

/** A dose as the columns keep it; undefined where none was told. */
export function toldOf({
  doseUnits: units,
  doseFrom: from,
  doseTimes: times,
  doseDays: days,
}: Pick<VisitMedicine, 'doseUnits' | 'doseFrom' | 'doseTimes' | 'doseDays'>): ToldDose | undefined {
  if (units === null || times === null) return undefined;
  return { units, times, ...(from !== null && { from }), ...(days !== null && { days }) };
}

/** A dose as the counter types it: `1-2×3×5`. */
export function toldText({ units, from, times, days }: ToldDose): string {
  const one = from === undefined ? `${units}` : `${from}-${units}`;
  return [one, times, ...(days === undefined ? [] : [days])].join('×');
}
