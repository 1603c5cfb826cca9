import { refusal } from '../../web/domain/refusal.js';

/** Somebody else made the call meanwhile, or it is no longer due. */
export const AlreadySettled = refusal('follow-up-settled');
