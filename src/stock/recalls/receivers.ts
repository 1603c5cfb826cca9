import { Injectable } from '@nestjs/common';
import type { Day } from '../../config/domain/calendar.js';
import type { Reach } from '../../staff/actor.js';

/** Somebody who received some of a lot. */
export interface Receiver {
  readonly visitId: string;
  readonly on: Day;
  readonly outletId: string;
  readonly outlet: string;
  readonly patientId: string;
  readonly name: string;
  readonly telephone: string | null;
  readonly units: number;
}

interface ReceiversSource {
  receivedOf(recallId: string, reach: Reach, skip: number, take: number): Promise<Receiver[]>;
}

/** Who received what of a recalled lot. Visits lie above, know it, and connect themselves. */
@Injectable()
export class Receivers implements ReceiversSource {
  private source: ReceiversSource = { receivedOf: async () => [] };

  connect(source: ReceiversSource): void {
    this.source = source;
  }

  /** Newest first; what was taken back again does not count. */
  receivedOf(recallId: string, reach: Reach, skip: number, take: number): Promise<Receiver[]> {
    return this.source.receivedOf(recallId, reach, skip, take);
  }
}
