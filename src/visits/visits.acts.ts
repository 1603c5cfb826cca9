import type { VisitNews } from './visits.service.js';

declare module '../database/act.js' {
  interface Acts {
    'visit.logged': VisitNews;
    'visit.corrected': VisitNews;
    'prescription.handed-out': null;
    'prescription.not-taken': null;
  }
}
