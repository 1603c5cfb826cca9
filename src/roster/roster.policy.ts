import { policy, policyOfNetwork } from '../staff/policy.js';

export const rosterPolicy = {
  see: policy('roster.see', 'admin', 'officer', 'chain-manager', 'counter', 'doctor'),
  seeDoctor: policy('roster.seeDoctor', 'admin', 'officer', 'doctor'),
  assign: policy('roster.assign', 'admin', 'officer'),
  plan: policy('roster.plan', 'admin', 'officer'),
  /** Has a week proposed, or its draft thrown away: that changes assignments in every district. */
  propose: policyOfNetwork('roster.propose', 'admin', 'officer'),
  feedOutlet: policy('roster.feedOutlet', 'admin', 'officer', 'chain-manager', 'counter'),
  attend: policy('roster.attend', 'admin', 'officer', 'counter', 'doctor'),
  account: policy('roster.account', 'admin', 'officer'),
  weigh: policyOfNetwork('roster.weigh', 'admin', 'officer'),
  setNeed: policy('roster.setNeed', 'admin', 'officer'),
};
