import { ChoiceField, KeyField, PatternField } from '../../web/fields.js';
import { refPattern } from './refs.js';

const ref = { pattern: refPattern, message: 'form.choice' };

/** What an officer does on the board; which fields it needs depends on the act. */
export class BoardChangeForm {
  @ChoiceField(['place', 'move', 'replace', 'swap', 'remove', 'lock', 'unlock'])
  act: 'place' | 'move' | 'replace' | 'swap' | 'remove' | 'lock' | 'unlock';

  /** The seat that it is about. */
  @PatternField({ ...ref, optional: true })
  seat?: string;

  /** Where to. */
  @PatternField({ ...ref, optional: true })
  to?: string;

  /** Whose seat it is exchanged with. */
  @PatternField({ ...ref, optional: true })
  with?: string;

  @KeyField({ optional: true })
  doctorId?: string;
}
