import { Injectable } from '@nestjs/common';
import { type Day, mondayOf } from '../../config/domain/calendar.js';
import { Reader } from '../../database/connections.js';
import type { Unit } from '../../database/unit.js';
import { StaffMember } from '../../staff/staff-member.entity.js';
import { PublishedMeanwhile } from '../domain/refusals.js';
import type { AssignmentNews } from './session-change.js';
import { RosterVersion, type VersionChange } from './version.entity.js';

export interface VersionLine extends RosterVersion {
  /** Undefined for the program itself. */
  readonly byName?: string;
}

/** What was published of each week, act by act. */
@Injectable()
export class Versions {
  constructor(private readonly reader: Reader) {}

  /** The number of a week's latest version; 0 before anything was published. */
  async latest(week: Day): Promise<number> {
    const [last] = await this.reader
      .of(RosterVersion)
      .find({ where: { week }, order: { number: 'DESC' }, take: 1 });
    return last?.number ?? 0;
  }

  /** A week's versions, the latest first. */
  async of(week: Day, most: number): Promise<VersionLine[]> {
    const { entities, raw } = await this.reader
      .of(RosterVersion)
      .createQueryBuilder('version')
      .leftJoin(StaffMember, 'member', 'member.id = version.by')
      .addSelect('member.name', 'by_name')
      .where('version.week = :week', { week })
      .orderBy('version.number', 'DESC')
      .limit(most)
      .getRawAndEntities<{ by_name: string | null }>();
    return entities.map((version, i) => ({ ...version, byName: raw[i]!.by_name ?? undefined }));
  }

  /** Adds a version to each week that changes touch. */
  async add(unit: Unit, news: readonly AssignmentNews[]): Promise<void> {
    const weeks = new Map<Day, VersionChange[]>();
    for (const one of news) {
      const days = [one.assignment.on, ...(one.former ? [one.former.on] : [])];
      for (const week of new Set(days.map(mondayOf))) {
        const changes = weeks.get(week);
        if (changes) changes.push(changeOf(one));
        else weeks.set(week, [changeOf(one)]);
      }
    }
    for (const [week, changes] of weeks) {
      const number = (await this.latestIn(unit, week)) + 1;
      const version = { id: unit.newKey(), week, number, at: unit.at, by: unit.author.id, changes };
      await unit.manager.insert(RosterVersion, version);
    }
  }

  /** @throws PublishedMeanwhile when somebody changed what is published since a version was looked at */
  async assertLatest(unit: Unit, week: Day, seen: number): Promise<void> {
    const latest = await this.latestIn(unit, week);
    if (latest !== seen) throw new PublishedMeanwhile({ seen, latest });
  }

  private async latestIn(unit: Unit, week: Day): Promise<number> {
    const last = await unit.manager.findOne(RosterVersion, { where: { week }, order: { number: 'DESC' } });
    return last?.number ?? 0;
  }
}

function changeOf({ assignment, doctor, outlet, former }: AssignmentNews): VersionChange {
  const { on, slot, cancelledAt } = assignment;
  return {
    kind: cancelledAt ? 'cancelled' : former ? 'moved' : 'assigned',
    doctor: doctor.name,
    outletId: outlet.id,
    outlet: outlet.name,
    on,
    slot,
    ...(former && { former: { outlet: former.outlet.name, on: former.on, slot: former.slot } }),
  };
}
