import type { Day } from '../../config/domain/calendar.js';
import { highest, type Level } from '../../triage/domain/level.js';

/** A visit as its episode sees it. */
export interface EpisodeVisit {
  readonly outletId: string;
  readonly at: Date;
  readonly on: Day;
  readonly fever: boolean;
  readonly level: Level;
  /** Whether the patient was sent to a hospital. */
  readonly sentAway: boolean;
}

/** When a visit first sent the patient to a hospital. */
export const firstSentAway = (visits: readonly EpisodeVisit[]) =>
  visits
    .filter(({ sentAway }) => sentAway)
    .map(({ at }) => at)
    .sort((a, b) => a.getTime() - b.getTime())[0] ?? null;

/** What the visits of an episode say of it, in the order in which they were. */
export function factsOfVisits(visits: readonly EpisodeVisit[]) {
  const ordered = [...visits].sort((a, b) => a.at.getTime() - b.at.getTime());
  const [first, ...later] = ordered as [EpisodeVisit, ...EpisodeVisit[]];
  return {
    outletId: first.outletId,
    startedAt: first.at,
    startedOn: first.on,
    fever: first.fever,
    firstLevel: first.level,
    laterLevel: later.length > 0 ? highest(later.map(({ level }) => level)) : null,
    visits: ordered.length,
    lastVisitAt: ordered.at(-1)!.at,
    referredAt: firstSentAway(ordered),
  };
}
