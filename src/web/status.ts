import type { Refusal, RefusalKind } from './domain/refusal.js';

const statuses: Record<RefusalKind, number> = {
  invalid: 422,
  conflict: 409,
  missing: 404,
  forbidden: 403,
  'too-many': 429,
  unreadable: 400,
  'other-kind': 415,
  busy: 503,
};

/** The one place where a refusal becomes an HTTP status. */
export const statusOf = (refusal: Refusal): number => statuses[refusal.kind];
