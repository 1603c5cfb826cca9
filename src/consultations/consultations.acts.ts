import type { LongWait } from './wait-alarms.js';
import type { VisitNews } from '../visits/visits.service.js';

declare module '../database/act.js' {
  interface Acts {
    'visit.concluded': VisitNews;
    'visit.left': null;
    'visit.sent-on': VisitNews;
    'visit.waits-long': LongWait;
  }
}
