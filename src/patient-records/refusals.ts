import { refusal } from '../web/domain/refusal.js';

/** Somebody changed the record after the page was opened. */
export const RecordChangedMeanwhile = refusal('record-changed-meanwhile');

/** The number is another record's: the two may be one person's. */
export const NumberOfAnother = refusal('number-of-another', { field: 'identityNumber' });

/** The patient was seen before the day on which they would be born. */
export const SeenBeforeBirth = refusal('seen-before-birth', { field: 'bornOn' });

/** A record can't be merged into itself, nor one that was merged already. */
export const NotTwoRecords = refusal('not-two-records');

/** Two resident identity numbers: which is right is to be said. */
export const NumbersDiffer = refusal('numbers-differ', { field: 'identityNumber' });

/** Both have an open referral: one of them is to end first. */
export const BothReferred = refusal('both-referred');

/** They were parted already. */
export const PartedAlready = refusal('parted-already');

/** The record that stands for both was itself merged into another since: that comes first. */
export const MergedOnward = refusal('merged-onward');

/** What could be erased of them was erased: the rest stays as it is. */
export const RecordRestricted = refusal('record-restricted');

/** Something of the two was erased since: what was whose can't be said any more. */
export const ErasedSince = refusal('erased-since');
