import { policy } from '../staff/policy.js';

export const doctorsPolicy = {
  see: policy('doctors.see', 'admin', 'officer'),
  keep: policy('doctors.keep', 'admin', 'officer'),
  sayAvailability: policy('doctors.sayAvailability', 'admin', 'officer', 'doctor', 'hospital'),
  lend: policy('doctors.lend', 'admin', 'officer', 'hospital'),
};
