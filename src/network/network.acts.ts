import type { ApprovalNews } from './approvals.service.js';

declare module '../database/act.js' {
  interface Acts {
    'outlet.registered': null;
    'outlet.changed': null;
    'outlet.removed': null;
    'outlet.hours-set': null;
    'outlet.exception-made': null;
    'outlet.exception-removed': null;
    'outlet.applied': ApprovalNews;
    'outlet.inspected': ApprovalNews;
    'outlet.approved': ApprovalNews;
    'outlet.declined': ApprovalNews;
    'outlet.suspended': ApprovalNews;
    'outlet.reopened': ApprovalNews;
    'outlet.revoked': ApprovalNews;
    'district.added': null;
    'district.removed': null;
    'chain.added': null;
    'chain.changed': null;
    'chain.removed': null;
  }
}
