import { Injectable } from '@nestjs/common';
import { Clock } from './clock.js';
import { type Day, dayOf } from './domain/calendar.js';
import { instantInWords } from './in-words.js';
import { type Language, Settings } from './settings.js';

/** The clock as the network reads it: instants, and days in its own time zone. */
@Injectable()
export class Calendar {
  readonly zone: string;

  constructor(
    private readonly clock: Clock,
    settings: Settings,
  ) {
    this.zone = settings.TIME_ZONE;
  }

  now(): Date {
    return this.clock.now();
  }

  today(): Day {
    return this.dayOf(this.now());
  }

  /** An instant as people read it, such as “19 Dec 2022, 09:30”. */
  inWords(instant: Date, language: Language): string {
    return instantInWords(instant, this.zone, language);
  }

  dayOf(instant: Date): Day {
    return dayOf(instant, this.zone);
  }
}
