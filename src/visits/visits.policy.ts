import { policy } from '../staff/policy.js';

export const visitsPolicy = {
  /** Log and correct visits at an outlet of one's own. */
  work: policy('visits.work', 'admin', 'counter', 'doctor'),
  /** Read an outlet's visits. */
  see: policy('visits.see', 'admin', 'officer', 'counter', 'doctor'),
  /** Read the visits of many outlets in one list. */
  seeAll: policy('visits.seeAll', 'admin', 'officer'),
};
