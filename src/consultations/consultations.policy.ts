import { policy } from '../staff/policy.js';

export const consultationsPolicy = {
  /** See one's own clinic of today. */
  mine: policy('consultations.mine', 'doctor'),
  /** Decide of a patient who waits for the doctor. */
  conclude: policy('consultations.conclude', 'doctor'),
  /** Decide of a patient who waits for a doctor online, anywhere, while one sees patients oneself. */
  online: policy('consultations.online', 'doctor'),
};
