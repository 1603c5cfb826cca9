import { isHigher, type Level } from '../../triage/domain/level.js';

const urgentShare = 3;

/**
 * Minutes after which officers are told of somebody who waits for a doctor.
 * @param setting the bureau's, for whom a doctor is to see today; who is urgent waits a third of it
 */
export const alarmAfter = (level: Level | null, setting: number): number =>
  isHigher(level ?? 'doctor', 'doctor') ? Math.ceil(setting / urgentShare) : setting;
