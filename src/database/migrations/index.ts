import { StaffSignInAndLeaveATrail1700000000001 } from './1700000000001-staff-sign-in-and-leave-a-trail.js';
import { OutletsBecomeConvenienceClinics1700000000002 } from './1700000000002-outlets-become-convenience-clinics.js';

/** In the order in which they run. */
export const migrations = [
  StaffSignInAndLeaveATrail1700000000001,
  OutletsBecomeConvenienceClinics1700000000002,
];
