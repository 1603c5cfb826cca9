import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Calendar } from '../../src/config/calendar.js';
import { ActListeners } from '../../src/database/act-listeners.js';
import type { Unit } from '../../src/database/unit.js';
import type { Actor } from '../../src/staff/actor.js';
import { Counts } from '../../src/stock/counts/counts.service.js';
import { Disposals } from '../../src/stock/disposals/disposals.service.js';
import type { Take } from '../../src/stock/domain/first-expired.js';
import { movementKinds } from '../../src/stock/domain/movement.js';
import { LedgerCheck } from '../../src/stock/ledger/ledger-check.js';
import { Lot } from '../../src/stock/ledger/lot.entity.js';
import { Movement } from '../../src/stock/ledger/movement.entity.js';
import { Recalls } from '../../src/stock/recalls/recalls.service.js';
import { Stock } from '../../src/stock/stock.service.js';
import { Transfer, TransferLot } from '../../src/stock/transfers/transfer.entity.js';
import { Transfers } from '../../src/stock/transfers/transfers.service.js';
import { Visits } from '../../src/visits/visits.service.js';
import { Refusal } from '../../src/web/domain/refusal.js';
import { Clinic } from '../support/clinic.js';
import { acting } from '../support/people.js';
import { approvedOutlet, entry, medicine, newKey } from '../support/town.js';

const workers = 20;
/** Each lot number has one expiry; one of them has expired by the third day. */
const expiries = ['2022-12-20', '2023-03-01', '2023-06-30', '2024-01-31'];

const place = fc.nat(2);
const drug = fc.nat(1);
const number = fc.nat(expiries.length - 1);
const act = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      do: fc.constant('receive'),
      place,
      drug,
      number,
      units: fc.integer({ min: 1, max: 60 }),
    }),
  },
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constant('dispense'),
      place,
      drug,
      number,
      units: fc.integer({ min: 1, max: 25 }),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('adjust'),
      place,
      drug,
      number,
      units: fc.integer({ min: -20, max: 10 }),
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('reverse'), place, drug, number, units: fc.nat(50) }) },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('transfer'),
      place,
      drug,
      number,
      units: fc.integer({ min: 1, max: 30 }),
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('count'), place, drug, number, units: fc.nat(40) }) },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant('recall'), place, drug, number, units: fc.constant(0) }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('return'),
      place,
      drug,
      number,
      units: fc.integer({ min: 1, max: 20 }),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('destroy'),
      place,
      drug,
      number,
      units: fc.integer({ min: 1, max: 20 }),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant('midnight'), place, drug, number, units: fc.constant(0) }),
  },
);
type Act = { do: string; place: number; drug: number; number: number; units: number };

describe('The ledger', () => {
  let clinic: Clinic;
  let nurse: Actor;
  let second: Actor;
  let outlets: string[];
  let medicines: string[];
  const slips: string[] = [];

  beforeAll(async () => {
    clinic = await Clinic.open();
    clinic.get(ActListeners).onAll('done', async (acts, unit) => {
      for (const { name, after } of acts)
        if (name === 'stock.dispensed') await assertFirstExpired(unit, (after as { takes: Take[] }).takes);
    });
    medicines = [(await medicine(clinic, 'PARA500')).id, (await medicine(clinic, 'IBU200')).id];
  });
  afterAll(() => clinic.close());

  /** Asked within the act itself: what was taken may be taken, and nothing that expires earlier was passed by. */
  async function assertFirstExpired(unit: Unit, takes: readonly Take[]): Promise<void> {
    const day = clinic.get(Calendar).dayOf(unit.at);
    for (const { lotId } of takes) {
      const taken = await unit.manager.findOneByOrFail(Lot, { id: lotId });
      if (taken.recallId) slips.push(`recalled ${taken.number} was handed out`);
      if (taken.expiresOn < day) slips.push(`${taken.number} was handed out after it expired`);
      const { outletId, medicineId } = taken;
      const others = await unit.manager.findBy(Lot, { outletId, medicineId });
      const passedBy = others.filter(
        (lot) => lot.onHand > 0 && !lot.recallId && lot.expiresOn >= day && lot.expiresOn < taken.expiresOn,
      );
      if (passedBy.length > 0) slips.push(`${taken.number} was taken before ${passedBy[0]!.number}`);
    }
  }

  const lotNumber = (n: number) => `RUN${outlets[0]!.slice(-6)}-${n}`.toUpperCase();
  const lotOf = ({ place, drug, number }: Act) =>
    clinic.reader
      .of(Lot)
      .findOneBy({ outletId: outlets[place], medicineId: medicines[drug], number: lotNumber(number) });

  const acts: Record<string, (a: Act) => Promise<unknown>> = {
    receive: ({ place, drug, number, units }) =>
      clinic.get(Stock).receive(
        outlets[place]!,
        {
          id: newKey(clinic),
          medicineId: medicines[drug]!,
          number: lotNumber(number),
          expiresOn: expiries[number]!,
          quantity: units,
        },
        nurse,
      ),
    dispense: ({ place, drug, units }) =>
      clinic
        .get(Visits)
        .log(
          outlets[place]!,
          entry(clinic, { medicines: [{ medicineId: medicines[drug]!, quantity: units }] }),
          nurse,
        ),
    async adjust(a) {
      const lot = await lotOf(a);
      if (lot && a.units !== 0)
        await clinic
          .get(Stock)
          .adjust(lot.outletId, lot.id, { id: newKey(clinic), change: a.units, reason: 'damaged' }, nurse);
    },
    async reverse({ place, units }) {
      const movements = await clinic.reader.of(Movement).findBy({ outletId: outlets[place] });
      const one = movements[units % Math.max(1, movements.length)];
      if (one) await clinic.get(Stock).reverse(one.outletId, one.id, nurse);
    },
    async transfer({ place, drug, number, units }) {
      const transfers = clinic.get(Transfers);
      const id = newKey(clinic);
      const to = outlets[(place + 1) % outlets.length]!;
      const wish = { fromOutletId: outlets[place]!, toOutletId: to, medicineId: medicines[drug]! };
      await transfers.ask({ id, ...wish, quantity: units }, nurse);
      await transfers.agree(id, Math.max(1, units - number), nurse);
      await transfers.send(id, nurse);
      const lines = await clinic.reader.of(TransferLot).findBy({ transferId: id });
      const damaged = number % 2;
      const arrivals = new Map(
        lines.map(({ id: line, sent }) => [
          line,
          {
            received: Math.max(0, sent - number),
            damaged: sent > number ? damaged && Math.min(damaged, number) : 0,
          },
        ]),
      );
      // One in four stays on its way.
      if (units % 4 !== 0) await transfers.receive(id, arrivals, nurse);
    },
    async count({ place, number, units }) {
      const counts = clinic.get(Counts);
      const outletId = outlets[place]!;
      const id = await counts.start(outletId, { blind: number === 0 }, nurse);
      const lots = await clinic.reader.of(Lot).findBy({ outletId });
      for (const lot of lots) {
        await counts.count(outletId, id, lot.id, units, nurse);
        await counts.explain(outletId, id, lot.id, { reason: 'lost' }, nurse);
      }
      await counts.post(outletId, id, { rest: true }, nurse).catch(async (error: unknown) => {
        await counts.cancel(outletId, id, nurse);
        throw error;
      });
    },
    recall: ({ drug, number }) =>
      clinic
        .get(Recalls)
        .announce({ medicineId: medicines[drug]!, number: lotNumber(number), reason: 'impure' }, nurse),
    async return(a) {
      const lot = await lotOf(a);
      const given = { id: newKey(clinic), quantity: a.units };
      if (lot) await clinic.get(Stock).return(lot.outletId, lot.id, given, nurse);
    },
    async destroy(a) {
      const lot = await lotOf(a);
      const disposal = { id: newKey(clinic), quantity: a.units, reason: 'damaged' as const };
      if (lot) await clinic.get(Disposals).destroy(lot.outletId, lot.id, disposal, nurse, [second]);
    },
    midnight: async () => clinic.clock.forward(8 * 60),
  };

  /** 20 workers, each with its own acts one after another; what is refused is refused whole. */
  async function work(all: readonly Act[]): Promise<void> {
    const worker = async (n: number) => {
      for (let i = n; i < all.length; i += workers)
        await acts[all[i]!.do]!(all[i]!).catch((error: unknown) => {
          if (!(error instanceof Refusal)) throw error;
        });
    };
    await Promise.all(Array.from({ length: workers }, (_, n) => worker(n)));
  }

  it(
    'adds up after whatever 20 workers do at once: nothing negative, expired, recalled, lost or out of order',
    { timeout: 300_000 },
    async () => {
      const runs = fc.array(act, { minLength: 120, maxLength: 160, size: 'max' });
      await fc.assert(
        fc.asyncProperty(runs, async (all) => {
          outlets = [
            await approvedOutlet(clinic),
            await approvedOutlet(clinic),
            await approvedOutlet(clinic),
          ];
          nurse = await acting(clinic, 'counter', outlets);
          second = await acting(clinic, 'counter', outlets);
          slips.length = 0;
          await work(all);
          expect(slips).toEqual([]);
          const report = await clinic.get(LedgerCheck).report();
          expect(report).toMatchObject({ levels: [], transfers: [] });
          for (const lot of await clinic.reader.of(Lot).find()) {
            expect(lot.onHand).toBeGreaterThanOrEqual(0);
            expect(lot.loose).toBeLessThanOrEqual(lot.onHand);
          }
          await assertConserved();
        }),
        { numRuns: 5, seed: 20221219, endOnFailure: true },
      );
      // Every kind of movement had its part in it.
      const kinds = (await clinic.reader.of(Movement).find()).map(({ kind }) => kind);
      expect([...new Set(kinds)].sort()).toEqual([...movementKinds].sort());
    },
  );

  /** Every unit that was sent is on a shelf, damaged, missing, or still on its way. */
  async function assertConserved(): Promise<void> {
    const transfers = await clinic.reader.of(Transfer).find();
    const lines = await clinic.reader.of(TransferLot).find();
    for (const { id, state } of transfers) {
      const own = lines.filter(({ transferId }) => transferId === id);
      expect(own.length > 0).toBe(state === 'sent' || state === 'received');
      for (const { sent, received, damaged, missing } of own)
        if (state === 'received') expect(received! + damaged! + missing!).toBe(sent);
        else expect([received, damaged, missing]).toEqual([null, null, null]);
    }
  }

  it('finds a level that somebody meddled with', async () => {
    const outletId = await approvedOutlet(clinic);
    const actor = await acting(clinic, 'counter', [outletId]);
    const delivery = {
      id: newKey(clinic),
      medicineId: medicines[0]!,
      number: 'meddled',
      expiresOn: '2024-01-01',
      quantity: 9,
    };
    await clinic.get(Stock).receive(outletId, delivery, actor);
    await clinic.writer.getRepository(Lot).update({ outletId }, { onHand: 7 });
    const { levels } = await clinic.get(LedgerCheck).report();
    expect(levels).toMatchObject([{ number: 'MEDDLED', onHand: 7, ledger: 9 }]);
  });
});
