import { policy } from '../staff/policy.js';

export const diseaseReportsPolicy = {
  /** Read which illnesses are to be reported, within one's reach. */
  see: policy('diseaseReports.see', 'admin', 'officer', 'counter', 'doctor'),
  /** Say that a visit's illness must be reported, or that it was. */
  report: policy('diseaseReports.report', 'admin', 'officer', 'counter', 'doctor'),
};
