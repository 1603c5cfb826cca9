import { Injectable } from '@nestjs/common';
import { Calendar } from '../config/calendar.js';
import { type Day, instantAt } from '../config/domain/calendar.js';
import { type Presence, presenceAt } from './domain/attendance.js';
import type { Answer } from './session.entity.js';
import { type Slot, slotTimes } from '../network/domain/opening-hours.js';

interface SlotOfDay {
  readonly on: Day;
  readonly slot: Slot;
}

/** Who came when, and what they had answered. */
interface Attendance {
  readonly arrivedAt: Date | null;
  readonly leftAt: Date | null;
  readonly answer: Answer | null;
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

  /** Where the doctor of a session was at a time. */
  presenceOf(session: SlotOfDay & Attendance, at: Date): Presence {
    const { arrivedAt, leftAt, answer } = session;
    const attended = {
      from: this.begins(session).getTime(),
      to: this.ends(session).getTime(),
      // Who came or left later had not yet.
      arrived: arrivedAt && arrivedAt <= at ? arrivedAt.getTime() : undefined,
      left: leftAt && leftAt <= at ? leftAt.getTime() : undefined,
      calledOff: answer === 'declined',
    };
    return presenceAt(attended, at.getTime());
  }

  hasBegun(session: SlotOfDay): boolean {
    return this.begins(session) <= this.calendar.now();
  }

  isOver(session: SlotOfDay): boolean {
    return this.ends(session) <= this.calendar.now();
  }
}
