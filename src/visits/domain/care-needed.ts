import type { Level } from '../../triage/domain/level.js';

/** What the place that a patient is sent to must be enough for. */
export interface CareNeeded {
  readonly level: Level;
  readonly child: boolean;
  readonly pregnant: boolean;
}
