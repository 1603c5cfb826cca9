import { roles } from './domain/roles.js';
import { policy, policyOfNetwork } from './policy.js';

export const staffPolicy = {
  useOwnAccount: policy('staff.useOwnAccount', ...roles),
  manageStaff: policy('staff.manage', 'admin'),
  /** Of whom, where: `invites` says. */
  invite: policy('staff.invite', 'admin', 'chain-manager'),
  /** Approves or rejects what somebody else of the whole network proposed. */
  decideProposals: policyOfNetwork('staff.decideProposals', 'admin', 'officer'),
  readAudit: policy('staff.readAudit', 'admin'),
};
