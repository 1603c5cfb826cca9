import type { Day } from '../../config/domain/calendar.js';
import type { Reach } from '../../staff/actor.js';

/** Somebody who received some of a lot. */
export interface Receiver {
  readonly visitId: string;
  readonly on: Day;
  readonly outletId: string;
  readonly outlet: string;
  readonly patientId: string;
  readonly name: string;
  readonly telephone: string | null;
  readonly units: number;
}

/** Who received what of a recalled lot. Visits lie above and know it. */
export abstract class Receivers {
  /** Newest first; what was taken back again does not count. */
  abstract receivedOf(recallId: string, reach: Reach, skip: number, take: number): Promise<Receiver[]>;
}
