import { unlessDuplicate } from '../database/unless-duplicate.js';
import { Injectable } from '@nestjs/common';
import { Brackets, type SelectQueryBuilder } from 'typeorm';
import { type Day, weekdayOf } from '../config/domain/calendar.js';
import { Reader } from '../database/connections.js';
import { UnitOfWork } from '../database/unit-of-work.js';
import type { Unit } from '../database/unit.js';
import type { Acting, Reach } from '../staff/actor.js';
import { NotFound } from '../web/refusals.js';
import { Chain } from './chain.entity.js';
import { District } from './district.entity.js';
import { approvalStates, type ApprovalState } from './domain/approval.js';
import { folded, tidy } from '../values/text.js';
import { tidyTelephone } from '../values/telephone.js';
import { hoursText, type OpenFor, weekOfHours } from './domain/hours.js';
import { type Slot, weekLetter } from './domain/opening-hours.js';
import { ChangedMeanwhile, HalfAPosition, LicenceTaken } from './domain/refusals.js';
import { OpeningException, Outlet } from './outlet.entity.js';
import { reaches, withinReach } from './reach.js';

/** What a register says of an outlet. */
export interface OutletFacts {
  readonly licenceNumber: string;
  readonly name: string;
  readonly address: string;
  readonly districtId: string;
  readonly chainId?: string | null;
  readonly latitude?: number | null;
  readonly longitude?: number | null;
  readonly telephone?: string | null;
  readonly email?: string | null;
  readonly memo?: string | null;
}

export interface OutletFilter {
  readonly text?: string;
  readonly state?: string;
  readonly districtId?: string;
  readonly chainId?: string;
  /** Only clinics whose approval is valid on this day. */
  readonly validOn?: Day;
  /** Only clinics that are open on a day in a slot; `never` when no slot runs. */
  readonly openOn?: Day;
  readonly openIn?: Slot | 'never';
}

export interface OutletLine extends Outlet {
  readonly district: string;
  readonly chain: string | null;
}

/** The register of outlets. */
@Injectable()
export class Outlets {
  constructor(
    private readonly units: UnitOfWork,
    private readonly reader: Reader,
  ) {}

  /** Enters an outlet. @throws LicenceTaken @throws HalfAPosition @throws NotFound outside the actor's reach */
  async register(facts: OutletFacts, actor: Acting): Promise<string> {
    return this.units.run(actor, async (unit) => {
      const id = unit.newKey();
      const outlet = { ...columnsOf(facts), id, state: 'registered' as const, week: null };
      if (!reaches(actor.reach, outlet)) throw new NotFound();
      await unlessDuplicate(
        () => new LicenceTaken(),
        () => unit.manager.insert(Outlet, { ...outlet, registeredAt: unit.at, changedAt: unit.at }),
      );
      await unit.record({
        name: 'outlet.registered',
        subject: { kind: 'outlet', id },
        outletId: id,
        after: facts,
      });
      return id;
    });
  }

  /**
   * Changes what the register says; `since` is when the form was opened.
   * @throws ChangedMeanwhile @throws LicenceTaken @throws HalfAPosition
   */
  async change(id: string, facts: OutletFacts, since: Date, actor: Acting): Promise<void> {
    await this.units.run(actor, async (unit) => {
      const before = await this.findIn(unit, id, actor.reach);
      if (before.changedAt.getTime() !== since.getTime()) throw new ChangedMeanwhile();
      const columns = columnsOf(facts);
      if (!reaches(actor.reach, { id, ...columns })) throw new NotFound();
      await unlessDuplicate(
        () => new LicenceTaken(),
        () => unit.manager.update(Outlet, { id }, { ...columns, changedAt: unit.at }),
      );
      await unit.record({
        name: 'outlet.changed',
        subject: { kind: 'outlet', id },
        outletId: id,
        before: factsOf(before),
        after: facts,
      });
    });
  }

  /** States when it is open in any week. */
  async openBy(id: string, open: readonly OpenFor[], actor: Acting): Promise<void> {
    await this.units.run(actor, async (unit) => {
      const { hours: before } = await this.findIn(unit, id, actor.reach);
      const hours = hoursText(open);
      await unit.manager.update(Outlet, { id }, { hours, week: weekOfHours(open), changedAt: unit.at });
      await unit.record({
        name: 'outlet.hours-set',
        subject: { kind: 'outlet', id },
        outletId: id,
        before: { hours: before },
        after: { hours },
      });
    });
  }

  /** States that slots of one day are otherwise than the week says. */
  async makeException(
    id: string,
    exception: { on: string; slots: readonly Slot[]; open: boolean; reason?: string },
    actor: Acting,
  ): Promise<void> {
    await this.units.run(actor, async (unit) => {
      await this.findIn(unit, id, actor.reach);
      const { on, open, reason } = exception;
      for (const slot of exception.slots) {
        await unit.manager.delete(OpeningException, { outletId: id, on, slot });
        await unit.manager.insert(OpeningException, {
          id: unit.newKey(),
          outletId: id,
          on,
          slot,
          open,
          reason,
        });
      }
      await unit.record({
        name: 'outlet.exception-made',
        subject: { kind: 'outlet', id },
        outletId: id,
        after: exception,
      });
    });
  }

  /** Takes a dated exception back. @throws NotFound */
  async removeException(id: string, exceptionId: string, actor: Acting): Promise<void> {
    await this.units.run(actor, async (unit) => {
      await this.findIn(unit, id, actor.reach);
      const before = await unit.manager.findOneBy(OpeningException, { id: exceptionId, outletId: id });
      if (!before) throw new NotFound();
      await unit.manager.delete(OpeningException, { id: exceptionId });
      await unit.record({
        name: 'outlet.exception-removed',
        subject: { kind: 'outlet', id },
        outletId: id,
        before,
      });
    });
  }

  /** @throws NotFound, also for an outlet outside the reach */
  async find(id: string, reach: Reach): Promise<OutletLine> {
    const [line] = await this.lines(this.query({}, reach).andWhere('outlet.id = :id', { id }), 0, 1);
    if (!line) throw new NotFound();
    return line;
  }

  /** The same within a unit of work. @throws NotFound */
  async findIn(unit: Unit, id: string, reach: Reach): Promise<Outlet> {
    const outlet = await unit.manager.findOneBy(Outlet, { id });
    if (!outlet || !reaches(reach, outlet)) throw new NotFound();
    return outlet;
  }

  async list(filter: OutletFilter, reach: Reach, skip: number, take: number): Promise<OutletLine[]> {
    return this.lines(this.query(filter, reach), skip, take);
  }

  /** All of them, however many: for what must not be cut short. */
  async all(filter: OutletFilter, reach: Reach): Promise<OutletLine[]> {
    return this.lines(this.query(filter, reach));
  }

  /** The keys of all outlets within reach. */
  async idsWithin(reach: Reach): Promise<Set<string>> {
    const rows = await this.query({}, reach).select('outlet.id', 'id').getRawMany<{ id: string }>();
    return new Set(rows.map(({ id }) => id));
  }

  async count(filter: OutletFilter, reach: Reach): Promise<number> {
    return this.query(filter, reach).getCount();
  }

  /** Where the outlets of a filter lie, for the map. */
  async positions(filter: OutletFilter, reach: Reach, most: number) {
    return this.query(filter, reach)
      .andWhere('outlet.latitude IS NOT NULL')
      .select(['outlet.id', 'outlet.name', 'outlet.state', 'outlet.latitude', 'outlet.longitude'])
      .take(most)
      .getMany();
  }

  /** The exceptions of outlets from one day to another, both included. */
  async exceptions(outletIds: readonly string[], from: string, to: string): Promise<OpeningException[]> {
    if (outletIds.length === 0) return [];
    return this.reader
      .of(OpeningException)
      .createQueryBuilder('exception')
      .where('exception.outlet_id IN (:...outletIds) AND exception.on BETWEEN :from AND :to', {
        outletIds,
        from,
        to,
      })
      .orderBy('exception.on')
      .getMany();
  }

  private query(filter: OutletFilter, reach: Reach): SelectQueryBuilder<Outlet> {
    const query = withinReach(this.reader.of(Outlet).createQueryBuilder('outlet').where('1 = 1'), reach);
    const { text, state, districtId, chainId } = filter;
    for (const [index, word] of (text ?? '').split(/\s+/).filter(Boolean).entries()) {
      query.andWhere(
        new Brackets((either) => either.where(`outlet.search_text LIKE :word${index} ESCAPE '!'`)),
        {
          [`word${index}`]: `%${folded(word).replace(/[!%_]/g, '!$&')}%`,
        },
      );
    }
    if (approvalStates.includes(state as ApprovalState)) query.andWhere('outlet.state = :state', { state });
    if (districtId) query.andWhere('outlet.district_id = :districtId', { districtId });
    if (chainId) query.andWhere('outlet.chain_id = :chainId', { chainId });
    if (filter.validOn) onlyApproved(query, filter.validOn);
    if (filter.openOn && filter.openIn) onlyOpen(query, filter.openOn, filter.openIn);
    return query;
  }

  private async lines(
    query: SelectQueryBuilder<Outlet>,
    skip?: number,
    take?: number,
  ): Promise<OutletLine[]> {
    const { entities, raw } = await query
      .innerJoin(District, 'district', 'district.id = outlet.district_id')
      .leftJoin(Chain, 'chain', 'chain.id = outlet.chain_id')
      .addSelect('district.name', 'district')
      .addSelect('chain.name', 'chain')
      .orderBy('outlet.name')
      .addOrderBy('outlet.id')
      .offset(skip)
      .limit(take)
      .getRawAndEntities<{ district: string; chain: string | null }>();
    return entities.map((outlet, i) => ({ ...outlet, district: raw[i]!.district, chain: raw[i]!.chain }));
  }
}

function onlyApproved(query: SelectQueryBuilder<Outlet>, on: Day): void {
  query.andWhere(`outlet.state = 'approved' AND outlet.approved_until >= :validOn`, { validOn: on });
}

/** The same rule as `isOpen`, for many outlets at once: an exception of the day, or else the week. */
function onlyOpen(query: SelectQueryBuilder<Outlet>, on: Day, slot: Slot | 'never'): void {
  if (slot === 'never') {
    query.andWhere('1 = 0');
    return;
  }
  onlyApproved(query, on);
  query
    .leftJoin(
      OpeningException,
      'exception',
      'exception.outlet_id = outlet.id AND exception.on = :on AND exception.slot = :slot',
    )
    .andWhere(
      new Brackets((either) =>
        either
          .where('exception.open = :yes', { yes: true })
          .orWhere(`exception.id IS NULL AND SUBSTR(outlet.week, :letter, 1) = 'O'`),
      ),
    )
    .setParameters({ on, slot, letter: weekLetter(weekdayOf(on), slot) });
}

/** The columns that hold an outlet's facts, tidied. */
export function columnsOf(facts: OutletFacts) {
  const name = tidy(facts.name);
  const address = tidy(facts.address);
  const licenceNumber = tidy(facts.licenceNumber);
  if ((facts.latitude == null) !== (facts.longitude == null)) throw new HalfAPosition();
  return {
    licenceNumber,
    name,
    address,
    districtId: facts.districtId,
    chainId: facts.chainId || null,
    latitude: facts.latitude ?? null,
    longitude: facts.longitude ?? null,
    telephone: facts.telephone ? tidyTelephone(facts.telephone) : null,
    email: facts.email || null,
    memo: facts.memo || null,
    searchText: folded(`${name} ${address} ${licenceNumber}`),
  };
}

function factsOf(outlet: Outlet): OutletFacts {
  const { licenceNumber, name, address, districtId, chainId, latitude, longitude, telephone, email, memo } =
    outlet;
  return { licenceNumber, name, address, districtId, chainId, latitude, longitude, telephone, email, memo };
}
