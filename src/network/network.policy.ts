import { policy, policyOfNetwork } from '../staff/policy.js';

export const networkPolicy = {
  seeOutlets: policy('network.seeOutlets', 'admin', 'officer', 'chain-manager', 'counter', 'doctor'),
  keepOutlets: policy('network.keepOutlets', 'admin', 'officer', 'chain-manager'),
  keepHours: policy('network.keepHours', 'admin', 'officer', 'chain-manager', 'counter'),
  apply: policy('network.apply', 'admin', 'officer', 'chain-manager'),
  approve: policy('network.approve', 'admin', 'officer'),
  seeRegisters: policy('network.seeRegisters', 'admin', 'officer'),
  /** Keeps chains and districts, which outlets everywhere stand under. */
  keepRegisters: policyOfNetwork('network.keepRegisters', 'admin', 'officer'),
};
