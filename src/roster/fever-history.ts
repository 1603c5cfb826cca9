import { Injectable } from '@nestjs/common';
import type { Day } from '../config/domain/calendar.js';
import type { FeverCount } from './domain/need.js';

/** An outlet's fever visits in a slot of a day. */
export interface OutletFeverCount extends FeverCount {
  readonly outletId: string;
}

type Source = (from: Day, to: Day, outletId?: string) => Promise<OutletFeverCount[]>;

/** What the roster asks of the counter. The counter lies above it, and connects itself. */
@Injectable()
export class FeverHistory {
  private source: Source = async () => [];

  connect(source: Source): void {
    this.source = source;
  }

  /** Fever visits by outlet, day and slot, of one outlet or of all. */
  between(from: Day, to: Day, outletId?: string): Promise<OutletFeverCount[]> {
    return this.source(from, to, outletId);
  }
}
