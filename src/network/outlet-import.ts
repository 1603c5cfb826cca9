import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { insertOne } from '../database/insert-many.js';
import type { Unit } from '../database/unit.js';
import type { Reach } from '../staff/actor.js';
import type { Added, Compared, ImportTarget, WriteLine } from '../imports/import-target.js';
import { ImportTargets } from '../imports/import-targets.js';
import type { RowSource } from '../imports/domain/rows.js';
import { Chain } from './chain.entity.js';
import { District } from './district.entity.js';
import { suggestedChains } from './domain/chain-of-name.js';
import { changeset, type FieldChange, type Line } from '../imports/domain/changeset.js';
import { hoursIn, hoursOfWeek, hoursText } from './domain/hours.js';
import type { DistrictName } from './domain/district-of-address.js';
import { folded } from '../values/text.js';
import { outletHeadings, outletKind, type OutletRow, readOutletRows } from './domain/outlet-rows.js';
import { importedChains, importedDistricts, importedOutlets } from './imported-outlets.js';
import { Outlet } from './outlet.entity.js';
import { columnsOf } from './outlets.service.js';
import { addChain, addDistrict } from './registers.service.js';
import { reaches } from './reach.js';

const districtKey = ({ city, name }: DistrictName) => `${folded(city)}|${folded(name)}`;

/** Files of outlets. */
@Injectable()
export class OutletImport implements ImportTarget, OnModuleInit {
  readonly registers = [importedOutlets, importedDistricts, importedChains] as const;

  readonly columns = outletHeadings;

  constructor(private readonly targets: ImportTargets) {}

  onModuleInit(): void {
    this.targets.offer('outlets', this);
  }

  async compare(table: RowSource, manager: EntityManager, reach: Reach): Promise<Compared> {
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
    const lines = changeset(outletKind, parsed, register, table).map((line): Line => {
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

  async writer(unit: Unit): Promise<WriteLine> {
    const registers = await Parents.standing(unit);
    return async ({ facts, recordId, changes }) => {
      const row = facts as OutletRow;
      const { districtId, chainId, added } = await registers.of(row);
      const columns = {
        ...columnsOf({ ...row, districtId, chainId }),
        week: row.week ?? null,
        hours: hoursStated(row, changes),
      };
      if (recordId) {
        await change(unit, recordId, columns, changes!);
        return added;
      }
      return [...added, { register: importedOutlets.name, key: await register(unit, row, columns) }];
    };
  }
}

type Columns = ReturnType<typeof columnsOf> & Pick<Outlet, 'week' | 'hours'>;

/** A week of letters says nothing of hours that make the same sessions. */
function hoursStated({ hours, week }: OutletRow, changes: readonly FieldChange[] | undefined): string | null {
  if (hours !== undefined) return hours;
  const isNews = week !== undefined && (!changes || changes.some(({ field }) => field === 'week'));
  return isNews ? hoursText(hoursOfWeek(week)) : null;
}

async function register(unit: Unit, row: OutletRow, columns: Columns): Promise<string> {
  const id = unit.newKey();
  await insertOne(unit, Outlet, {
    id,
    ...columns,
    state: 'registered',
    registeredAt: unit.at,
    changedAt: unit.at,
  });
  await unit.record({
    name: 'outlet.registered',
    subject: { kind: 'outlet', id },
    outletId: id,
    after: row,
  });
  return id;
}

async function change(unit: Unit, id: string, columns: Columns, changes: readonly FieldChange[]) {
  const stated = Object.fromEntries(Object.entries(columns).filter(([, value]) => value !== null));
  await unit.manager.update(Outlet, { id }, { ...stated, changedAt: unit.at });
  await unit.record({
    name: 'outlet.changed',
    subject: { kind: 'outlet', id },
    outletId: id,
    before: Object.fromEntries(changes.map(({ field, before }) => [field, before])),
    after: Object.fromEntries(changes.map(({ field, after }) => [field, after])),
  });
}

/** The districts and chains that outlets stand under; those that no row named before are added. */
class Parents {
  private constructor(
    private readonly unit: Unit,
    private readonly districts: Map<string, string>,
    private readonly chains: Map<string, string>,
  ) {}

  static async standing(unit: Unit): Promise<Parents> {
    const [districts, chains] = [await unit.manager.find(District), await unit.manager.find(Chain)];
    return new Parents(
      unit,
      new Map(districts.map((one) => [districtKey(one), one.id])),
      new Map(chains.map((one) => [folded(one.name), one.id])),
    );
  }

  /** Those of a row, and which of them it added. */
  async of({ city, district: name, chain }: OutletRow) {
    const added: Added[] = [];
    const known = async (
      held: Map<string, string>,
      as: string,
      register: string,
      add: () => Promise<string>,
    ) => {
      const standing = held.get(as);
      if (standing) return standing;
      const key = await add();
      held.set(as, key);
      added.push({ register, key });
      return key;
    };
    const districtId = await known(this.districts, districtKey({ city, name }), importedDistricts.name, () =>
      addDistrict(this.unit, { city, name }),
    );
    const chainId = chain
      ? await known(this.chains, folded(chain), importedChains.name, () =>
          addChain(this.unit, { name: chain, namePatterns: [] }),
        )
      : undefined;
    return { districtId, chainId, added };
  }
}

function rowOf(outlet: Outlet, district: District, chain: string | undefined): OutletRow {
  const { licenceNumber, name, address, latitude, longitude, telephone, week, hours, memo } = outlet;
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
    hours: hours === null ? undefined : hoursText(hoursIn(hours)!),
    memo: memo ?? undefined,
  };
}
