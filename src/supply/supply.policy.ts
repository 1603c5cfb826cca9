import { policy, policyOfNetwork } from '../staff/policy.js';

export const supplyPolicy = {
  setLevels: policy('supply.setLevels', 'admin', 'officer', 'chain-manager'),
  seeCover: policy('supply.seeCover', 'admin', 'officer', 'chain-manager'),
  /** Says by what shelves are planned, and whether everybody may see where there is what. */
  plan: policyOfNetwork('supply.plan', 'admin', 'officer'),
};
