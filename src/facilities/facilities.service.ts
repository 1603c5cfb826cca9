import { unlessDuplicate } from '../database/unless-duplicate.js';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Calendar } from '../config/calendar.js';
import { instantText } from '../database/columns.js';
import { Reader } from '../database/connections.js';
import { these } from '../database/these.js';
import { UnitOfWork } from '../database/unit-of-work.js';
import type { Acting } from '../staff/actor.js';
import { NetworkOfficersOnly } from '../staff/domain/refusals.js';
import { ofNetwork, Places } from '../staff/places.js';
import { NotFound } from '../web/refusals.js';
import { FacilityReach } from './facility-reach.js';
import { folded, tidy } from '../values/text.js';
import { tidyTelephone } from '../values/telephone.js';
import { HalfAPosition, NameTaken } from '../network/domain/refusals.js';
import { Capacity } from './capacity.entity.js';
import { isStale, staleAfterMs } from './domain/capacity.js';
import type { Tier } from './domain/tier.js';
import { Facility } from './facility.entity.js';

/** What a register says of a facility. */
export interface FacilityFacts {
  readonly city: string;
  readonly county?: string | null;
  readonly name: string;
  readonly tier: Tier;
  readonly feverClinic: boolean;
  /** Whether it takes children, and pregnant patients; hospitals do unless they say otherwise. */
  readonly paediatrics?: boolean;
  readonly obstetrics?: boolean;
  readonly address?: string | null;
  readonly telephone?: string | null;
  readonly hours?: string | null;
  readonly latitude?: number | null;
  readonly longitude?: number | null;
}

/** Which facilities a list shows. */
export interface FacilityFilter {
  readonly text?: string;
  readonly tier?: string;
  /** Only those whose last report is too old, or that never reported. */
  readonly silent?: boolean;
}

export interface FacilityLine extends Facility {
  readonly reportedAt: Date | null;
  readonly isTooOld: boolean;
}

/** Hospitals and health centres. */
@Injectable()
export class Facilities implements OnModuleInit {
  constructor(
    private readonly units: UnitOfWork,
    private readonly reader: Reader,
    private readonly places: Places,
    private readonly calendar: Calendar,
  ) {}

  onModuleInit(): void {
    this.places.offer(
      'facility',
      ofNetwork((only) => this.all(only)),
    );
  }

  /** @throws NameTaken @throws HalfAPosition @throws NetworkOfficersOnly outside the actor's districts */
  async add(facts: FacilityFacts, actor: Acting): Promise<string> {
    return this.units.run(actor, async (unit) => {
      const id = unit.newKey();
      (await FacilityReach.of(actor.reach, unit.manager)).assertCovers(facts);
      await unlessDuplicate(
        () => new NameTaken({ name: facts.name }),
        () => unit.manager.insert(Facility, { id, ...facilityColumns(facts), changedAt: unit.at }),
      );
      await unit.record({ name: 'facility.added', subject: { kind: 'facility', id }, after: facts });
      return id;
    });
  }

  /** @throws NotFound @throws NameTaken @throws HalfAPosition @throws NetworkOfficersOnly outside the actor's districts */
  async change(id: string, facts: FacilityFacts, actor: Acting): Promise<void> {
    await this.units.run(actor, async (unit) => {
      const before = await unit.manager.findOneBy(Facility, { id });
      if (!before) throw new NotFound();
      (await FacilityReach.of(actor.reach, unit.manager)).assertCovers(before, facts);
      await unlessDuplicate(
        () => new NameTaken({ name: facts.name }),
        () => unit.manager.update(Facility, { id }, { ...facilityColumns(facts), changedAt: unit.at }),
      );
      await unit.record({
        name: 'facility.changed',
        subject: { kind: 'facility', id },
        before,
        after: facts,
      });
    });
  }

  /** @throws NotFound */
  async find(id: string): Promise<Facility> {
    const facility = await this.reader.of(Facility).findOneBy({ id });
    if (!facility) throw new NotFound();
    return facility;
  }

  /** Whether an actor may change what the register says of a facility, and report or lend for it. */
  async keeps(facility: Facility, { reach }: Acting): Promise<boolean> {
    if (reach.over === 'facility') return reach.id === facility.id;
    return (await FacilityReach.of(reach, this.reader.manager)).covers(facility);
  }

  /** A facility for which an actor may speak. @throws NotFound to another facility @throws NetworkOfficersOnly */
  async findKept(id: string, actor: Acting): Promise<Facility> {
    const facility = await this.find(id);
    if (await this.keeps(facility, actor)) return facility;
    throw actor.reach.over === 'facility' ? new NotFound() : new NetworkOfficersOnly();
  }

  async all(only?: readonly string[]): Promise<Pick<Facility, 'id' | 'name'>[]> {
    return this.reader
      .of(Facility)
      .find({ select: { id: true, name: true }, where: these(only), order: { name: 'ASC' } });
  }

  async list(filter: FacilityFilter, skip: number, take: number): Promise<FacilityLine[]> {
    const now = this.calendar.now();
    const query = this.reader
      .of(Facility)
      .createQueryBuilder('facility')
      .leftJoin(Capacity, 'capacity', 'capacity.facility_id = facility.id')
      .addSelect('capacity.reported_at', 'reported_at')
      .where('1 = 1');
    if (filter.silent)
      query.andWhere('(capacity.reported_at IS NULL OR capacity.reported_at < :since)', {
        since: instantText(new Date(now.getTime() - staleAfterMs)),
      });
    if (filter.text) {
      const like = `%${folded(filter.text).replace(/[!%_]/g, '!$&')}%`;
      query.andWhere(`facility.search_text LIKE :like ESCAPE '!'`, { like });
    }
    if (filter.tier) query.andWhere('facility.tier = :tier', { tier: filter.tier });
    const { entities, raw } = await query
      .orderBy('facility.city')
      .addOrderBy('facility.name')
      .offset(skip)
      .limit(take)
      .getRawAndEntities<{ reported_at: string | null }>();
    return entities.map((facility, i) => {
      const reported = raw[i]!.reported_at;
      const reportedAt = reported ? new Date(reported) : null;
      return { ...facility, reportedAt, isTooOld: reportedAt !== null && isStale(reportedAt, now) };
    });
  }
}

/** The columns that hold a facility's facts, tidied. */
export function facilityColumns(facts: FacilityFacts) {
  if ((facts.latitude == null) !== (facts.longitude == null)) throw new HalfAPosition();
  const city = tidy(facts.city);
  const name = tidy(facts.name);
  return {
    city,
    name,
    county: facts.county ? tidy(facts.county) : null,
    tier: facts.tier,
    feverClinic: facts.feverClinic,
    paediatrics: facts.paediatrics ?? facts.tier !== 'community',
    obstetrics: facts.obstetrics ?? facts.tier !== 'community',
    address: facts.address ? tidy(facts.address) : null,
    telephone: facts.telephone ? tidyTelephone(facts.telephone) : null,
    hours: facts.hours ? tidy(facts.hours) || null : null,
    latitude: facts.latitude ?? null,
    longitude: facts.longitude ?? null,
    searchText: folded(`${city}${facts.county ?? ''}${name}${facts.address ?? ''}`),
  };
}
