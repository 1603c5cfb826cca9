import { Refusal, refusal } from '../../web/domain/refusal.js';
import type { ReferralState } from './referral-state.js';

/** The referral is no longer where it was when this page was opened: somebody else acted first. */
export class ReferralMoved extends Refusal {
  readonly code: string;

  constructor(state: ReferralState) {
    super();
    this.code = `referral-moved-${state}`;
  }
}

/** The act belongs to another side. */
export const NotYourAct = refusal('not-your-act', { kind: 'forbidden' });

/** Something that has to be said with an act is missing: a reason, a facility, an outcome or an opinion. */
export class ActIncomplete extends Refusal {
  readonly code = 'act-incomplete';
  override readonly kind = 'invalid';

  constructor(override readonly field: string) {
    super();
  }
}

/** The facility can't take this patient now. */
export class FacilityNotEnough extends Refusal {
  readonly code: string;
  override readonly kind = 'invalid';
  override readonly field = 'facilityId';

  constructor(why: string, name: string) {
    super({ name });
    this.code = `facility-${why}`;
  }
}

/** The patient has an open referral already. */
export const ReferralOpen = refusal('referral-open');
