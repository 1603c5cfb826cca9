import { isHigher, type Level } from '../../triage/domain/level.js';

/** What was decided at the end of a visit. */
export const dispositions = [
  'advice',
  'medicines',
  'doctor',
  'online',
  'home-care',
  'referral',
  'emergency',
] as const;
export type Disposition = (typeof dispositions)[number];

/** The highest level for which each disposition is enough. */
const enoughFor: Record<Disposition, Level> = {
  advice: 'self-care',
  medicines: 'self-care',
  'home-care': 'self-care',
  doctor: 'doctor',
  online: 'doctor',
  referral: 'urgent',
  emergency: 'emergency',
};

/** What is usually decided at a level; the counter offers it first. */
export const usualDisposition: Record<Level, Disposition> = {
  'self-care': 'advice',
  doctor: 'doctor',
  urgent: 'referral',
  emergency: 'emergency',
};

/** Whether a disposition is weaker than the level asks for: that takes a doctor. */
export const isWeaker = (disposition: Disposition, level: Level): boolean =>
  isHigher(level, enoughFor[disposition]);

/** Whether the patient is sent to a hospital. */
export const sendsAway = (disposition: Disposition): boolean =>
  disposition === 'referral' || disposition === 'emergency';

/** Whether somebody calls the patient in the days after. */
export const isFollowedUp = (disposition: Disposition): boolean =>
  disposition === 'home-care' || disposition === 'referral';

/** What the visiting doctor may decide of somebody who was sent on to them: all but to wait again. */
export const outcomes = dispositions.filter((disposition) => disposition !== 'doctor');
