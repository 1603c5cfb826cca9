import { Refusal } from './domain/refusal.js';

/** There is no such page, or it is not this reader's to see: both answer the same. */
export class NotFound extends Refusal {
  readonly code = 'not-found';
  override readonly kind = 'missing';
}

/** The person's role may not do this. */
export class NotAllowed extends Refusal {
  readonly code = 'not-allowed';
  override readonly kind = 'forbidden';
}

/** The form came without the token of this browser's session, or with an old one. */
export class StaleForm extends Refusal {
  readonly code = 'stale-form';
  override readonly kind = 'forbidden';
}
