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

/** The level that a disposition answers to. */
export const levelOf = (disposition: Disposition): Level => enoughFor[disposition];

/**
 * The level that a visit says, on every page and on the slip: what the doctor decided of who waited, or else what holds
 * by the rules and the counter.
 */
export const levelNow = ({ outcome, level }: { outcome: Disposition | null; level: Level | null }): Level =>
  outcome && outcome !== 'online' ? levelOf(outcome) : (level ?? 'doctor');

/** Whether a disposition is weaker than the level asks for: that takes a doctor. */
export const isWeaker = (disposition: Disposition, level: Level): boolean =>
  isHigher(level, enoughFor[disposition]);

/** Whether the patient is sent to a hospital. */
export const sendsAway = (disposition: Disposition): boolean =>
  disposition === 'referral' || disposition === 'emergency';

/** How somebody calls the patient in the days after: by risk, or once, to hear whether a doctor was seen. */
export function followUpOf(disposition: Disposition): 'by-risk' | 'next-day' | undefined {
  if (disposition === 'home-care' || disposition === 'referral') return 'by-risk';
  return disposition === 'doctor' || disposition === 'online' ? 'next-day' : undefined;
}

/** What the visiting doctor may decide of somebody who was sent on to them: all but to wait again. */
export const outcomes = dispositions.filter((disposition) => disposition !== 'doctor');
