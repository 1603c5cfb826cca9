import { policy } from '../staff/policy.js';

export const consultationsPolicy = {
  /** Decide of a patient who waits for the doctor. */
  conclude: policy('consultations.conclude', 'doctor'),
  /** Decide of a patient who waits for a doctor online, anywhere, while one sees patients oneself. */
  online: policy('consultations.online', 'doctor'),
};
