import { refusal } from './domain/refusal.js';

/** There is no such page, or it is not this reader's to see: both answer the same. */
export const NotFound = refusal('not-found', { kind: 'missing' });

/** The person's role may not do this. */
export const NotAllowed = refusal('not-allowed', { kind: 'forbidden' });

/** The request is cut short, has more in it than a form of ours, or letters that no text may hold. */
export const UnreadableRequest = refusal('unreadable-request', { kind: 'unreadable' });

/** More requests within a minute than one person or one address makes. */
export const TooManyRequests = refusal('too-many-requests', { kind: 'too-many' });

/** This page takes no file. */
export const NoFileHere = refusal('no-file-here', { kind: 'other-kind' });

/** The form came without the token of this browser's session, or with an old one. */
export const StaleForm = refusal('stale-form', { kind: 'forbidden' });
