import { roles } from '../staff/domain/roles.js';
import { policy } from '../staff/policy.js';

export const insightPolicy = {
  home: policy('insight.home', ...roles),
  today: policy('insight.today', 'admin', 'officer'),
};
