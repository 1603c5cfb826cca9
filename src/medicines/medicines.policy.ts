import { policy, policyOfNetwork } from '../staff/policy.js';

export const medicinesPolicy = {
  see: policy('medicines.see', 'admin', 'officer', 'chain-manager', 'counter', 'doctor'),
  /** Keeps the catalogue and the dose rules, which hold everywhere. */
  keep: policyOfNetwork('medicines.keep', 'admin', 'officer'),
};
