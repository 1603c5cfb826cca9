import { policy, policyOfNetwork } from '../staff/policy.js';

export const editionsPolicy = {
  /** See which edition of the rules judges, and what another would change. */
  see: policy('editions.see', 'admin', 'officer', 'doctor'),
  /** Sign one, as a doctor of the register. */
  sign: policy('editions.sign', 'doctor'),
  /** Set the day from which it judges, everywhere. */
  begin: policyOfNetwork('editions.begin', 'admin', 'officer'),
};
