import { Injectable } from '@nestjs/common';
import { Calendar } from '../config/calendar.js';
import { addDays, type Day, minutesBetween } from '../config/domain/calendar.js';
import { Settings } from '../config/settings.js';
import { alarmAfter } from '../consultations/domain/wait-alarm.js';

/** The instant, and how long anybody may wait. */
@Injectable()
export class BurningNow {
  constructor(
    private readonly calendar: Calendar,
    private readonly settings: Settings,
  ) {}

  get at(): Date {
    return this.calendar.now();
  }

  get yesterday(): Day {
    return addDays(this.calendar.today(), -1);
  }

  minutesSince(then: Date): number {
    return minutesBetween(then, this.at);
  }

  alarmAfter(level: Parameters<typeof alarmAfter>[0]): number {
    return alarmAfter(level, this.settings.WAIT_ALARM);
  }
}
