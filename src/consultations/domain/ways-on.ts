import { isHigher, type Level } from '../../triage/domain/level.js';

/** What becomes of somebody whose doctor left, is late or does not come. */
export const waysOn = ['next-door', 'online', 'referral', 'home'] as const;
export type WayOn = (typeof waysOn)[number];

/** Whether the counter may go it with somebody: who is urgent or an emergency goes to a hospital, and nowhere else. */
export const mayGo = (way: WayOn, level: Level | null): boolean =>
  way === 'referral' || !isHigher(level ?? 'doctor', 'doctor');
