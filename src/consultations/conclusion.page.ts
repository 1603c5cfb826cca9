import { levels } from '../triage/domain/level.js';
import { adviceBlocks } from '../visits/domain/advice.js';
import { type Disposition, outcomes } from '../visits/domain/disposition.js';

/** What a doctor may decide and advise. @param except where the patient waits already */
export const decisionChoices = (except?: Disposition) => ({
  outcomes: outcomes
    .filter((disposition) => disposition !== except)
    .map((disposition, index) => ({ disposition, key: index + 1 })),
  levels: levels.map((level) => ({ id: level, key: `triage.levels.${level}` })),
  advice: adviceBlocks,
});
