import { policy, policyOfNetwork } from '../staff/policy.js';

export const stockPolicy = {
  see: policy('stock.see', 'admin', 'officer', 'chain-manager', 'counter', 'doctor'),
  keep: policy('stock.keep', 'admin', 'chain-manager', 'counter'),
  setLevels: policy('stock.setLevels', 'admin', 'officer', 'chain-manager'),
  /** Sees which patients received a lot. */
  trace: policy('stock.trace', 'admin', 'officer', 'counter', 'doctor'),
  seeCover: policy('stock.seeCover', 'admin', 'officer', 'chain-manager'),
  /** Says by what shelves are planned, and whether everybody may see where there is what. */
  plan: policyOfNetwork('stock.plan', 'admin', 'officer'),
  /** Recalls block a lot in every district. */
  recall: policyOfNetwork('stock.recall', 'admin', 'officer'),
  /** Asks one outlet to let another have some. */
  move: policy('stock.move', 'admin', 'officer', 'chain-manager', 'counter'),
};
