import { unlessDuplicate } from '../database/unless-duplicate.js';
import { NameTaken } from './domain/refusals.js';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { Author } from '../database/act.js';
import { Reader } from '../database/connections.js';
import { these } from '../database/these.js';
import { UnitOfWork } from '../database/unit-of-work.js';
import type { Unit } from '../database/unit.js';
import type { Actor } from '../staff/actor.js';
import { ofNetwork, Places } from '../staff/places.js';
import { withinReach } from './reach.js';
import { NotFound } from '../web/refusals.js';
import { Chain } from './chain.entity.js';
import { District } from './district.entity.js';
import { tidy } from '../values/text.js';
import { Outlet } from './outlet.entity.js';

/** Chains and districts: the two short registers that outlets stand under. */
@Injectable()
export class Registers implements OnModuleInit {
  constructor(
    private readonly units: UnitOfWork,
    private readonly reader: Reader,
    private readonly places: Places,
  ) {}

  onModuleInit(): void {
    this.places.offer(
      'district',
      ofNetwork((only) => this.districts(only)),
    );
    this.places.offer(
      'chain',
      ofNetwork((only) => this.chains(only)),
    );
    this.places.offer('outlet', {
      within: (reach, only) => {
        const query = this.reader
          .of(Outlet)
          .createQueryBuilder('outlet')
          .select(['outlet.id', 'outlet.name']);
        if (only) query.where(these(only));
        return withinReach(query, reach).orderBy('outlet.name').getMany();
      },
    });
  }

  async districts(only?: readonly string[]): Promise<District[]> {
    return this.reader.of(District).find({ where: these(only), order: { city: 'ASC', name: 'ASC' } });
  }

  /** The districts that an actor may choose from. */
  async districtsOf({ reach }: Actor): Promise<District[]> {
    return this.districts(reach.over === 'districts' ? reach.ids : undefined);
  }

  async chains(only?: readonly string[]): Promise<Chain[]> {
    return this.reader.of(Chain).find({ where: these(only), order: { name: 'ASC' } });
  }

  /** @throws NotFound */
  async chain(id: string): Promise<Chain> {
    const chain = await this.reader.of(Chain).findOneBy({ id });
    if (!chain) throw new NotFound();
    return chain;
  }

  /** How many outlets each chain and each district has. */
  async outletCounts(by: 'chain' | 'district'): Promise<Map<string, number>> {
    const rows = await this.reader
      .of(Outlet)
      .createQueryBuilder('outlet')
      .select(`outlet.${by}_id`, 'id')
      .addSelect('COUNT(*)', 'count')
      .groupBy(`outlet.${by}_id`)
      .getRawMany<{ id: string; count: string }>();
    return new Map(rows.map((row) => [row.id, Number(row.count)]));
  }

  /** @throws NameTaken */
  async addDistrict(
    district: { city: string; name: string; code?: string },
    author: Author,
  ): Promise<string> {
    return this.units.run(author, (unit) => addDistrict(unit, district));
  }

  /** @throws NameTaken */
  async addChain(chain: { name: string; namePatterns: string[] }, author: Author): Promise<string> {
    return this.units.run(author, (unit) => addChain(unit, chain));
  }

  /** Changes a chain's name and the name patterns of its outlets. @throws NameTaken @throws NotFound */
  async changeChain(id: string, to: { name: string; namePatterns: string[] }, author: Author): Promise<void> {
    const before = await this.chain(id);
    await this.units.run(author, async (unit) => {
      await unlessDuplicate(
        () => new NameTaken({ name: to.name }),
        () => unit.manager.update(Chain, { id }, to),
      );
      await unit.record({ name: 'chain.changed', subject: { kind: 'chain', id }, before, after: to });
    });
  }
}

/** Part of every act that meets a district it does not know. @throws NameTaken */
export async function addDistrict(
  unit: Unit,
  { city, name, code }: { city: string; name: string; code?: string },
) {
  const district = { id: unit.newKey(), city: tidy(city), name: tidy(name), code: code || null };
  await unlessDuplicate(
    () => new NameTaken({ name: name }),
    () => unit.manager.insert(District, district),
  );
  await unit.record({
    name: 'district.added',
    subject: { kind: 'district', id: district.id },
    after: district,
  });
  return district.id;
}

/** @throws NameTaken */
export async function addChain(unit: Unit, { name, namePatterns }: { name: string; namePatterns: string[] }) {
  const chain = { id: unit.newKey(), name: tidy(name), namePatterns: namePatterns.map(tidy).filter(Boolean) };
  await unlessDuplicate(
    () => new NameTaken({ name: name }),
    () => unit.manager.insert(Chain, chain),
  );
  await unit.record({ name: 'chain.added', subject: { kind: 'chain', id: chain.id }, after: chain });
  return chain.id;
}
