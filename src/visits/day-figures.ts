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

const columnOf = (figure: DispositionFigure) => (figure === 'homeCare' ? 'home_care' : figure);

interface Counted {
  readonly outletId: string;
  readonly on: string;
  readonly fever: boolean;
  readonly disposition: Disposition;
}

/** Counts a visit into its outlet's day, or (with -1) out of it again. */
export async function count(
  unit: Unit,
  { outletId, on, fever, disposition }: Counted,
  by: 1 | -1,
): Promise<void> {
  const figure = figureOf[disposition];
  const raise = () =>
    unit.manager
      .createQueryBuilder()
      .update(OutletDay)
      .set({
        visits: () => `visits + ${by}`,
        feverVisits: () => `fever_visits + ${fever ? by : 0}`,
        [figure]: () => `${columnOf(figure)} + ${by}`,
      })
      .where({ outletId, on })
      .execute();
  if ((await raise()).affected === 1) return;
  await unit.manager
    .createQueryBuilder()
    .insert()
    .into(OutletDay)
    .values({ outletId, on })
    .orIgnore()
    .execute();
  await raise();
}
