import { policy } from '../staff/policy.js';

export const facilitiesPolicy = {
  see: policy('facilities.see', 'admin', 'officer'),
  /** Keeps hospitals and health centres, each where one's work reaches. */
  keep: policy('facilities.keep', 'admin', 'officer'),
  report: policy('facilities.report', 'admin', 'officer', 'hospital'),
};
