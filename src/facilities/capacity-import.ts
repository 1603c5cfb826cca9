import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Calendar } from '../config/calendar.js';
import type { Unit } from '../database/unit.js';
import type { Reach } from '../staff/actor.js';
import type { RowSource } from '../imports/domain/rows.js';
import { Capacities } from './capacities.service.js';
import { Capacity } from './capacity.entity.js';
import {
  capacityHeadings,
  capacityKind,
  type CapacityRow,
  readCapacityRows,
} from './domain/capacity-rows.js';
import { changeset, type Line } from '../imports/domain/changeset.js';
import { FacilityReach } from './facility-reach.js';
import { Facility } from './facility.entity.js';
import type { Compared, ImportTarget, WriteLine } from '../imports/import-target.js';
import { type ImportedRegister, rowStates } from '../imports/imported-register.js';
import { ImportTargets } from '../imports/import-targets.js';

/** Files of capacity reports: a row is a report of a facility that the register knows, newer than its last. */
@Injectable()
export class CapacityImport implements ImportTarget, OnModuleInit {
  /** A facility's last report, by the facility. */
  readonly registers: readonly [ImportedRegister] = [
    {
      name: 'capacity',
      nameOf: ({ reportedAt }) => reportedAt as string,
      states: rowStates(Capacity, { key: 'facilityId', except: ['reminded'] }),
      putBack: (unit, facilityId) => this.capacities.takeBackIn(unit, facilityId),
      remove: (unit, facilityId) => this.capacities.takeBackIn(unit, facilityId),
    },
  ];

  readonly columns = capacityHeadings;

  constructor(
    private readonly targets: ImportTargets,
    private readonly capacities: Capacities,
    private readonly calendar: Calendar,
  ) {}

  onModuleInit(): void {
    this.targets.offer('capacity', this);
  }

  async compare(table: RowSource, manager: EntityManager, reach: Reach): Promise<Compared> {
    const { parsed, missing } = readCapacityRows(table, this.calendar.zone);
    const last = new Map((await manager.find(Capacity)).map((one) => [one.facilityId, one]));
    const facilities = await manager.find(Facility);
    const known = new Map(facilities.map((facility) => [facility.id, facility]));
    const register = facilities.map(({ id, city, name }) => ({
      id,
      facts: { city, name, ...stated(last.get(id)) } as CapacityRow,
    }));
    const lines = changeset(capacityKind, parsed, register, table).map((line): Line => {
      const reason = this.whyNot(line, line.recordId ? last.get(line.recordId) : undefined);
      if (!reason) return line;
      return {
        row: line.row,
        verdict: 'rejected',
        facts: line.facts,
        rejection: { reason, column: 'reportedAt' },
      };
    });
    const reached = await FacilityReach.of(reach, manager);
    return {
      lines: reached.within(lines, ({ recordId }) => known.get(recordId ?? '')),
      missing,
    };
  }

  async writer(unit: Unit): Promise<WriteLine> {
    return async ({ recordId, facts }) => {
      const { reportedAt, ...figures } = facts as CapacityRow;
      await this.capacities.take(unit, recordId!, figures, new Date(reportedAt));
      return [];
    };
  }

  private whyNot({ verdict, facts }: Line, last: Capacity | undefined): string | undefined {
    if (verdict === 'new') return 'unknown-facility';
    if (verdict !== 'changed') return undefined;
    const reportedAt = new Date((facts as CapacityRow).reportedAt);
    if (reportedAt > this.calendar.now()) return 'in-future';
    if (this.calendar.now().getTime() - reportedAt.getTime() > oldestMs) return 'old-report';
    return last && reportedAt < last.reportedAt ? 'older-report' : undefined;
  }
}

/** What a hospital had a month ago says nothing of today: most likely a year was typed wrong. */
const oldestMs = 31 * 24 * 3600 * 1000;

function stated(capacity: Capacity | undefined): Partial<CapacityRow> {
  if (!capacity) return {};
  const { facilityId: _facility, reminded: _reminded, reportedAt, ...figures } = capacity;
  const known = Object.entries(figures).filter(([, value]) => value !== null);
  return { ...Object.fromEntries(known), reportedAt: reportedAt.toISOString() };
}
