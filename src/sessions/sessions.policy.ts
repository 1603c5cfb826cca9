import { policy } from '../staff/policy.js';

export const sessionsPolicy = {
  see: policy('sessions.see', 'admin', 'officer', 'chain-manager', 'counter', 'doctor'),
  seeDoctor: policy('sessions.seeDoctor', 'admin', 'officer', 'doctor'),
  assign: policy('sessions.assign', 'admin', 'officer'),
  feedOutlet: policy('sessions.feedOutlet', 'admin', 'officer', 'chain-manager', 'counter'),
  attend: policy('sessions.attend', 'admin', 'officer', 'counter', 'doctor'),
};
