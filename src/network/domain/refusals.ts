import { Refusal } from '../../web/domain/refusal.js';

/** Another outlet has this licence number. */
export class LicenceTaken extends Refusal {
  readonly code = 'licence-taken';
  override readonly field = 'licenceNumber';
}

/** Another chain, district or facility has this name. */
export class NameTaken extends Refusal {
  readonly code = 'name-taken';
  override readonly field = 'name';
}

/** Coordinates come in pairs. */
export class HalfAPosition extends Refusal {
  readonly code = 'half-a-position';
  override readonly kind = 'invalid';
  override readonly field = 'latitude';
}

/** The outlet may not see patients now: not approved, suspended, revoked or past its last day. */
export class OutletNotApproved extends Refusal {
  readonly code = 'outlet-not-approved';
}

/** The record was changed by somebody else since this form was opened. */
export class ChangedMeanwhile extends Refusal {
  readonly code = 'changed-meanwhile';
}
