import type { MedicineUnit } from '../medicines/domain/medicine.js';
import type { Values } from '../web/domain/refusal.js';
import type { Alert } from './alert.entity.js';

/** A sentence of a page, or a day beside one. */
interface Fact {
  readonly key: string;
  readonly values?: Values;
  readonly day?: string;
  /** The key of the unit that it is counted in. */
  readonly unitKey?: string;
}

/** What an open alert says of its shelf, by the shelf's own word; undefined where it speaks of something else. */
export function stateSaid({ kind, easing, closedAt }: Pick<Alert, 'kind' | 'easing' | 'closedAt'>) {
  if (closedAt || easing) return undefined;
  return kind === 'neighbour' ? 'out' : kind === 'low' || kind === 'out' ? kind : undefined;
}

/** What a page says of an alert's facts, one after another. */
export function factsOf(
  { facts, medicineId }: Pick<Alert, 'facts' | 'medicineId'>,
  unit?: MedicineUnit,
): Fact[] {
  const { usable, level, expired, recalled, neighbour, atRisk, today, usual, dueOn, days, said } = facts;
  const found: (Fact | false | undefined)[] = [
    medicineId !== null &&
      usable !== undefined && {
        key: 'alerts.usableOf',
        values: { usable, level: level ?? '–' },
        ...(unit && { unitKey: `medicines.units.${unit}` }),
      },
    Boolean(expired) && { key: 'stock.expiredOnHand', values: { count: expired! } },
    Boolean(recalled) && { key: 'stock.recalledOnHand', values: { count: recalled! } },
    neighbour && { key: 'alerts.plentyAt', values: { outlet: neighbour.name, units: neighbour.usable } },
    atRisk && { key: 'alerts.atRisk', values: { units: atRisk.units, number: atRisk.number } },
    today !== undefined && { key: 'alerts.todayOf', values: { today, usual: usual ?? '–' } },
    dueOn !== undefined && { key: 'alerts.dueOn', day: dueOn },
    days !== undefined && { key: 'alerts.daysUncounted', values: { count: days } },
    said !== undefined && { key: 'alerts.said', values: { said } },
  ];
  return found.filter((fact) => fact !== false && fact !== undefined);
}
