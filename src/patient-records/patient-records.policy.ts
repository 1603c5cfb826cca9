import { policy, policyOfNetwork } from '../staff/policy.js';

export const patientRecordsPolicy = {
  /** Read the record of a patient who was at an outlet within reach. */
  see: policy('patientRecords.see', 'admin', 'officer', 'counter', 'doctor'),
  /** Correct such a record. */
  correct: policy('patientRecords.correct', 'admin', 'officer', 'counter', 'doctor'),
  /** See who is likely there twice, merge two records, part them again, or say that they are two people. */
  merge: policy('patientRecords.merge', 'admin', 'officer'),
  /** Erase what no law keeps of a patient who asks for it, and see what is restricted since. */
  erase: policyOfNetwork('patientRecords.erase', 'admin', 'officer'),
};
