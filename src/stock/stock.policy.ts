import { policy, policyOfNetwork } from '../staff/policy.js';

export const stockPolicy = {
  see: policy('stock.see', 'admin', 'officer', 'chain-manager', 'counter', 'doctor'),
  keep: policy('stock.keep', 'admin', 'chain-manager', 'counter'),
  /** Sees which patients received a lot. */
  trace: policy('stock.trace', 'admin', 'officer', 'counter', 'doctor'),
  /** Recalls block a lot in every district. */
  recall: policyOfNetwork('stock.recall', 'admin', 'officer'),
  /** Asks one outlet to let another have some. */
  move: policy('stock.move', 'admin', 'officer', 'chain-manager', 'counter'),
};
