import { refusal } from '../../web/domain/refusal.js';

/** E-mail and password do not belong together, or the account is disabled: we do not say which. */
export const WrongCredentials = refusal('wrong-credentials', { kind: 'invalid' });

/** Too many wrong passwords for this account or from this address; wait a while. */
export const TooManyAttempts = refusal('too-many-attempts', { kind: 'too-many' });

/** Another account has this e-mail address. */
export const EmailTaken = refusal('email-taken', { field: 'email' });

/** The one-time link was used, replaced or is too old. */
export const LinkSpent = refusal('link-spent');

/** A chain's manager invites nobody but the staff of counters. */
export const RoleNotYours = refusal('role-not-yours', { kind: 'invalid', field: 'role' });

/** This role can't work without a place. */
export const PlaceMissing = refusal('place-missing', { kind: 'invalid', field: 'places' });

/** A post in this role lies in one place; another place is another post. */
export const OnePlace = refusal('one-place', { kind: 'invalid', field: 'places' });

/** This person holds the role already; places are added to the post they have. */
export const PostHeld = refusal('post-held', { field: 'role' });

/** Somebody without any post could do nothing: the account is disabled instead. */
export const LastPost = refusal('last-post');

/** It holds for the whole network, or for districts beyond the person's own. */
export const NetworkOfficersOnly = refusal('network-officers-only', { kind: 'forbidden' });

/** Nobody disables their own account: the last admin would be locked out. */
export const OwnAccount = refusal('own-account');
