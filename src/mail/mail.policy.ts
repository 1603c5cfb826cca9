import { policy } from '../staff/policy.js';

export const mailPolicy = {
  readMailbox: policy('mail.readMailbox', 'admin'),
};
