import { Injectable } from '@nestjs/common';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Day } from '../../config/domain/calendar.js';
import { Reader } from '../../database/connections.js';
import { Patient } from '../../patients/patient.entity.js';
import { assess } from '../../triage/domain/assess.js';
import type { Edition } from '../../triage/domain/editions.js';
import type { Level } from '../../triage/domain/level.js';
import { caseOf } from '../judgement.js';
import { Visit } from '../visit.entity.js';

/** A visit that an edition would judge otherwise than it was. */
export interface Change {
  readonly visitId: string;
  readonly outletId: string;
  readonly on: Day;
  /** The edition that judged it. */
  readonly ruleSet: string | null;
  readonly was: Level | null;
  readonly now: Level;
  /** The rules that fire now and did not, and the other way round. */
  readonly gained: readonly string[];
  readonly lost: readonly string[];
}

export interface Comparison {
  readonly visits: number;
  /** Whether there were more visits than were judged. */
  readonly isPart: boolean;
  readonly changes: readonly Change[];
}

/** Visits judged in one go: others have their turn in between. */
const atOnce = 250;

/** Judges recorded visits again by an edition of the rules. Nothing is changed. */
@Injectable()
export class RulesComparison {
  constructor(private readonly reader: Reader) {}

  /**
   * @param from the first day @param to the last
   * @param most how many visits at most, the oldest first
   */
  async compare(from: Day, to: Day, edition: Edition, most = Infinity): Promise<Comparison> {
    const changes: Change[] = [];
    let visits = 0;
    for (let after = ''; ;) {
      const batch = await this.batch(from, to, after);
      visits += batch.length;
      changes.push(...batch.flatMap(({ visit, bornOn }) => changeOf(visit, bornOn, edition)));
      if (batch.length < atOnce) return { visits, isPart: false, changes };
      if (visits >= most) return { visits, isPart: true, changes };
      after = batch.at(-1)!.visit.id;
      await nextTurn();
    }
  }

  private async batch(from: Day, to: Day, after: string): Promise<{ visit: Visit; bornOn: Day }[]> {
    const { entities, raw } = await this.reader
      .of(Visit)
      .createQueryBuilder('visit')
      .innerJoin(Patient, 'patient', 'patient.id = visit.patient_id')
      .addSelect('patient.born_on', 'born_on')
      .where('visit.on BETWEEN :from AND :to AND visit.id > :after', { from, to, after })
      .orderBy('visit.id')
      .limit(atOnce)
      .getRawAndEntities<{ born_on: Day }>();
    return entities.map((visit, i) => ({ visit, bornOn: raw[i]!.born_on }));
  }
}

function changeOf(visit: Visit, bornOn: Day, edition: Edition): Change[] {
  const { level, fired } = assess(caseOf(visit, bornOn), edition);
  const [before, now] = [visit.triage?.fired.map(({ rule }) => rule) ?? [], fired.map(({ rule }) => rule)];
  const gained = now.filter((rule) => !before.includes(rule));
  const lost = before.filter((rule) => !now.includes(rule));
  if (level === visit.judgedLevel && gained.length === 0 && lost.length === 0) return [];
  const { id: visitId, outletId, on, ruleSet, judgedLevel: was } = visit;
  return [{ visitId, outletId, on, ruleSet, was, now: level, gained, lost }];
}
