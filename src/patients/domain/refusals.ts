import { refusal } from '../../web/domain/refusal.js';

/** A patient without an identity number needs a birth date and a sex. */
export const BirthMissing = refusal('birth-missing', { kind: 'invalid', field: 'bornOn' });

/** Nobody is born in the future, or lived more than 130 years. */
export const ImpossibleBirth = refusal('impossible-birth', { kind: 'invalid', field: 'bornOn' });
