import type { Day } from '../config/domain/calendar.js';
import type { FeverCount } from './domain/need.js';

/** An outlet's fever visits in a slot of a day. */
export interface OutletFeverCount extends FeverCount {
  readonly outletId: string;
}

/** What the roster asks of the counter, which lies above it. */
export abstract class FeverHistory {
  /** Fever visits by outlet, day and slot, of one outlet or of all. */
  abstract between(from: Day, to: Day, outletId?: string): Promise<OutletFeverCount[]>;
}
