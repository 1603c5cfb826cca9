import { Refusal } from '../../web/domain/refusal.js';

/** Somebody else made the call meanwhile, or it is no longer due. */
export class AlreadySettled extends Refusal {
  readonly code = 'follow-up-settled';
}
