import { policy } from '../staff/policy.js';

export const episodesPolicy = {
  /** Read who is to be called, within one's reach. */
  seeCalls: policy('episodes.seeCalls', 'admin', 'officer'),
  /** Call patients, and write down what they say. */
  makeCalls: policy('episodes.makeCalls', 'admin', 'officer', 'counter', 'doctor'),
};
