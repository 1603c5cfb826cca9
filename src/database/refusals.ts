import { refusal } from '../web/domain/refusal.js';

/** Something that was chosen is not there, or not any more. */
export const ChoiceGone = refusal('choice-gone', { kind: 'invalid' });

/** Something just like it exists, or was made at the same moment. */
export const ExistsAlready = refusal('exists-already');

/** Another program held the database for so long that nobody should wait on. */
export const DatabaseBusy = refusal('database-busy', { kind: 'busy' });
