import { roles } from './domain/roles.js';
import { policy } from './policy.js';

export const staffPolicy = {
  useOwnAccount: policy('staff.useOwnAccount', ...roles),
  manageStaff: policy('staff.manage', 'admin'),
  readAudit: policy('staff.readAudit', 'admin'),
};
