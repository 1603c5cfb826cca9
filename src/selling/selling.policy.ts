import { policy } from '../staff/policy.js';

export const sellingPolicy = {
  /** Sees which selling limits hold. */
  see: policy('selling.see', 'admin', 'officer', 'chain-manager', 'counter', 'doctor'),
  /** Sets selling limits, each where one's work reaches. */
  limit: policy('selling.limit', 'admin', 'officer'),
  readRegister: policy('selling.readRegister', 'admin', 'officer', 'chain-manager', 'counter'),
};
