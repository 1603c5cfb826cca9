import { Refusal } from '../../web/domain/refusal.js';

/** Nobody approves what they proposed themselves. */
export class OwnProposal extends Refusal {
  readonly code = 'own-proposal';
  override readonly kind = 'forbidden';
}

/** Somebody has proposed a change of it already, which nobody has decided. */
export class ProposalWaits extends Refusal {
  readonly code = 'proposal-waits';
}

/** It was approved or rejected before. */
export class ProposalDecided extends Refusal {
  readonly code = 'proposal-decided';
}
