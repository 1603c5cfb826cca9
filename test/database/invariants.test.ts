import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { setTimeout as wait } from 'node:timers/promises';
import { EntityManager, In, Like } from 'typeorm';
import { Unit } from '../../src/database/unit.js';
import { Alert } from '../../src/alerts/alert.entity.js';
import { Episode } from '../../src/episodes/episode.entity.js';
import { RestrictedSale } from '../../src/selling/selling-limit.entity.js';
import { SellingLimits } from '../../src/selling/selling.service.js';
import { Patient } from '../../src/patients/patient.entity.js';
import { Referral } from '../../src/referrals/referral.entity.js';
import { Referrals } from '../../src/referrals/referrals.service.js';
import { type Actor, programActing } from '../../src/staff/actor.js';
import { AuditRecord } from '../../src/staff/audit-record.entity.js';
import { CountLine, StockCount } from '../../src/stock/counts/count.entity.js';
import { Counts } from '../../src/stock/counts/counts.service.js';
import { LedgerCheck } from '../../src/stock/ledger/ledger-check.js';
import { Lot } from '../../src/stock/ledger/lot.entity.js';
import { Movement } from '../../src/stock/ledger/movement.entity.js';
import { Recalls } from '../../src/stock/recalls/recalls.service.js';
import { Stock } from '../../src/stock/stock.service.js';
import { Transfers } from '../../src/stock/transfers/transfers.service.js';
import { Orders } from '../../src/supply/orders/orders.service.js';
import { SupplyOrder } from '../../src/supply/orders/supply-order.entity.js';
import { Consultations } from '../../src/consultations/consultations.service.js';
import { Recount } from '../../src/visits/recount.js';
import { Visit } from '../../src/visits/visit.entity.js';
import { Corrections } from '../../src/visits/corrections.service.js';
import { Visits } from '../../src/visits/visits.service.js';
import { Clinic, today } from '../support/clinic.js';
import { engine } from '../support/database.js';
import { acting, identityNumber } from '../support/people.js';
import { approvedOutlet, district, entry, medicine, newKey, openHospital, receive } from '../support/town.js';

const writers = 20;
const places = 10;
const times = <T>(count: number, work: (n: number) => Promise<T>) =>
  Promise.allSettled(Array.from({ length: count }, (_, n) => work(n)));
const done = (results: readonly PromiseSettledResult<unknown>[]) =>
  results.filter(({ status }) => status === 'fulfilled').length;

/** docs/invariants.md: each of its lines, tried by 20 writers; where a lock holds it, also without the lock. */
describe('An invariant under 20 writers', () => {
  let clinic: Clinic;
  let outlets: string[];
  let outletId: string;
  let nurse: Actor;
  let doctor: Actor;
  let hospitalId: string;
  let ward: Actor;
  let people = 0;

  beforeAll(async () => {
    clinic = await Clinic.open();
    const districtId = await district(clinic);
    outlets = await Promise.all(
      Array.from({ length: places }, () =>
        approvedOutlet(clinic, { districtId, latitude: 32.39, longitude: 119.42 }),
      ),
    );
    // She works wherever something is tried.
    nurse = { ...(await acting(clinic, 'counter', outlets)), reach: { over: 'network' } };
    hospitalId = await openHospital(clinic, { tier: 'tertiary', latitude: 32.4, longitude: 119.42 });
    ward = await acting(clinic, 'hospital', [hospitalId]);
    doctor = { ...nurse, role: 'doctor' };
    const { id: medicineId } = await medicine(clinic, 'IBU300SR');
    await clinic.get(SellingLimits).set(
      {
        name: 'Six a week',
        districtId,
        days: 7,
        onlyOne: true,
        startsOn: today,
        medicines: [{ medicineId, most: 6 }],
      },
      programActing,
    );
  });
  afterAll(() => clinic.close());
  const visits = () => clinic.get(Visits);
  const find = <T extends object>(entity: new () => T, where: object): Promise<T[]> =>
    clinic.reader.of(entity).findBy(where);
  const somebody = async (): Promise<string> => {
    const { patient } = await visits().log(outletId, entry(clinic), nurse);
    // Long before what is tried: another illness.
    await clinic.writer
      .getRepository(Visit)
      .update({ patientId: patient.id }, { at: new Date('2022-11-01') });
    await clinic.writer
      .getRepository(Episode)
      .update(
        { patientId: patient.id },
        { startedAt: new Date('2022-11-01'), lastVisitAt: new Date('2022-11-01'), dueAt: null },
      );
    return patient.id;
  };

  /** Each tries once and says what it saw of an invariant that is broken; undefined where it holds. */
  const scenarios: Record<string, () => Promise<string | undefined>> = {
    'a buyer never has more than a selling limit': async () => {
      const number = identityNumber(100 + ++people);
      const medicineIds = await Promise.all(outlets.map((id) => receive(clinic, id, 'IBU300SR', 100)));
      // Different people, for whom the same guardian answers.
      await times(writers, (n) =>
        visits().log(
          outlets[n % places]!,
          entry(clinic, {
            newPatient: {
              ...entry(clinic).newPatient!,
              guardianName: '张三',
              guardianIdentityNumber: number,
            },
            weight: 60,
            medicines: [{ medicineId: medicineIds[0]!, quantity: 1 }],
          }),
          nurse,
        ),
      );
      const sold = (await find(RestrictedSale, { buyerNumber: number })).length;
      return sold === 6 ? undefined : `${sold} were sold`;
    },
    'what expires first goes first, and nobody is refused what is there': async () => {
      for (const [number, expiresOn] of [
        ['A', '2023-01-31'],
        ['B', '2024-01-31'],
      ] as const)
        await receive(clinic, outletId, 'PARA500', writers / 2, { number, expiresOn });
      const { id: medicineId } = await medicine(clinic, 'PARA500');
      const results = await times(writers, () =>
        visits().log(outletId, entry(clinic, { medicines: [{ medicineId, quantity: 1 }] }), nurse),
      );
      return done(results) === writers ? undefined : `${writers - done(results)} were refused`;
    },
    'nothing of a lot is handed out once its recall was announced': async () => {
      const number = `R${++people}`;
      const medicineId = await receive(clinic, outletId, 'PARA500', 1000, { number });
      const [recalled] = await Promise.all([
        new Promise((soon) => setTimeout(soon, Math.random() * 20)).then(() =>
          clinic.get(Recalls).announce({ medicineId, number, reason: 'test' }, programActing),
        ),
        times(writers - 1, () =>
          visits().log(outletId, entry(clinic, { medicines: [{ medicineId, quantity: 1 }] }), nurse),
        ),
      ]);
      const [record] = await find(AuditRecord, { act: 'recall.announced', subjectId: recalled });
      const [lot] = await find(Lot, { outletId, number });
      const { units } = record!.after as { units: number };
      return units === lot!.onHand ? undefined : `${units - lot!.onHand} were handed out after it`;
    },
    'a recalled number is blocked also where it comes in for the first time': async () => {
      const number = `N${++people}`;
      const { id: medicineId } = await medicine(clinic, 'PARA500');
      await times(writers, (n) =>
        n === 5
          ? clinic.get(Recalls).announce({ medicineId, number, reason: 'test' }, programActing)
          : receive(clinic, outlets[n % places]!, 'PARA500', 10, { number }),
      );
      const open = (await find(Lot, { number })).filter(({ recallId }) => recallId === null);
      return open.length === 0 ? undefined : `${open.length} shelves hold it unblocked`;
    },
    'an empty shelf is told, whoever took what was left of it': async () => {
      const medicineId = await receive(clinic, outletId, 'PARA500', 1, { number: 'L0' });
      for (let n = 1; n < writers; n++) await receive(clinic, outletId, 'PARA500', 1, { number: `L${n}` });
      const lots = await find(Lot, { outletId, medicineId });
      await times(writers, (n) =>
        clinic.get(Stock).return(outletId, lots[n]!.id, { id: newKey(clinic), quantity: 1 }, programActing),
      );
      const alerts = await find(Alert, { subject: Like(`shelf:${outletId}/%`) });
      const out = alerts.filter(({ closedAt, kinds }) => !closedAt && kinds.includes('out'));
      return out.length === 1 ? undefined : `${out.length} alerts say that it is empty`;
    },
    'one illness is one episode, with all its visits and at one level': async () => {
      const patientId = await somebody();
      await times(writers, (n) =>
        visits().log(outlets[n % places]!, entry(clinic, { patientId, temperature: 38.5 }), nurse),
      );
      const episodes = (await find(Episode, { patientId })).filter(({ fever }) => fever);
      if (episodes.length !== 1 || episodes[0]!.visits !== writers)
        return `${episodes.length} episodes, of ${episodes.map((one) => one.visits).join(', ')} visits`;
      return undefined;
    },
    'what a doctor decided stays, whatever the counter corrects meanwhile': async () => {
      const waiting = await Promise.all(
        Array.from({ length: writers / 2 }, async () => {
          const facts = { temperature: 39.5, disposition: 'doctor' as const };
          return (await visits().log(outletId, entry(clinic, facts), nurse)).visit;
        }),
      );
      const decided: string[] = [];
      await times(writers, async (n) => {
        const { id, ...visit } = waiting[n >> 1]!;
        if (n % 2 === 0) {
          await clinic.get(Consultations).conclude(outletId, id, { outcome: 'referral' }, doctor);
          decided.push(id);
        } else {
          const { newPatient: _, ...findings } = entry(clinic, { temperature: 39.4, disposition: 'doctor' });
          await clinic
            .get(Corrections)
            .correct(outletId, id, { ...findings, version: visit.version, reason: 'typed wrong' }, nurse);
        }
      });
      const now = await find(Visit, { outletId });
      const lost = now.filter(({ id, seenAt }) => decided.includes(id) && !seenAt);
      return lost.length === 0 ? undefined : `${lost.length} decisions are lost`;
    },
    'a referral that a hospital accepted stays accepted, whatever the counter adds meanwhile': async () => {
      const severe = { temperature: 39, spo2: 91, disposition: 'referral' as const };
      const sent = await Promise.all(
        Array.from({ length: writers / 2 }, async () => {
          const { visit } = await visits().log(outletId, entry(clinic, severe), nurse);
          const [referral] = await find(Referral, { visitId: visit.id });
          const said = { facilityId: hospitalId };
          return clinic.get(Referrals).act(referral!.id, 'send', said, nurse);
        }),
      );
      const accepted: string[] = [];
      await times(writers, async (n) => {
        const { id, patientId } = sent[n >> 1]!;
        if (n % 2 === 0) {
          await clinic.get(Referrals).act(id, 'accept', {}, ward);
          accepted.push(id);
        } else await visits().log(outletId, entry(clinic, { ...severe, patientId, spo2: 90 }), nurse);
      });
      const now = await find(Referral, { outletId });
      const lost = now.filter(({ id, state }) => accepted.includes(id) && state === 'sent');
      return lost.length === 0 ? undefined : `${lost.length} hospitals wait for nobody`;
    },
    'what is counted before a count is posted comes into the ledger, and nothing is counted after it':
      async () => {
        const shops = await Promise.all(Array.from({ length: writers / 2 }, () => approvedOutlet(clinic)));
        const counts = await Promise.all(
          shops.map(async (id) => {
            await receive(clinic, id, 'PARA500', 100);
            return clinic.get(Counts).start(id, { blind: true }, programActing);
          }),
        );
        await times(writers, async (n) => {
          const [shop, countId] = [shops[n >> 1]!, counts[n >> 1]!];
          const [lot] = await find(Lot, { outletId: shop });
          await (n % 2 === 0
            ? clinic.get(Counts).post(shop, countId, { rest: true }, programActing)
            : clinic.get(Counts).count(shop, countId, lot!.id, 90, programActing));
        });
        const lines = await find(CountLine, { countId: In(counts) });
        const posted = await find(StockCount, { id: In(counts) });
        // One that differs, and that nobody has explained, keeps its count from being posted.
        const late = lines.filter(({ countId }) => posted.find(({ id }) => id === countId)!.postedAt);
        return late.length === 0 ? undefined : `${late.length} lots were counted too late`;
      },
    'an order that somebody gave up stays given up, whatever arrives': async () => {
      const { id: medicineId } = await medicine(clinic, 'PARA500');
      const ids = Array.from({ length: writers / 5 }, () => newKey(clinic));
      const shops = await Promise.all(ids.map(() => approvedOutlet(clinic)));
      for (const [n, id] of ids.entries())
        await clinic.get(Orders).place(shops[n]!, { id, medicineId, units: 100 }, programActing);
      const closed: string[] = [];
      await times(writers, async (n) => {
        const shop = n % shops.length;
        // Whoever is sure of the box is asked nothing more, so that both acts read the order at once.
        if (n < writers - shops.length) await receive(clinic, shops[shop]!, 'PARA500', 10, { sure: true });
        else {
          await clinic.get(Orders).close(shops[shop]!, ids[shop]!, programActing);
          closed.push(ids[shop]!);
        }
      });
      const open = (await find(SupplyOrder, { id: In(ids) })).filter(
        ({ id, closedAt }) => closed.includes(id) && !closedAt,
      );
      return open.length === 0 ? undefined : `${open.length} are open again`;
    },
    'a form that is sent 20 times is one visit, and one patient': async () => {
      const medicineId = await receive(clinic, outletId, 'PARA500', 1000);
      const form = entry(clinic, { medicines: [{ medicineId, quantity: 1 }] });
      const results = await times(writers, () => visits().log(outletId, form, nurse));
      const saved = (await find(Visit, { outletId })).length;
      const moved = (await find(Movement, { outletId, kind: 'dispense' })).length;
      return done(results) === writers && saved === 1 && moved === 1
        ? undefined
        : `${done(results)} answered, ${saved} visits, ${moved} movements`;
    },
    'an identity number is one patient': async () => {
      const number = identityNumber(500 + ++people);
      const newPatient = { name: '李四', identityNumber: number };
      const results = await times(writers, (n) =>
        visits().log(outlets[n % places]!, entry(clinic, { newPatient }), nurse),
      );
      const found = (await find(Patient, { identityNumber: number })).length;
      return found === 1 && done(results) === writers
        ? undefined
        : `${found} patients, ${writers - done(results)} refused`;
    },
    'a transfer is sent once': async () => {
      const medicineId = await receive(clinic, outletId, 'PARA500', 1000);
      const id = newKey(clinic);
      const wish = { id, fromOutletId: outletId, toOutletId: outlets[0]!, medicineId, quantity: 10 };
      await clinic.get(Transfers).ask(wish, programActing);
      await clinic.get(Transfers).agree(id, 10, programActing);
      const results = await times(writers, () => clinic.get(Transfers).send(id, programActing));
      const [lot] = await find(Lot, { outletId });
      return done(results) === 1 && lot!.onHand === 990
        ? undefined
        : `sent ${done(results)} times, ${lot!.onHand} left`;
    },
    'a movement is reversed once': async () => {
      await receive(clinic, outletId, 'PARA500', 10);
      const [movement] = await find(Movement, { outletId });
      const results = await times(writers, () =>
        clinic.get(Stock).reverse(outletId, movement!.id, programActing),
      );
      const [lot] = await find(Lot, { outletId });
      return done(results) === 1 && lot!.onHand === 0
        ? undefined
        : `reversed ${done(results)} times, ${lot!.onHand} left`;
    },
  };

  const attempt = async (name: string) => {
    // A place of its own each time: what one leaves behind is nothing to the next.
    outletId = await approvedOutlet(clinic);
    return scenarios[name]!();
  };

  it.each(Object.keys(scenarios))('holds: %s', async (name) => {
    expect(await attempt(name)).toBeUndefined();
  });

  it('adds up: levels, the day’s figures and the classes of episodes are what their rows say', async () => {
    expect(await clinic.get(LedgerCheck).report()).toMatchObject({ levels: [], transfers: [] });
    expect(await clinic.get(Recount).differences()).toEqual([]);
  });

  /** What holds what, on PostgreSQL: taken away, the same writers break it. */
  const held = {
    'a buyer never has more than a selling limit': 'buyer',
    'what expires first goes first, and nobody is refused what is there': 'shelf',
    'nothing of a lot is handed out once its recall was announced': 'shelf',
    'a recalled number is blocked also where it comes in for the first time': 'lot-number',
    'an empty shelf is told, whoever took what was left of it': 'shelf',
    'one illness is one episode, with all its visits and at one level': 'row',
    'what a doctor decided stays, whatever the counter corrects meanwhile': 'row',
    'a referral that a hospital accepted stays accepted, whatever the counter adds meanwhile': 'row',
    'what is counted before a count is posted comes into the ledger, and nothing is counted after it': 'row',
    'an order that somebody gave up stays given up, whatever arrives': 'row',
  } as const;

  it.runIf(engine === 'postgres').each(Object.entries(held))(
    'is broken where nothing holds it: %s (%s)',
    async (name, what) => {
      // The longer a read takes to arrive, the likelier two acts meet: also where a busy machine spreads them.
      let broken: string | undefined;
      for (let tried = 1; !broken && tried <= 30; tried++)
        broken = await without(what, tried * 10, () => attempt(name));
      expect(broken).toBeDefined();
    },
  );
});

/**
 * Runs something while acts do not hold things of a kind, or read rows without locks. What they read comes late by up to
 * some milliseconds, so that what a lock would have kept apart meets.
 */
async function without<T>(what: string, late: number, work: () => Promise<T>): Promise<T> {
  const name = what === 'row' ? 'lock' : 'hold';
  const before = Object.getOwnPropertyDescriptor(Unit.prototype, name)!;
  const hold = before.value as Unit['hold'] | undefined;
  const holdOthers: Unit['hold'] = function (this: Unit, ...things) {
    const others = things.filter(({ kind }) => kind !== what);
    return hold!.apply(this, others);
  };
  const after = hold ? { value: holdOthers } : { get: () => undefined };
  Object.defineProperty(Unit.prototype, name, { ...after, configurable: true });
  const restore = (['find', 'findOne'] as const).map((read) => readLate(read, late));
  try {
    return await work();
  } finally {
    Object.defineProperty(Unit.prototype, name, before);
    for (const undo of restore) undo();
  }
}

function readLate(read: 'find' | 'findOne', most: number): () => void {
  const { prototype } = EntityManager;
  const original = Object.getOwnPropertyDescriptor(prototype, read)!;
  const now = original.value as (...given: unknown[]) => Promise<unknown>;
  async function late(this: EntityManager, ...given: unknown[]): Promise<unknown> {
    const found = await now.apply(this, given);
    await wait(Math.random() * most);
    return found;
  }
  Object.defineProperty(prototype, read, { ...original, value: late });
  return () => Object.defineProperty(prototype, read, original);
}
