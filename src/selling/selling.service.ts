import { Injectable } from '@nestjs/common';
import { Between, type EntityManager, In, IsNull } from 'typeorm';
import { addDays, type Day } from '../config/domain/calendar.js';
import type { Held } from '../database/hold-order.js';
import { insertOne } from '../database/insert-many.js';
import { KeptReads } from '../database/kept-reads.js';
import { UnitOfWork } from '../database/unit-of-work.js';
import type { Unit } from '../database/unit.js';
import { assertReachesDistrict } from '../network/reach.js';
import type { Acting } from '../staff/actor.js';
import { NotFound } from '../web/refusals.js';
import { allowance, type Allowance, type Limit } from './domain/allowance.js';
import type { Medicine } from '../medicines/medicine.entity.js';
import { BuyerMissing, RealNameNeeded, SellingLimitReached } from './refusals.js';
import { LimitMedicine, RestrictedSale, SellingLimit } from './selling-limit.entity.js';

/** Where something is sold: limits hold by district and chain. */
export interface SalePlace {
  readonly id: string;
  readonly districtId: string;
  readonly chainId: string | null;
}

/** Who receives it; without a number they can't have what is restricted. */
export interface Buyer {
  readonly number?: string;
  readonly name: string;
  /** For whom, where that is somebody else with a number: both are held to the limits. */
  readonly forNumber?: string;
  /** Whether the patient is not there and nobody has said who receives it. */
  readonly isUnnamed?: boolean;
}

/** The numbers under which a purchase is held to the limits. */
export const numbersOf = ({ number, forNumber }: Pick<Buyer, 'number' | 'forNumber'>): string[] => [
  ...new Set([number, forNumber].filter((one) => one !== undefined)),
];

/** One person's purchases anywhere in the network, for whoever decides by them. */
export const heldBuyer = (buyer: Buyer): Held[] => numbersOf(buyer).map((key) => ({ kind: 'buyer', key }));

export interface Selling {
  readonly visitId: string;
  readonly place: SalePlace;
  readonly buyer: Buyer;
  readonly on: Day;
}

/** A limit as the bureau sets it. */
export interface LimitFacts {
  readonly name: string;
  readonly districtId?: string;
  readonly chainId?: string;
  readonly days: number;
  readonly onlyOne: boolean;
  readonly startsOn: Day;
  readonly endsOn?: Day;
  readonly medicines: readonly { readonly medicineId: string; readonly most: number }[];
}

/** What somebody may still have of a medicine under one limit. */
export interface Possible extends Allowance {
  readonly limit: string;
  readonly days: number;
  readonly most: number;
}

type LimitInForce = Limit & Pick<SellingLimit, 'name' | 'districtId' | 'chainId' | 'startsOn' | 'endsOn'>;

/** All limits, the first that was set first. */
async function readLimits(manager: EntityManager): Promise<LimitInForce[]> {
  const limits = await manager.find(SellingLimit, { order: { id: 'ASC' } });
  const medicines = await manager.find(LimitMedicine);
  const mostOf = (id: string) =>
    new Map(medicines.filter(({ limitId }) => limitId === id).map((one) => [one.medicineId, one.most]));
  return limits.map((limit) => ({ ...limit, most: mostOf(limit.id) }));
}

/** Selling limits, and the real-name register that they are held by. */
@Injectable()
export class SellingLimits {
  private readonly all: () => Promise<readonly LimitInForce[]>;

  constructor(
    private readonly units: UnitOfWork,
    kept: KeptReads,
  ) {
    this.all = kept.one(['selling-limit.set', 'selling-limit.ended'], readLimits);
  }

  /** Sets a limit. @returns its key @throws NetworkOfficersOnly for one that holds beyond the actor's districts */
  async set({ medicines, ...facts }: LimitFacts, actor: Acting): Promise<string> {
    assertReachesDistrict(actor.reach, facts.districtId ?? null);
    return this.units.run(actor, async (unit) => {
      const id = unit.newKey();
      const { districtId = null, chainId = null, endsOn = null } = facts;
      const limit = { ...facts, id, districtId, chainId, endsOn, setAt: unit.at, setBy: actor.id };
      await unit.manager.insert(SellingLimit, limit);
      for (const { medicineId, most } of medicines)
        await unit.manager.insert(LimitMedicine, { limitId: id, medicineId, most });
      await unit.record({
        name: 'selling-limit.set',
        subject: { kind: 'selling-limit', id },
        after: { ...facts, medicines },
      });
      return id;
    });
  }

  /** Lets a limit end with a day. @throws NotFound @throws NetworkOfficersOnly */
  async end(id: string, on: Day, actor: Acting): Promise<void> {
    await this.units.run(actor, async (unit) => {
      const limit = await unit.manager.findOneBy(SellingLimit, { id });
      if (!limit) throw new NotFound();
      assertReachesDistrict(actor.reach, limit.districtId);
      await unit.manager.update(SellingLimit, { id }, { endsOn: on });
      await unit.record({
        name: 'selling-limit.ended',
        subject: { kind: 'selling-limit', id },
        after: { on },
      });
    });
  }

  /**
   * Sells one medicine within a visit's unit of work: refused above a limit, written into the real-name register where
   * a limit or the medicine asks for it. The buyer is held: two outlets at the same second can't both give the last
   * allowed box.
   * @param field of the form that the refusal stands beside
   * @throws SellingLimitReached with how much is possible, and when more is @throws RealNameNeeded
   */
  async sell(
    unit: Unit,
    { visitId, place, buyer, on }: Selling,
    { medicine, units }: { medicine: Pick<Medicine, 'id' | 'realName'>; units: number },
    field: string,
  ): Promise<void> {
    const { id: medicineId } = medicine;
    const groups = await this.groupsOf(place, [medicineId], on);
    if (groups.length === 0 && !medicine.realName) return;
    const { number, name, forNumber = null } = buyer;
    if (buyer.isUnnamed) throw new BuyerMissing();
    if (!number) throw new RealNameNeeded();
    await unit.hold(...heldBuyer(buyer));
    for (const group of groups) {
      const numbers = numbersOf(buyer);
      const sales = await this.salesTo(unit.manager, numbers, group, on);
      const { now, next } = leastOf(numbers, sales, group, medicineId, on);
      if (units <= now) continue;
      const values = { limit: group.name, asked: units, possible: now, days: group.days };
      throw new SellingLimitReached(field, values, next);
    }
    await insertOne(unit, RestrictedSale, {
      id: unit.newKey(),
      visitId,
      outletId: place.id,
      medicineId,
      units,
      on,
      buyerNumber: number,
      buyerName: name,
      forNumber,
      at: unit.at,
      by: unit.author.id,
      takenBackAt: null,
    });
  }

  /** Takes back what a visit sold of some medicines, within its correction. */
  async takeBack(unit: Unit, visitId: string, medicineIds: readonly string[]): Promise<void> {
    if (medicineIds.length === 0) return;
    const standing = { visitId, medicineId: In([...medicineIds]), takenBackAt: IsNull() };
    await unit.manager.update(RestrictedSale, standing, { takenBackAt: unit.at });
  }

  /** Notes in the audit trail that somebody took the register away: it names people. */
  async noteExport(what: { from: Day; to: Day; lines: number }, actor: Acting): Promise<void> {
    await this.units.run(actor, (unit) =>
      unit.record({
        name: 'real-name-register.exported',
        subject: { kind: 'register', id: unit.newKey() },
        after: what,
      }),
    );
  }

  /** What whoever has all of the numbers may have of each medicine, under every limit that holds there. */
  async possible(
    manager: EntityManager,
    place: SalePlace,
    numbers: readonly string[],
    medicineIds: readonly string[],
    on: Day,
  ): Promise<Map<string, Possible[]>> {
    const possible = new Map<string, Possible[]>();
    for (const group of await this.groupsOf(place, medicineIds, on)) {
      const sales = numbers.length === 0 ? [] : await this.salesTo(manager, numbers, group, on);
      for (const medicineId of medicineIds.filter((id) => group.most.has(id))) {
        const { name: limit, days, most } = group;
        const allowed = leastOf(numbers, sales, group, medicineId, on);
        const one = { ...allowed, limit, days, most: most.get(medicineId)! };
        possible.set(medicineId, [...(possible.get(medicineId) ?? []), one]);
      }
    }
    return possible;
  }

  private async groupsOf(
    { districtId, chainId }: SalePlace,
    medicineIds: readonly string[],
    on: Day,
  ): Promise<LimitInForce[]> {
    if (medicineIds.length === 0) return [];
    return (await this.all()).filter(
      (limit) =>
        limit.startsOn <= on &&
        (limit.endsOn === null || limit.endsOn >= on) &&
        (limit.districtId === null || limit.districtId === districtId) &&
        (limit.chainId === null || limit.chainId === chainId) &&
        medicineIds.some((id) => limit.most.has(id)),
    );
  }

  private salesTo(manager: EntityManager, numbers: readonly string[], { days, most }: Limit, on: Day) {
    const of = {
      medicineId: In([...most.keys()]),
      on: Between(addDays(on, -2 * days), addDays(on, days)),
      takenBackAt: IsNull(),
    };
    const anyOf = In([...numbers]);
    return manager.findBy(RestrictedSale, [
      { ...of, buyerNumber: anyOf },
      { ...of, forNumber: anyOf },
    ]);
  }
}

/** What all of them may still have, buyer and patient: the least of what each may. */
function leastOf(
  numbers: readonly string[],
  sales: readonly RestrictedSale[],
  group: Limit,
  medicineId: string,
  on: Day,
): Allowance {
  const each = numbers.map((number) => {
    const theirs = sales.filter((sale) => sale.buyerNumber === number || sale.forNumber === number);
    return allowance(group, theirs, medicineId, on);
  });
  const [least] = each.sort((a, b) => a.now - b.now);
  return least ?? allowance(group, [], medicineId, on);
}
