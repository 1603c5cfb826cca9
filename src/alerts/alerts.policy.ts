import { policy } from '../staff/policy.js';

export const alertsPolicy = {
  see: policy('alerts.see', 'admin', 'officer', 'chain-manager', 'counter'),
  readMailbox: policy('alerts.readMailbox', 'admin'),
};
