import { Injectable } from '@nestjs/common';
import type { Need } from './domain/need.js';

/** Where a patient may be sent, or why not there. */
export interface Destinations {
  readonly options: readonly {
    readonly id: string;
    readonly name: string;
    readonly tier: string;
    readonly kilometres?: number;
    readonly waiting: number | null;
    readonly reportedAt: Date;
  }[];
  readonly passedOver: readonly {
    readonly id: string;
    readonly name: string;
    readonly why: string;
    readonly reportedAt?: Date;
  }[];
}

export interface OpenReferral {
  readonly id: string;
  readonly state: string;
  readonly facility: string | null;
  readonly at: Date;
}

interface ChannelSource {
  destinations(outletId: string, need: Need): Promise<Destinations>;
  openOf(patientId: string): Promise<OpenReferral | undefined>;
}

const unconnected: ChannelSource = {
  destinations: async () => ({ options: [], passedOver: [] }),
  openOf: async () => undefined,
};

/** What the counter asks of the referral channel. The channel lies above it, and connects itself. */
@Injectable()
export class ReferralChannel implements ChannelSource {
  private source = unconnected;

  connect(source: ChannelSource): void {
    this.source = source;
  }

  destinations(outletId: string, need: Need): Promise<Destinations> {
    return this.source.destinations(outletId, need);
  }

  openOf(patientId: string): Promise<OpenReferral | undefined> {
    return this.source.openOf(patientId);
  }
}
