import { Injectable } from '@nestjs/common';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Day } from '../config/domain/calendar.js';
import { Reader } from '../database/connections.js';
import { instantText } from '../database/columns.js';
import { Outlet } from '../network/outlet.entity.js';
import type { Change, Comparison, RulesComparison } from '../editions/rules-comparison.js';
import { Patient } from '../patients/patient.entity.js';
import { assess } from '../triage/domain/assess.js';
import type { Edition } from '../triage/domain/editions.js';
import { caseOf } from './judgement.js';
import { Visit } from './visit.entity.js';

/** Visits judged in one go: others have their turn in between. */
const atOnce = 250;

/** Judges recorded visits again by an edition of the rules. Nothing is changed. */
@Injectable()
export class RecordedVisits implements RulesComparison {
  constructor(private readonly reader: Reader) {}

  async compare(from: Day, to: Day, edition: Edition, most = Infinity): Promise<Comparison> {
    const changes: Change[] = [];
    let visits = 0;
    for (let after: Visit | undefined; ;) {
      const batch = await this.batch(from, to, after);
      visits += batch.length;
      changes.push(...batch.flatMap(({ visit, bornOn, outlet }) => changeOf(visit, bornOn, outlet, edition)));
      if (batch.length < atOnce) return { visits, isPart: false, changes };
      if (visits >= most) return { visits, isPart: true, changes };
      after = batch.at(-1)!.visit;
      await nextTurn();
    }
  }

  /** The next visits in the order in which they were, by the index of day and time. */
  private async batch(from: Day, to: Day, after: Visit | undefined) {
    const query = this.reader
      .of(Visit)
      .createQueryBuilder('visit')
      .innerJoin(Patient, 'patient', 'patient.id = visit.patient_id')
      .innerJoin(Outlet, 'outlet', 'outlet.id = visit.outlet_id')
      .addSelect('patient.born_on', 'born_on')
      .addSelect('outlet.district_id', 'district_id')
      .addSelect('outlet.chain_id', 'chain_id')
      .where('visit.on BETWEEN :from AND :to', { from: after?.on ?? from, to })
      .orderBy('visit.on')
      .addOrderBy('visit.at')
      .addOrderBy('visit.id')
      .limit(atOnce);
    if (after)
      query.andWhere(
        '(visit.on > :on OR (visit.on = :on AND (visit.at > :at OR (visit.at = :at AND visit.id > :id))))',
        { on: after.on, at: instantText(after.at), id: after.id },
      );
    const { entities, raw } = await query.getRawAndEntities<{
      born_on: Day;
      district_id: string;
      chain_id: string | null;
    }>();
    return entities.map((visit, i) => ({
      visit,
      bornOn: raw[i]!.born_on,
      outlet: { id: visit.outletId, districtId: raw[i]!.district_id, chainId: raw[i]!.chain_id },
    }));
  }
}

function changeOf(visit: Visit, bornOn: Day, outlet: Change['outlet'], edition: Edition): Change[] {
  const { level, fired } = assess(caseOf(visit, bornOn), edition);
  const [before, now] = [visit.triage?.fired.map(({ rule }) => rule) ?? [], fired.map(({ rule }) => rule)];
  const gained = now.filter((rule) => !before.includes(rule));
  const lost = before.filter((rule) => !now.includes(rule));
  if (level === visit.judgedLevel && gained.length === 0 && lost.length === 0) return [];
  const { id: visitId, on, ruleSet, judgedLevel: was } = visit;
  return [{ visitId, outlet, on, ruleSet, was, now: level, gained, lost }];
}
