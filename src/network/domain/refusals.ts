import { refusal } from '../../web/domain/refusal.js';

/** Another outlet has this licence number. */
export const LicenceTaken = refusal('licence-taken', { field: 'licenceNumber' });

/** Another chain, district or facility has this name. */
export const NameTaken = refusal('name-taken', { field: 'name' });

/** Coordinates come in pairs. */
export const HalfAPosition = refusal('half-a-position', { kind: 'invalid', field: 'latitude' });

/** The outlet may not see patients now: not approved, suspended, revoked or past its last day. */
export const OutletNotApproved = refusal('outlet-not-approved');

/** The record was changed by somebody else since this form was opened. */
export const ChangedMeanwhile = refusal('changed-meanwhile');
