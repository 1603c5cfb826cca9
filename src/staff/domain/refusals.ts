import { Refusal } from '../../web/domain/refusal.js';

/** E-mail and password do not belong together, or the account is disabled: we do not say which. */
export class WrongCredentials extends Refusal {
  readonly code = 'wrong-credentials';
  override readonly kind = 'invalid';
}

/** Too many wrong passwords for this account or from this address; wait a while. */
export class TooManyAttempts extends Refusal {
  readonly code = 'too-many-attempts';
  override readonly kind = 'too-many';
}

/** Another account has this e-mail address. */
export class EmailTaken extends Refusal {
  readonly code = 'email-taken';
  override readonly field = 'email';
}

/** The one-time link was used, replaced or is too old. */
export class LinkSpent extends Refusal {
  readonly code = 'link-spent';
}

/** This role can't work without a place. */
export class PlaceMissing extends Refusal {
  readonly code = 'place-missing';
  override readonly kind = 'invalid';
  override readonly field = 'places';
}

/** A post in this role lies in one place; another place is another post. */
export class OnePlace extends Refusal {
  readonly code = 'one-place';
  override readonly kind = 'invalid';
  override readonly field = 'places';
}

/** This person holds the role already; places are added to the post they have. */
export class PostHeld extends Refusal {
  readonly code = 'post-held';
  override readonly field = 'role';
}

/** Somebody without any post could do nothing: the account is disabled instead. */
export class LastPost extends Refusal {
  readonly code = 'last-post';
}

/** It holds for the whole network, or for districts beyond the person's own. */
export class NetworkOfficersOnly extends Refusal {
  readonly code = 'network-officers-only';
  override readonly kind = 'forbidden';
}

/** Nobody disables their own account: the last admin would be locked out. */
export class OwnAccount extends Refusal {
  readonly code = 'own-account';
}
