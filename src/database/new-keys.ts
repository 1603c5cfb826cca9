import { Injectable } from '@nestjs/common';
import { Clock } from '../config/clock.js';
import { Keys } from './keys.js';

/** The keys that forms carry from the moment they are shown: a form that is sent twice says the same thing once. */
@Injectable()
export class NewKeys {
  constructor(
    private readonly keys: Keys,
    private readonly clock: Clock,
  ) {}

  next(): string {
    return this.keys.next(this.clock.now());
  }
}
