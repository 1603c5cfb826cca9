import { Refusal } from '../web/domain/refusal.js';

/** Something that was chosen is not there, or not any more. */
export class ChoiceGone extends Refusal {
  readonly code = 'choice-gone';
  override readonly kind = 'invalid';
}

/** Something just like it exists, or was made at the same moment. */
export class ExistsAlready extends Refusal {
  readonly code = 'exists-already';
}
