import { Injectable } from '@nestjs/common';
import { randomFillSync } from 'node:crypto';
import { v7 } from 'uuid';

const bytesOfKey = 16;
const keysAtOnce = 256;

/** Makes primary keys: UUIDv7, so that rows lie in the order of their making. */
@Injectable()
export class Keys {
  private readonly bytes = new Uint8Array(bytesOfKey * keysAtOnce);
  private used = this.bytes.length;

  next(at: Date): string {
    return v7({ msecs: at.getTime(), random: this.random() });
  }

  /** Asked of the system for many keys at once: asking costs more than the bytes. */
  private random(): Uint8Array {
    if (this.used === this.bytes.length) {
      randomFillSync(this.bytes);
      this.used = 0;
    }
    const from = this.used;
    this.used += bytesOfKey;
    return this.bytes.subarray(from, this.used);
  }
}
