import { Injectable } from '@nestjs/common';
import { v7 } from 'uuid';

/** Makes primary keys: UUIDv7, so that rows lie in the order of their making. */
@Injectable()
export class Keys {
  next(at: Date): string {
    return v7({ msecs: at.getTime() });
  }
}
