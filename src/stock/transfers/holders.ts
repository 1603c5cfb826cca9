import type { Outlet } from '../../network/outlet.entity.js';

/** An outlet that has some of a medicine. */
export interface Holder {
  readonly id: string;
  readonly name: string;
  readonly telephone: string | null;
  /** Units that may be handed out. */
  readonly usable: number;
  /** Below how many it is low itself. */
  readonly level: number | null;
  /** As the crow flies; undefined where a position is not known. */
  readonly kilometres?: number;
}

/** Who has how much to spare. Supply lies above and knows below how many units an outlet is low itself. */
export abstract class Holders {
  /** Which other clinics have more of a medicine than they need, the nearest first. */
  abstract of(to: Outlet, medicineId: string): Promise<Holder[]>;
}
