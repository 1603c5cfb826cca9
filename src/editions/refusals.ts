import { refusal } from '../web/domain/refusal.js';

/** It judges already, or its day has been set. */
export const EditionBegun = refusal('edition-begun');

/** This doctor has signed it before. */
export const SignedBefore = refusal('signed-before');

/** Only a visiting doctor of the register signs. */
export const DoctorsSign = refusal('doctors-sign', { kind: 'forbidden' });

/** Two doctors of different home facilities sign before a day is set. */
export const SignaturesMissing = refusal('signatures-missing');

/** Nobody has tried it on a visit: there is nothing to sign. */
export const NothingTried = refusal('nothing-tried');

/** An edition begins tomorrow at the earliest: no visit of a day is judged by two. */
export const BeginsTooSoon = refusal('begins-too-soon', { kind: 'invalid', field: 'beginsOn' });
