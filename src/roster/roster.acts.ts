import type { AnswerNews } from './publishing/answers.service.js';
import type { AssignmentNews } from './publishing/session-change.js';
import type { Missing } from './attendance/attendance.service.js';
import type { SessionsLost } from './mending/closures.js';

declare module '../database/act.js' {
  interface Acts {
    'session.assigned': AssignmentNews;
    'session.moved': AssignmentNews;
    'session.cancelled': AssignmentNews;
    'session.confirmed': AnswerNews;
    'session.declined': AnswerNews;
    'session.late': Missing;
    'session.absent': Missing;
    'session.arrived': null;
    'session.left': null;
    'session.not-arrived': null;
    'sessions.lost': SessionsLost;
    'need.set': null;
    'need.changed': null;
    'need.taken-back': null;
    'roster.weighed': null;
    'roster.published': null;
    'roster.mended': null;
    'draft.opened': null;
    'draft.proposed': null;
    'draft.discarded': null;
    'draft.undone': null;
    'draft.placed': null;
    'draft.moved': null;
    'draft.replaced': null;
    'draft.swapped': null;
    'draft.removed': null;
    'draft.locked': null;
    'draft.unlocked': null;
    'search.started': null;
    'search.stopped': null;
    'feed.renewed': null;
  }
}
