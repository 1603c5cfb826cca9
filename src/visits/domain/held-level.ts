import type { Role } from '../../staff/domain/roles.js';
import { highest, isHigher, type Level } from '../../triage/domain/level.js';
import { type Disposition, isWeaker } from './disposition.js';
import { DispositionTooWeak, LevelLowered, LevelReasonMissing } from './refusals.js';

/** What the rules gave, and what held; a visit from before triage has neither. */
interface JudgedLevels {
  readonly judgedLevel: Level | null;
  readonly level: Level | null;
}

/** The level that a visit holds on to when it is judged again: raised stays raised, lowered stays while nothing is graver. */
export function heldLevel({ level, judgedLevel }: JudgedLevels, judged: Level): Level {
  if (!level || !judgedLevel || level === judgedLevel) return judged;
  if (isHigher(level, judgedLevel)) return highest([level, judged]);
  return isHigher(judged, judgedLevel) ? judged : level;
}

/** Staff raise a level freely; only a doctor lowers one, or decides for less than it asks, and says why. */
export function assertMay(
  judged: Level,
  level: Level,
  disposition: Disposition,
  reason: string | undefined,
  role: Role | undefined,
): void {
  const [lowered, weak] = [isHigher(judged, level), isWeaker(disposition, level)];
  if (lowered && role !== 'doctor') throw new LevelLowered();
  if (weak && role !== 'doctor') throw new DispositionTooWeak();
  if ((lowered || weak) && !reason) throw new LevelReasonMissing();
}
