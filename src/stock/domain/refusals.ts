import { refusal } from '../../web/domain/refusal.js';

/** The shelf holds less, of what has not expired, than was asked for. */
export const NotEnoughStock = refusal('not-enough-stock');

/** A lot that has expired is not taken in. */
export const LotExpired = refusal('lot-expired', { kind: 'invalid', field: 'expiresOn' });

/** The same lot number stands on the shelf with another expiry date. */
export const LotDiffers = refusal('lot-differs', { field: 'expiresOn' });

/** The expiry is later than any label says; whoever has it in hand can say that it is so. */
export const ExpiryFar = refusal('expiry-far', { kind: 'invalid', field: 'expiresOn' });

/** A lot that looks like this one is known, and is not it: O and 0, I and 1. */
export const LotNear = refusal('lot-near', { kind: 'invalid', field: 'number' });

/** The file was taken in before. */
export const DeliveryDone = refusal('delivery-done');

/** Some of its lines can't be taken in, so none is. */
export const DeliveryFaulty = refusal('delivery-faulty', { kind: 'invalid' });

/** The file is understood otherwise than when it was looked at. */
export const DeliveryMoved = refusal('delivery-moved');

/** Something of it is asked about first: the same file again, the same line twice, a lot that is nearly another. */
export const DeliveryUnsure = refusal('delivery-unsure', { kind: 'invalid', field: 'sure' });

/** The movement was reversed before, or is itself a reversal. */
export const AlreadyReversed = refusal('already-reversed');

/** What was handed out in a visit is put right by correcting the visit. */
export const BelongsToVisit = refusal('belongs-to-visit');

/** A lot that has expired or is recalled leaves only to its supplier or to be destroyed. */
export const LotBlocked = refusal('lot-blocked');

/** A recalled lot is not taken in. */
export const LotRecalled = refusal('lot-recalled', { kind: 'invalid', field: 'number' });

/** The lot is recalled already. */
export const AlreadyRecalled = refusal('already-recalled', { field: 'number' });

/** Some of the lot is still on shelves or on its way between them. */
export const RecallNotDone = refusal('recall-not-done');

/** The recall was closed or lifted before. */
export const RecallOver = refusal('recall-over');

/** Whoever destroys needs a second name under it, and not their own. */
export const SecondNameNeeded = refusal('second-name-needed', { kind: 'invalid', field: 'witnessEmail' });

/** This medicine is handed out in whole packs only. */
export const PackNotSplit = refusal('pack-not-split');

/** What belongs to a count or a transfer is put right there. */
export const BelongsToDocument = refusal('belongs-to-document');

/** A transfer is between two outlets. */
export const SameOutlet = refusal('same-outlet', { kind: 'invalid', field: 'fromOutletId' });

/** A step of a transfer or a count that does not follow from how it stands; somebody else was faster. */
export const NotTheTime = refusal('not-the-time');

/** Nobody lets more go than was asked for. */
export const MoreThanAsked = refusal('more-than-asked', { kind: 'invalid', field: 'quantity' });

/** No more arrives of a lot than was sent. */
export const MoreThanSent = refusal('more-than-sent', { kind: 'invalid' });

/** A count of this outlet is going on already. */
export const CountGoesOn = refusal('count-goes-on');

/** Lots that are on the shelf by the ledger were not counted. */
export const CountIncomplete = refusal('count-incomplete');

/** A difference that nobody has explained is not posted. */
export const DifferenceUnexplained = refusal('difference-unexplained');

/** More left since a lot was counted than the count says was there: it must be counted again. */
export const RecountNeeded = refusal('recount-needed');

/** Another clinic has less than is asked of it, or has promised it. */
export const NotEnoughThere = refusal('not-enough-there');
