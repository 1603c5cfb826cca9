import type { Role } from './domain/roles.js';
import type { ProposalNews } from './proposals/proposals.service.js';
import type { StaffMember } from './staff-member.entity.js';

/** A one-time link for somebody's password. */
export interface LinkNews {
  readonly member: Pick<StaffMember, 'email' | 'name' | 'language'>;
  readonly token: string;
  readonly hours: number;
  /** Who invites, to which posts: where each is, in a few words. */
  readonly invited?: { readonly by: string | null; readonly posts: readonly InvitedPost[] };
}

export interface InvitedPost {
  readonly role: Role;
  readonly at: string;
}

declare module '../database/act.js' {
  interface Acts {
    'staff.invited': LinkNews;
    'staff.password-forgotten': LinkNews;
    'staff.changed': null;
    'staff.post-given': null;
    'staff.post-moved': null;
    'staff.post-ended': null;
    'staff.post-taken-up': null;
    'staff.disabled': null;
    'staff.enabled': null;
    'staff.signed-in': null;
    'staff.signed-out': null;
    'staff.sign-ins-revoked': null;
    'staff.password-set': null;
    'staff.language-set': null;
    'proposal.made': ProposalNews;
    'proposal.withdrawn': null;
    'proposal.approved': ProposalNews;
    'proposal.rejected': ProposalNews;
  }
}
