import { roles } from '../staff/domain/roles.js';
import { policy } from '../staff/policy.js';

export const noticesPolicy = {
  choose: policy('notices.choose', ...roles),
};
