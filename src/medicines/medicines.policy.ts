import { policy } from '../staff/policy.js';

export const medicinesPolicy = {
  see: policy('medicines.see', 'admin', 'officer', 'chain-manager', 'counter', 'doctor'),
  keep: policy('medicines.keep', 'admin', 'officer'),
  readRegister: policy('medicines.readRegister', 'admin', 'officer', 'chain-manager', 'counter'),
};
