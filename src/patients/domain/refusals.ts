import type { NoBirth } from '../../values/birth.js';
import { Refusal, refusal } from '../../web/domain/refusal.js';

/** A patient without an identity number needs a birth date and a sex. */
export const BirthMissing = refusal('birth-missing', { kind: 'invalid', field: 'bornOn' });

/** Nobody is born in the future, or lived more than 130 years. */
export const ImpossibleBirth = refusal('impossible-birth', { kind: 'invalid', field: 'bornOn' });

/** Somebody known is most likely meant: it is asked whether it is them. */
export const PatientLikely = refusal('patient-likely', { field: 'isPatient' });

/** The number is that of somebody of another name: it is asked whether it is them. */
export const NameDiffers = refusal('name-differs', { field: 'isPatient' });

/** Nobody is seen before they are born. */
export const NotYetBorn = refusal('not-yet-born', { kind: 'invalid', field: 'at' });

/** It is neither a birth date nor an age, or an age that may mean two things. */
export class UnreadableBirth extends Refusal {
  readonly code: `birth-${NoBirth}`;
  override readonly kind = 'invalid';
  override readonly field = 'bornOn';

  constructor(why: NoBirth) {
    super();
    this.code = `birth-${why}`;
  }
}
