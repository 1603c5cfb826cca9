import { policy } from '../staff/policy.js';

export const alertsPolicy = {
  see: policy('alerts.see', 'admin', 'officer', 'chain-manager', 'counter'),
  acknowledge: policy('alerts.acknowledge', 'admin', 'officer', 'chain-manager', 'counter'),
  setRules: policy('alerts.setRules', 'admin', 'officer'),
};
