import type { AnswerNews } from './answers/answers.service.js';
import type { Missing } from './attendance/attendance.service.js';
import type { AssignmentNews } from './changes/session-change.js';
import type { SessionsLost } from './closures.js';

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
    'feed.renewed': null;
  }
}
