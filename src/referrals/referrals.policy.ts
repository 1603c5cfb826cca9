import { policy } from '../staff/policy.js';

export const referralsPolicy = {
  /** Read referrals within one's reach, and act on them on one's own side. */
  work: policy('referrals.work', 'admin', 'officer', 'counter', 'doctor', 'hospital'),
  /** Refer a patient of a visit. */
  refer: policy('referrals.refer', 'admin', 'counter', 'doctor'),
  /** A facility's inbox. */
  inbox: policy('referrals.inbox', 'hospital'),
};
