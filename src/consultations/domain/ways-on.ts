import { isHigher, type Level } from '../../triage/domain/level.js';

/** What becomes of somebody whose doctor left, is late or does not come. */
export const waysOn = ['next-door', 'online', 'referral', 'home'] as const;
export type WayOn = (typeof waysOn)[number];

/** Whether the counter may go it with somebody: who is urgent goes neither home nor online, and an emergency only to a hospital. */
export function mayGo(way: WayOn, level: Level | null): boolean {
  const isGrave = isHigher(level ?? 'doctor', 'doctor');
  if (way === 'referral') return true;
  return way === 'next-door' ? level !== 'emergency' : !isGrave;
}
