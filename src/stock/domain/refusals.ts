import { Refusal } from '../../web/domain/refusal.js';

/** The shelf holds less, of what has not expired, than was asked for. */
export class NotEnoughStock extends Refusal {
  readonly code = 'not-enough-stock';
}

/** A lot that has expired is not taken in. */
export class LotExpired extends Refusal {
  readonly code = 'lot-expired';
  override readonly kind = 'invalid';
  override readonly field = 'expiresOn';
}

/** The same lot number stands on the shelf with another expiry date. */
export class LotDiffers extends Refusal {
  readonly code = 'lot-differs';
  override readonly field = 'expiresOn';
}

/** The movement was reversed before, or is itself a reversal. */
export class AlreadyReversed extends Refusal {
  readonly code = 'already-reversed';
}

/** What was handed out in a visit is put right by correcting the visit. */
export class BelongsToVisit extends Refusal {
  readonly code = 'belongs-to-visit';
}
