import { Injectable } from '@nestjs/common';
import { Calendar } from '../config/calendar.js';
import { type Day, instantAt } from '../config/domain/calendar.js';
import { type Slot, slotTimes } from '../network/domain/opening-hours.js';

interface SlotOfDay {
  readonly on: Day;
  readonly slot: Slot;
}

/** When sessions begin and end, by the network's clock. */
@Injectable()
export class SessionClock {
  constructor(private readonly calendar: Calendar) {}

  begins({ on, slot }: SlotOfDay): Date {
    return instantAt(on, slotTimes[slot].from, this.calendar.zone);
  }

  ends({ on, slot }: SlotOfDay): Date {
    return instantAt(on, slotTimes[slot].to, this.calendar.zone);
  }

  hasBegun(session: SlotOfDay): boolean {
    return this.begins(session) <= this.calendar.now();
  }

  isOver(session: SlotOfDay): boolean {
    return this.ends(session) <= this.calendar.now();
  }
}
