import { policy, policyOfNetwork } from '../staff/policy.js';

export const rosterPolicy = {
  plan: policy('roster.plan', 'admin', 'officer'),
  /** Has a week proposed, or its draft thrown away: that changes assignments in every district. */
  propose: policyOfNetwork('roster.propose', 'admin', 'officer'),
  account: policy('roster.account', 'admin', 'officer'),
  weigh: policyOfNetwork('roster.weigh', 'admin', 'officer'),
  setNeed: policy('roster.setNeed', 'admin', 'officer'),
};
