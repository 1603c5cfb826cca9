import { policy } from '../staff/policy.js';

export const importsPolicy = {
  /** Uploads a register's file, looks at it and applies it, as far as one's work reaches. */
  importRegisters: policy('imports.importRegisters', 'admin', 'officer'),
};
