import { PatternField } from '../web/fields.js';
import type { Onward } from './ways-on.service.js';
import type { WayOn } from './domain/ways-on.js';

/** The way on that was chosen: one of the ways, the outlet next door by its key. */
export class WayOnForm {
  @PatternField({ pattern: /^(online|referral|home|next-door:[0-9a-f-]{36})$/, message: 'web.choose' })
  way: string;

  get onward(): Onward {
    const [way, outletId] = this.way.split(':');
    return { way: way as WayOn, outletId };
  }
}
