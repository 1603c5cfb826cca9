import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Unit } from '../database/unit.js';
import { changeset } from '../imports/domain/changeset.js';
import type { Compared, ImportTarget, WriteLine } from '../imports/import-target.js';
import { ImportTargets } from '../imports/import-targets.js';
import type { RowSource } from '../imports/domain/rows.js';
import type { Reach } from '../staff/actor.js';
import {
  facilityHeadings,
  facilityKind,
  type FacilityRow,
  readFacilityRows,
} from './domain/facility-rows.js';
import { facilityColumns } from './facilities.service.js';
import { FacilityReach } from './facility-reach.js';
import { Facility } from './facility.entity.js';
import { importedFacilities } from './imported-facilities.js';

/** Files of hospitals and health centres. */
@Injectable()
export class FacilityImport implements ImportTarget, OnModuleInit {
  readonly registers = [importedFacilities] as const;

  readonly columns = facilityHeadings;

  constructor(private readonly targets: ImportTargets) {}

  onModuleInit(): void {
    this.targets.offer('facilities', this);
  }

  async compare(table: RowSource, manager: EntityManager, reach: Reach): Promise<Compared> {
    const { parsed, missing } = readFacilityRows(table);
    const reached = await FacilityReach.of(reach, manager);
    const register = (await manager.find(Facility)).map((facility) => {
      const { id, searchText: _search, changedAt: _changedAt, ...facts } = facility;
      const stated = Object.entries(facts).map(([field, value]) => [field, value ?? undefined]);
      return { id, facts: Object.fromEntries(stated) as FacilityRow };
    });
    const known = new Map(register.map(({ id, facts }) => [id, facts]));
    const lines = reached.within(changeset(facilityKind, parsed, register, table), ({ recordId, facts }) =>
      recordId ? known.get(recordId) : (facts as FacilityRow | undefined),
    );
    return {
      lines,
      missing,
    };
  }

  async writer(unit: Unit): Promise<WriteLine> {
    return async ({ recordId, facts, changes }) => {
      const columns = facilityColumns(facts as FacilityRow);
      if (!recordId) {
        const id = unit.newKey();
        await unit.manager.insert(Facility, { id, ...columns, changedAt: unit.at });
        await unit.record({ name: 'facility.added', subject: { kind: 'facility', id }, after: facts });
        return [{ register: importedFacilities.name, key: id }];
      }
      // Whom it takes is not in this register: what stands is left alone.
      const { paediatrics: _children, obstetrics: _pregnant, ...told } = columns;
      const stated = Object.fromEntries(Object.entries(told).filter(([, value]) => value !== null));
      await unit.manager.update(Facility, { id: recordId }, { ...stated, changedAt: unit.at });
      await unit.record({
        name: 'facility.changed',
        subject: { kind: 'facility', id: recordId },
        before: Object.fromEntries(changes!.map(({ field, before }) => [field, before])),
        after: Object.fromEntries(changes!.map(({ field, after }) => [field, after])),
      });
      return [];
    };
  }
}
