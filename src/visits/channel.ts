import type { CareNeeded } from './domain/care-needed.js';

/** Where a patient may be sent, or why not there. */
export interface Destinations {
  readonly options: readonly {
    readonly id: string;
    readonly name: string;
    readonly tier: string;
    readonly kilometres?: number;
    readonly waiting: number | null;
    /** It sees patients, but has no bed for one who turns out to need it. */
    readonly bedless?: 'no-bed' | 'beds-unknown';
    readonly reportedAt: Date;
  }[];
  readonly passedOver: readonly {
    readonly id: string;
    readonly name: string;
    readonly why: string;
    readonly reportedAt?: Date;
  }[];
  /** Where to telephone, nearest first: they would be enough, and only their room is unknown. */
  readonly toAsk: readonly {
    readonly id: string;
    readonly name: string;
    readonly tier: string;
    readonly kilometres?: number;
    readonly telephone?: string | null;
    readonly hours?: string | null;
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

/** What the counter asks of the referral channel, which lies above it. */
export abstract class ReferralChannel {
  abstract destinations(outletId: string, need: CareNeeded): Promise<Destinations>;
  /** The patient's referral that is under way. */
  abstract openOf(patientId: string): Promise<OpenReferral | undefined>;
}
