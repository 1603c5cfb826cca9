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

/** A lot that has expired or is recalled leaves only to its supplier or to be destroyed. */
export class LotBlocked extends Refusal {
  readonly code = 'lot-blocked';
}

/** A recalled lot is not taken in. */
export class LotRecalled extends Refusal {
  readonly code = 'lot-recalled';
  override readonly kind = 'invalid';
  override readonly field = 'number';
}

/** The lot is recalled already. */
export class AlreadyRecalled extends Refusal {
  readonly code = 'already-recalled';
  override readonly field = 'number';
}

/** Some of the lot is still on shelves or on its way between them. */
export class RecallNotDone extends Refusal {
  readonly code = 'recall-not-done';
}

/** The recall was closed or lifted before. */
export class RecallOver extends Refusal {
  readonly code = 'recall-over';
}

/** Whoever destroys needs a second name under it, and not their own. */
export class SecondNameNeeded extends Refusal {
  readonly code = 'second-name-needed';
  override readonly kind = 'invalid';
  override readonly field = 'witnessEmail';
}

/** This medicine is handed out in whole packs only. */
export class PackNotSplit extends Refusal {
  readonly code = 'pack-not-split';
}

/** What belongs to a count or a transfer is put right there. */
export class BelongsToDocument extends Refusal {
  readonly code = 'belongs-to-document';
}

/** A transfer is between two outlets. */
export class SameOutlet extends Refusal {
  readonly code = 'same-outlet';
  override readonly kind = 'invalid';
  override readonly field = 'fromOutletId';
}

/** A step of a transfer or a count that does not follow from how it stands; somebody else was faster. */
export class NotTheTime extends Refusal {
  readonly code = 'not-the-time';
}

/** Nobody lets more go than was asked for. */
export class MoreThanAsked extends Refusal {
  readonly code = 'more-than-asked';
  override readonly kind = 'invalid';
  override readonly field = 'quantity';
}

/** No more arrives of a lot than was sent. */
export class MoreThanSent extends Refusal {
  readonly code = 'more-than-sent';
  override readonly kind = 'invalid';
}

/** A count of this outlet is going on already. */
export class CountGoesOn extends Refusal {
  readonly code = 'count-goes-on';
}

/** Lots that are on the shelf by the ledger were not counted. */
export class CountIncomplete extends Refusal {
  readonly code = 'count-incomplete';
}

/** A difference that nobody has explained is not posted. */
export class DifferenceUnexplained extends Refusal {
  readonly code = 'difference-unexplained';
}

/** More left since a lot was counted than the count says was there: it must be counted again. */
export class RecountNeeded extends Refusal {
  readonly code = 'recount-needed';
}
