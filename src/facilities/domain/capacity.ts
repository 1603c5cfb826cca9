import { Refusal } from '../../web/domain/refusal.js';

/** What a facility says of its room, at an instant. What it does not state is unknown. */
export interface CapacityFigures {
  readonly open: boolean;
  /** Takes patients (true) or is full (false). */
  readonly accepting: boolean;
  /** Patients who wait in the fever clinic. */
  readonly waiting?: number | null;
  /** Consulting rooms of the fever clinic. */
  readonly rooms?: number | null;
  readonly beds?: number | null;
  readonly bedsOccupied?: number | null;
  readonly icuBeds?: number | null;
  readonly icuOccupied?: number | null;
}

/** Beds refreshed every 4 hours carried Kerala's war rooms; older figures count as unknown. */
export const staleAfterMs = 4 * 3600_000;

export const isStale = (reportedAt: Date, now: Date): boolean =>
  now.getTime() - reportedAt.getTime() > staleAfterMs;

/** More beds are occupied than there are. */
export class OccupiedAboveTotal extends Refusal {
  readonly code = 'occupied-above-total';
  override readonly kind = 'invalid';

  constructor(
    override readonly field: string,
    total: number,
  ) {
    super({ total });
  }
}

/** Occupied beds are stated without their total. */
export class TotalMissing extends Refusal {
  readonly code = 'total-missing';
  override readonly kind = 'invalid';

  constructor(override readonly field: string) {
    super();
  }
}

/** @throws OccupiedAboveTotal @throws TotalMissing */
export function assertPossible(figures: CapacityFigures): void {
  for (const [total, occupied] of [
    ['beds', 'bedsOccupied'],
    ['icuBeds', 'icuOccupied'],
  ] as const) {
    if (figures[occupied] == null) continue;
    if (figures[total] == null) throw new TotalMissing(total);
    if (figures[occupied] > figures[total]) throw new OccupiedAboveTotal(occupied, figures[total]);
  }
}
