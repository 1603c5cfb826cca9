import type { PatientNews } from './patients.service.js';

declare module '../database/act.js' {
  interface Acts {
    'patient.registered': null;
    'patient.changed': PatientNews;
  }
}
