import { refusal } from '../../web/domain/refusal.js';

/** Nobody approves what they proposed themselves. */
export const OwnProposal = refusal('own-proposal', { kind: 'forbidden' });

/** Somebody has proposed a change of it already, which nobody has decided. */
export const ProposalWaits = refusal('proposal-waits');

/** It was approved or rejected before. */
export const ProposalDecided = refusal('proposal-decided');
