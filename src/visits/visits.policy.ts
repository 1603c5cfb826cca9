import { policy } from '../staff/policy.js';

export const visitsPolicy = {
  /** Log and correct visits at an outlet of one's own. */
  work: policy('visits.work', 'admin', 'counter', 'doctor'),
  /** Decide of a patient who waits for the doctor. */
  conclude: policy('visits.conclude', 'doctor'),
  /** Decide of a patient who waits for a doctor online, anywhere, while one sees patients oneself. */
  consultOnline: policy('visits.consultOnline', 'doctor'),
  /** Read an outlet's visits. */
  see: policy('visits.see', 'admin', 'officer', 'counter', 'doctor'),
  /** Read the visits of many outlets in one list. */
  seeAll: policy('visits.seeAll', 'admin', 'officer'),
};
