import { Injectable } from '@nestjs/common';
import type { Day } from '../../config/domain/calendar.js';
import { theProgram } from '../../database/act.js';
import { Reader } from '../../database/connections.js';
import { UnitOfWork } from '../../database/unit-of-work.js';
import { type Expectations, Needs } from '../../needs/needs.service.js';
import { RosterOutlook } from './draft.entity.js';

/** The fever visits to expect in weeks that a roster was begun for: counted once, for counting reads four weeks of visits. */
@Injectable()
export class Outlooks {
  constructor(
    private readonly units: UnitOfWork,
    private readonly reader: Reader,
    private readonly needs: Needs,
  ) {}

  /** What was counted of a week; undefined when nobody has begun a roster for it. */
  async of(week: Day): Promise<Expectations | undefined> {
    return (await this.reader.of(RosterOutlook).findOneBy({ week }))?.expected;
  }

  /** Counts anew. */
  async count(week: Day): Promise<Expectations> {
    const expected = await this.needs.expectations(week);
    await this.units.run(theProgram, (unit) =>
      unit.manager.upsert(RosterOutlook, { week, expected, countedAt: unit.at }, ['week']),
    );
    return expected;
  }
}
