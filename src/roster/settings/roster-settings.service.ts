import { Injectable } from '@nestjs/common';
import { Reader } from '../../database/connections.js';
import { UnitOfWork } from '../../database/unit-of-work.js';
import type { Acting } from '../../staff/actor.js';
import type { Limits, Weights } from '../../rostering/problem/problem.js';
import { RosterSetting } from './setting.entity.js';

/** By what rosters are proposed. */
export interface PlannedBy {
  readonly weights: Weights;
  readonly limits: Limits;
  /** Fever visits that a doctor sees in a slot. */
  readonly visitsPerDoctor: number;
  /** Hours after which a session that nobody confirmed shows on the board. */
  readonly confirmHours: number;
}

/**
 * Until the bureau says otherwise: one fever visit that nobody sees is worth going 100 km for; labour law's hours and
 * the rest of FIELD.md section 6; a city's roads at 20 km/h; some ten minutes a visit.
 */
export const usualSettings: PlannedBy = {
  weights: { uncovered: 100, travel: 1, wishes: 5, load: 2, unsocial: 3, continuity: 4, changes: 20 },
  limits: {
    dayHours: 8,
    weekHours: 40,
    overtimeDayHours: 3,
    workDaysWeek: 6,
    restHours: 11,
    kmPerHour: 20,
  },
  visitsPerDoctor: 20,
  confirmHours: 24,
};

const theOnly = 'network';

/** What the bureau has set. */
@Injectable()
export class RosterSettings {
  constructor(
    private readonly units: UnitOfWork,
    private readonly reader: Reader,
  ) {}

  async get(): Promise<PlannedBy> {
    return (await this.reader.of(RosterSetting).findOneBy({ id: theOnly })) ?? usualSettings;
  }

  async set({ weights, limits, visitsPerDoctor, confirmHours }: PlannedBy, actor: Acting): Promise<void> {
    await this.units.run(actor, async (unit) => {
      const before = await unit.manager.findOneBy(RosterSetting, { id: theOnly });
      const after = { weights, limits, visitsPerDoctor, confirmHours };
      const row = { id: theOnly, ...after, changedAt: unit.at, changedBy: actor.id };
      await unit.manager.upsert(RosterSetting, row, ['id']);
      await unit.record({
        name: 'roster.weighed',
        subject: { kind: 'roster-setting', id: theOnly },
        before: before ? settingsOf(before) : usualSettings,
        after,
      });
    });
  }
}

const settingsOf = ({ weights, limits, visitsPerDoctor, confirmHours }: PlannedBy): PlannedBy => ({
  weights,
  limits,
  visitsPerDoctor,
  confirmHours,
});
