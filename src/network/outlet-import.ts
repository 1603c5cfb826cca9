import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { insertOne } from '../database/insert-many.js';
import type { Unit } from '../database/unit.js';
import type { Reach } from '../staff/actor.js';
import type { Compared, ImportTarget } from '../imports/import-target.js';
import { ImportTargets } from '../imports/import-targets.js';
import type { Table } from '../imports/table.js';
import { Chain } from './chain.entity.js';
import { District } from './district.entity.js';
import { suggestedChains } from './domain/chain-of-name.js';
import { changeset, type Line } from '../imports/domain/changeset.js';
import type { DistrictName } from './domain/district-of-address.js';
import { folded } from '../web/domain/names.js';
import { outletKind, type OutletRow, readOutletRows } from './domain/outlet-rows.js';
import { Outlet } from './outlet.entity.js';
import { columnsOf } from './outlets.service.js';
import { addChain, addDistrict } from './registers.service.js';
import { reaches } from './reach.js';

const districtKey = ({ city, name }: DistrictName) => `${folded(city)}|${folded(name)}`;

/** Files of outlets. */
@Injectable()
export class OutletImport implements ImportTarget, OnModuleInit {
  constructor(private readonly targets: ImportTargets) {}

  onModuleInit(): void {
    this.targets.offer('outlets', this);
  }

  async compare(table: Table, manager: EntityManager, reach: Reach): Promise<Compared> {
    const districts = await manager.find(District);
    const chains = await manager.find(Chain);
    const outlets = await manager.find(Outlet);
    const covered = districts.filter(({ id }) => reach.over !== 'districts' || reach.ids.includes(id));
    const coveredKeys = new Set(covered.map(districtKey));
    const { parsed, missing } = readOutletRows(table, {
      districts,
      chains,
      covers: (district) => reach.over !== 'districts' || coveredKeys.has(districtKey(district)),
    });
    const districtById = new Map(districts.map((district) => [district.id, district]));
    const chainById = new Map(chains.map((chain) => [chain.id, chain.name]));
    const register = outlets.map((outlet) => ({
      id: outlet.id,
      facts: rowOf(
        outlet,
        districtById.get(outlet.districtId)!,
        outlet.chainId ? chainById.get(outlet.chainId) : undefined,
      ),
    }));
    const outletById = new Map(outlets.map((outlet) => [outlet.id, outlet]));
    // A row may not take an outlet over that lies outside the reader's reach.
    const lines = changeset(outletKind, parsed, register).map((line): Line => {
      const mine = !line.recordId || reaches(reach, outletById.get(line.recordId)!);
      const rejection = { reason: 'licence-elsewhere', column: 'licenceNumber' };
      return mine ? line : { row: line.row, verdict: 'rejected', rejection };
    });
    const rows = lines.flatMap(({ facts, verdict }) =>
      facts && verdict !== 'rejected' ? [facts as OutletRow] : [],
    );
    const knownDistricts = new Set(districts.map(districtKey));
    const unknown = rows
      .map(({ city, district }) => ({ city, name: district }))
      .filter((d) => !knownDistricts.has(districtKey(d)));
    return {
      lines,
      missing,
      newDistricts: [...new Set(unknown.map(({ city, name }) => city + name))].sort(),
      chainSuggestions: suggestedChains(rows.filter(({ chain }) => !chain).map(({ name }) => name)),
    };
  }

  async writer(unit: Unit): Promise<(line: Line) => Promise<void>> {
    const districts = new Map((await unit.manager.find(District)).map((one) => [districtKey(one), one.id]));
    const chains = new Map((await unit.manager.find(Chain)).map((one) => [folded(one.name), one.id]));
    const districtId = async (city: string, name: string) => {
      const known = districts.get(districtKey({ city, name }));
      const id = known ?? (await addDistrict(unit, { city, name }));
      districts.set(districtKey({ city, name }), id);
      return id;
    };
    const chainId = async (name: string | undefined) => {
      if (!name) return undefined;
      const id = chains.get(folded(name)) ?? (await addChain(unit, { name, namePatterns: [] }));
      chains.set(folded(name), id);
      return id;
    };
    return async (line) => {
      const row = line.facts as OutletRow;
      const facts = {
        ...row,
        districtId: await districtId(row.city, row.district),
        chainId: await chainId(row.chain),
      };
      const { week, ...columns } = { ...columnsOf(facts), week: row.week ?? null };
      if (!line.recordId) {
        const id = unit.newKey();
        const outlet = {
          id,
          ...columns,
          week,
          state: 'registered' as const,
          registeredAt: unit.at,
          changedAt: unit.at,
        };
        await insertOne(unit, Outlet, outlet);
        await unit.record({
          name: 'outlet.registered',
          subject: { kind: 'outlet', id },
          outletId: id,
          after: row,
        });
        return;
      }
      const stated = Object.fromEntries(
        Object.entries({ ...columns, week }).filter(([, value]) => value !== null),
      );
      await unit.manager.update(Outlet, { id: line.recordId }, { ...stated, changedAt: unit.at });
      await unit.record({
        name: 'outlet.changed',
        subject: { kind: 'outlet', id: line.recordId },
        outletId: line.recordId,
        before: Object.fromEntries(line.changes!.map(({ field, before }) => [field, before])),
        after: Object.fromEntries(line.changes!.map(({ field, after }) => [field, after])),
      });
    };
  }
}

function rowOf(outlet: Outlet, district: District, chain: string | undefined): OutletRow {
  const { licenceNumber, name, address, latitude, longitude, telephone, week, memo } = outlet;
  return {
    licenceNumber,
    name,
    address,
    city: district.city,
    district: district.name,
    chain,
    latitude: latitude ?? undefined,
    longitude: longitude ?? undefined,
    telephone: telephone ?? undefined,
    week: week ?? undefined,
    memo: memo ?? undefined,
  };
}
