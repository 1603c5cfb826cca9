import { v7 } from 'uuid';
import { Clock } from '../config/clock.js';
import { Keys } from '../database/keys.js';
import type { Dice } from './dice.js';

/** A clock that the seed sets to when things happened. */
export class DemoClock extends Clock {
  private instant = new Date(0);

  set(instant: Date): void {
    this.instant = instant;
  }

  override now(): Date {
    return this.instant;
  }
}

/** Keys that are the same at every seeding. */
export class DemoKeys extends Keys {
  private count = 0;

  constructor(private readonly dice: Dice) {
    super();
  }

  override next(at: Date): string {
    this.count += 1;
    return v7({ msecs: at.getTime(), seq: this.count, random: this.dice.bytes(16) });
  }
}
