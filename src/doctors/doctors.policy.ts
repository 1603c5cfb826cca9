import { policy } from '../staff/policy.js';

export const doctorsPolicy = {
  see: policy('doctors.see', 'admin', 'officer'),
  keep: policy('doctors.keep', 'admin', 'officer'),
};
