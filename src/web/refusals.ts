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

/** The request is cut short, has more in it than a form of ours, or letters that no text may hold. */
export class UnreadableRequest extends Refusal {
  readonly code = 'unreadable-request';
  override readonly kind = 'unreadable';
}

/** More requests within a minute than one person or one address makes. */
export class TooManyRequests extends Refusal {
  readonly code = 'too-many-requests';
  override readonly kind = 'too-many';
}

/** This page takes no file. */
export class NoFileHere extends Refusal {
  readonly code = 'no-file-here';
  override readonly kind = 'other-kind';
}

/** The form came without the token of this browser's session, or with an old one. */
export class StaleForm extends Refusal {
  readonly code = 'stale-form';
  override readonly kind = 'forbidden';
}
