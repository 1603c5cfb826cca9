import type { Unit } from '../database/unit.js';
import type { Disposition } from './domain/disposition.js';
import { OutletDay } from './visit.entity.js';

export type DispositionFigure = Exclude<keyof OutletDay, 'outletId' | 'on' | 'visits' | 'feverVisits'>;

/** Under which figure a disposition is counted. */
export const figureOf: Record<Disposition, DispositionFigure> = {
  advice: 'advice',
  medicines: 'medicines',
  doctor: 'doctor',
  online: 'online',
  'home-care': 'homeCare',
  referral: 'referral',
  emergency: 'emergency',
};

/** A figure's column, for queries that sum it. */
export const columnOf = (figure: DispositionFigure) => (figure === 'homeCare' ? 'home_care' : figure);

interface Counted {
  readonly outletId: string;
  readonly on: string;
  readonly fever: boolean;
  readonly disposition: Disposition;
}

/** Counts a visit into its outlet's day, or (with -1) out of it again. */
export function count(unit: Unit, { outletId, on, fever, disposition }: Counted, by: 1 | -1): void {
  const figures = { visits: by, feverVisits: fever ? by : 0, [figureOf[disposition]]: by };
  unit.figures.raise(OutletDay, { outletId, on }, figures);
}
