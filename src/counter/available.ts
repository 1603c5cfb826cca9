import { Injectable } from '@nestjs/common';
import type { Day } from '../config/domain/calendar.js';
import { Reader } from '../database/connections.js';
import { type SalePlace, SellingLimits } from '../selling/selling.service.js';
import { type Shortage, Shortages } from './shortages.js';
import { ShelvesQueries } from '../supply/shelves/shelves.queries.js';

/** How much of some medicines is on an outlet's shelves, and how much of each may be had under some numbers. */
@Injectable()
export class Available {
  constructor(
    private readonly reader: Reader,
    private readonly shelves: ShelvesQueries,
    private readonly limits: SellingLimits,
    private readonly shortages: Shortages,
  ) {}

  /** Where else it is, where the shelf has less than is wanted. */
  elsewhere(...asked: Parameters<Shortages['of']>): Promise<Shortage | undefined> {
    return this.shortages.of(...asked);
  }

  async of(place: SalePlace, numbers: readonly string[], ids: readonly string[], on: Day) {
    const [onHand, possible] = await Promise.all([
      this.shelves.onHand(place.id, ids),
      this.limits.possible(this.reader.manager, place, numbers, ids, on),
    ]);
    return {
      onHand: (id: string) => onHand.get(id) ?? { usable: 0, expired: 0, recalled: 0 },
      possible: (id: string) => possible.get(id) ?? [],
    };
  }
}
