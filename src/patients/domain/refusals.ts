import { Refusal } from '../../web/domain/refusal.js';

/** A patient without an identity number needs a birth date and a sex. */
export class BirthMissing extends Refusal {
  readonly code = 'birth-missing';
  override readonly kind = 'invalid';
  override readonly field = 'bornOn';
}

/** Nobody is born in the future, or lived more than 130 years. */
export class ImpossibleBirth extends Refusal {
  readonly code = 'impossible-birth';
  override readonly kind = 'invalid';
  override readonly field = 'bornOn';
}
