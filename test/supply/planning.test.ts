import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { programActing } from '../../src/staff/actor.js';
import { CoverBoard } from '../../src/supply/cover/cover-board.js';
import { DemandDay } from '../../src/supply/demand/demand-day.entity.js';
import { DemandCheck } from '../../src/supply/demand/demand-check.js';
import { Movement } from '../../src/stock/ledger/movement.entity.js';
import { Orders } from '../../src/supply/orders/orders.service.js';
import { SupplyOrder } from '../../src/supply/orders/supply-order.entity.js';
import { Evenings } from '../../src/supply/planning/evenings.js';
import { Planning } from '../../src/supply/planning/planning.js';
import { ShelfPlan } from '../../src/supply/planning/shelf-plan.entity.js';
import { StockSettings, usualPlan } from '../../src/supply/planning/stock-settings.service.js';
import { ShelvesQueries } from '../../src/supply/shelves/shelves.queries.js';
import { Stock } from '../../src/stock/stock.service.js';
import { ReorderLevels } from '../../src/supply/shelves/reorder-levels.service.js';
import { Corrections } from '../../src/visits/corrections.service.js';
import { Visits } from '../../src/visits/visits.service.js';
import { Clinic, mondayMorning } from '../support/clinic.js';
import { acting, signedIn } from '../support/people.js';
import {
  approvedOutlet,
  district,
  entry,
  medicine,
  newKey,
  receive,
  registeredOutlet,
  however,
} from '../support/town.js';
import { textOf, type Visitor } from '../support/visitor.js';

const day = 24 * 60;

describe('Planning', () => {
  let clinic: Clinic;
  let outletId: string;
  let medicineId: string;

  beforeAll(async () => {
    clinic = await Clinic.open();
    medicineId = (await medicine(clinic, 'PARA500')).id;
  });
  beforeEach(async () => {
    clinic.clock.set(mondayMorning);
    outletId = await approvedOutlet(clinic);
  });
  afterAll(() => clinic.close());

  const give = (quantity: number, given: { id?: string } = {}) =>
    clinic
      .get(Visits)
      .log(
        outletId,
        entry(clinic, { ...however(quantity), medicines: [{ medicineId, quantity }], ...given }),
        programActing,
      );
  const days = () => clinic.reader.of(DemandDay).find({ where: { outletId }, order: { on: 'ASC' } });
  const plan = () => clinic.reader.of(ShelfPlan).findOneByOrFail({ outletId, medicineId });
  const shelf = async () => (await clinic.get(ShelvesQueries).shelves(outletId, [medicineId]))[0]!;
  /** Days on which so much was handed out, each closed when it was over. */
  const live = async (quantities: number[]) => {
    for (const quantity of quantities) {
      if (quantity > 0) await give(quantity);
      clinic.clock.forward(day);
      await clinic.get(Planning).closeDays();
    }
  };

  it('counts what a day took, less what a correction gave back', async () => {
    await receive(clinic, outletId, 'PARA500', 100);
    const { visit } = await give(10);
    clinic.clock.forward(day);
    const correction = {
      ...entry(clinic),
      version: 1,
      reason: 'slip',
      medicines: [{ medicineId, quantity: 4 }],
    };
    await clinic.get(Corrections).correct(outletId, visit.id, correction, programActing);
    expect(await days()).toMatchObject([{ on: '2022-12-19', units: 4, unmet: 0, outs: 0 }]);
    expect(await clinic.get(DemandCheck).faults()).toEqual([]);
  });

  it('notes once what a visit needed and the shelf did not have', async () => {
    await receive(clinic, outletId, 'PARA500', 3);
    const id = newKey(clinic);
    await expect(give(10, { id })).rejects.toMatchObject({ code: 'not-enough-stock' });
    await expect(give(10, { id })).rejects.toMatchObject({ code: 'not-enough-stock' });
    await give(3, { id });
    expect(await days()).toMatchObject([{ units: 3, unmet: 7, outs: 1 }]);
    // More comes in, and somebody else who was refused is served whole after all.
    const other = newKey(clinic);
    await expect(give(5, { id: other })).rejects.toMatchObject({ code: 'not-enough-stock' });
    expect(await days()).toMatchObject([{ unmet: 12 }]);
    await receive(clinic, outletId, 'PARA500', 9);
    await give(5, { id: other });
    expect(await days()).toMatchObject([{ units: 8, unmet: 7 }]);
  });

  it('learns a level from the demand, and says when and how much to order', async () => {
    await receive(clinic, outletId, 'PARA500', 400);
    await live(Array.from({ length: 14 }, () => 10));
    expect(await plan()).toMatchObject({ known: 14, days: 14, units: 140, daysOut: 0, lentBy: 0 });
    const { level, cover, low, toOrder } = await shelf();
    expect(level).toMatchObject({ by: 'demand' });
    expect(level!.units).toBeGreaterThan(40);
    expect(level!.units).toBeLessThan(70);
    expect({ cover, low, toOrder }).toEqual({ cover: 26, low: false, toOrder: 0 });
    await give(250);
    const after = await shelf();
    expect(after).toMatchObject({ usable: 10, low: true });
    const { packSize } = await medicine(clinic, 'PARA500');
    expect(after.toOrder % packSize).toBe(0);
    expect(after.toOrder - (after.level!.upTo - 10)).toBeGreaterThanOrEqual(0);
    expect(after.toOrder - (after.level!.upTo - 10)).toBeLessThan(packSize);
  });

  it('leaves days without stock out of what a day takes, also those on which nobody came', async () => {
    await receive(clinic, outletId, 'PARA500', 20);
    await live([10, 10, 0, 0]);
    expect(await days()).toMatchObject([
      { on: '2022-12-19', units: 10, outs: 0 },
      { on: '2022-12-20', units: 10, outs: 1 },
      { on: '2022-12-21', units: 0, outs: 1 },
      { on: '2022-12-22', units: 0, outs: 1 },
      // Found empty when the day began.
      { on: '2022-12-23', units: 0, outs: 1 },
    ]);
    // The day that sold out had stock: 20 in two days, not in one.
    expect(await plan()).toMatchObject({ days: 4, daysOut: 3, daysEmpty: 2, units: 20, known: 1 });
  });

  it('closes a day once, however often it is asked, and catches up on days that it missed', async () => {
    await receive(clinic, outletId, 'PARA500', 100);
    await give(5);
    clinic.clock.forward(day);
    await clinic.get(Planning).closeDays();
    const once = await plan();
    await clinic.get(Planning).closeDays();
    expect(await plan()).toEqual(once);
    await give(7);
    clinic.clock.forward(3 * day);
    await clinic.get(Planning).closeDays();
    expect(await plan()).toMatchObject({ throughOn: '2022-12-22', known: 4, days: 4, units: 12 });
  });

  it('carries what is noted late for a day that is closed into the next one', async () => {
    await receive(clinic, outletId, 'PARA500', 500);
    await live([10]);
    const late = { medicines: [{ medicineId, quantity: 4 }], at: mondayMorning };
    await clinic.get(Visits).log(outletId, entry(clinic, late), programActing);
    expect(await plan()).toMatchObject({ carried: 4 });
    await live([6]);
    expect(await plan()).toMatchObject({ carried: 0, days: 2, units: 20, known: 2 });
    expect((await plan()).demand.usual).toBeCloseTo(10);
  });

  it('learns nothing while an outlet is no clinic', async () => {
    const { id } = await medicine(clinic, 'PARA500');
    outletId = await registeredOutlet(clinic);
    await receive(clinic, outletId, 'PARA500', 500);
    clinic.clock.forward(20 * day);
    await clinic.get(Planning).closeDays();
    expect(await plan()).toMatchObject({ medicineId: id, known: 0, days: 0, point: null });
  });

  it('takes days for days without stock that nobody saw, where a shelf stands empty', async () => {
    await receive(clinic, outletId, 'PARA500', 10);
    await give(10);
    clinic.clock.forward(5 * day);
    await clinic.get(Planning).closeDays();
    expect(await plan()).toMatchObject({ days: 5, daysOut: 5, daysEmpty: 4, known: 0 });
  });

  it('goes on with what the rule would have learnt in one go', async () => {
    await receive(clinic, outletId, 'PARA500', 1000);
    await live([3, 8, 0, 12, 5, 4, 9]);
    const stepwise = await plan();
    clinic.clock.set(mondayMorning);
    outletId = await approvedOutlet(clinic);
    await receive(clinic, outletId, 'PARA500', 1000);
    for (const quantity of [3, 8, 0, 12, 5, 4, 9]) {
      if (quantity > 0) await give(quantity);
      clinic.clock.forward(day);
    }
    await clinic.get(Planning).closeDays();
    expect((await plan()).demand.levels).toEqual(stepwise.demand.levels);
  });

  it('takes a new outlet’s level from its neighbours until it knows itself', async () => {
    const districtId = await district(clinic);
    const old = { districtId, latitude: 32.39, longitude: 119.42 };
    outletId = await approvedOutlet(clinic, old);
    await receive(clinic, outletId, 'PARA500', 900);
    await live(Array.from({ length: 28 }, () => 10));
    const known = (await shelf()).level!;
    outletId = await approvedOutlet(clinic, { ...old, latitude: 32.391 });
    await receive(clinic, outletId, 'PARA500', 5);
    clinic.clock.forward(day);
    await clinic.get(Planning).closeDays();
    expect(await plan()).toMatchObject({ lentBy: 1 });
    expect(Math.abs((await shelf()).level!.units - known.units)).toBeLessThan(10);
    expect(await shelf()).toMatchObject({ low: true });
  });

  it('learns also from what is noted for the day while it is being closed', async () => {
    await receive(clinic, outletId, 'PARA500', 500);
    await live([4, 4, 0]);
    const yesterday = clinic.clock.now();
    clinic.clock.forward(day);
    const evenings = clinic.get(Evenings);
    const read = evenings.of.bind(evenings);
    let times = 0;
    evenings.of = async (manager, of, on) => {
      const evening = await read(manager, of, on);
      if (of !== outletId) return evening;
      times++;
      // Today's visits go on, and disturb nobody.
      await give(1);
      const late = entry(clinic, { at: yesterday, medicines: [{ medicineId, quantity: 9 }] });
      if (times === 1) await clinic.get(Visits).log(outletId, late, programActing);
      return evening;
    };
    await clinic.get(Planning).closeDays();
    evenings.of = read;
    expect(times).toBe(2);
    expect(await plan()).toMatchObject({ units: 17, carried: 0 });
  });

  it('takes the lead time from deliveries, and counts what is on its way', async () => {
    const orders = clinic.get(Orders);
    await receive(clinic, outletId, 'PARA500', 500);
    for (const took of [5, 6, 5]) {
      const id = newKey(clinic);
      await orders.place(outletId, { id, medicineId, units: 50 }, programActing);
      await orders.place(outletId, { id, medicineId, units: 50 }, programActing);
      expect((await shelf()).onItsWay).toBe(50);
      clinic.clock.forward(took * day);
      await receive(clinic, outletId, 'PARA500', 20);
      expect((await shelf()).onItsWay).toBe(30);
      await receive(clinic, outletId, 'PARA500', 40);
      expect((await shelf()).onItsWay).toBe(0);
    }
    clinic.clock.forward(day);
    await clinic.get(Planning).closeDays();
    expect(await plan()).toMatchObject({ leadDays: 6, leadsSeen: 3, protectedDays: 7 });
    expect(await clinic.reader.of(SupplyOrder).findBy({ outletId })).toHaveLength(3);
  });

  it('waits for an order again whose delivery was a slip', async () => {
    const [orders, id] = [clinic.get(Orders), newKey(clinic)];
    await orders.place(outletId, { id, medicineId, units: 50 }, programActing);
    await receive(clinic, outletId, 'PARA500', 50);
    expect((await shelf()).onItsWay).toBe(0);
    const slip = await clinic.reader.of(Movement).findOneByOrFail({ outletId });
    await clinic.get(Stock).reverse(outletId, slip.id, programActing);
    expect((await shelf()).onItsWay).toBe(50);
    // What comes back to the supplier was asked for by nobody.
    expect(await clinic.get(DemandCheck).faults()).toEqual([]);
    expect(await clinic.reader.of(SupplyOrder).findOneByOrFail({ id })).toMatchObject({
      arrived: 0,
      arrivedOn: null,
      closedAt: null,
    });
  });

  it('gives up the rest of an order once', async () => {
    const [orders, id] = [clinic.get(Orders), newKey(clinic)];
    await orders.place(outletId, { id, medicineId, units: 50 }, programActing);
    await orders.close(outletId, id, programActing);
    await expect(orders.close(outletId, id, programActing)).rejects.toMatchObject({ code: 'order-closed' });
  });

  it('lets the bureau fix a level, and take it back', async () => {
    await receive(clinic, outletId, 'PARA500', 400);
    await live(Array.from({ length: 14 }, () => 10));
    const officer = await signedIn(clinic, 'officer', []);
    const path = `/outlets/${outletId}/stock/${medicineId}`;
    await officer.get(path);
    await officer.post(`${path}/reorder-level`, { units: '300' });
    expect((await shelf()).level).toMatchObject({ units: 300, by: 'bureau' });
    expect(textOf((await officer.get(path)).body)).toContain('Level, from the demand');
    await officer.post(`${path}/reorder-level`, { units: '' });
    expect((await shelf()).level).toMatchObject({ by: 'demand' });
  });

  describe('on the boards', () => {
    it('shows each reader their own outlets, with the figures of the shelves', async () => {
      const [north, south] = [await district(clinic, 'Northtown'), await district(clinic, 'Southtown')];
      outletId = await approvedOutlet(clinic, { districtId: north, name: 'North clinic' });
      await receive(clinic, outletId, 'PARA500', 100);
      await live([10, 10]);
      const other = await approvedOutlet(clinic, { districtId: south, name: 'South clinic' });
      await receive(clinic, other, 'PARA500', 7777);
      const officer = await signedIn(clinic, 'officer', [north]);
      const page = textOf((await officer.get(`/cover/${medicineId}`)).body);
      expect(page).toContain('North clinic');
      expect(page).toContain('8 d');
      expect(page).not.toContain('South clinic');
      expect(page).not.toContain('7,777');
    });

    it('are at most two minutes old, and say how old', async () => {
      const board = clinic.get(CoverBoard);
      const first = await board.snapshot();
      expect(await board.snapshot()).toBe(first);
      clinic.clock.forward(3);
      expect((await board.snapshot()).at).toEqual(clinic.clock.now());
    });

    it('are public only if the bureau says so: in words, without figures, and for clinics alone', async () => {
      const visitor = clinic.visitor();
      expect((await visitor.get('/in-stock')).status).toBe(404);
      await clinic.get(StockSettings).set({ ...usualPlan, publicPage: true }, programActing);
      outletId = await approvedOutlet(clinic, { name: 'Open clinic' });
      await receive(clinic, outletId, 'PARA500', 4321);
      const closed = await registeredOutlet(clinic, { name: 'No clinic' });
      await receive(clinic, closed, 'PARA500', 10);
      clinic.clock.forward(5);
      const page = await visitor.get(`/in-stock?medicine=${medicineId}&lang=en`);
      expect(page.status).toBe(200);
      expect(page.headers['cache-control']).toBe('public, max-age=60');
      expect(page.headers['set-cookie']).toBeUndefined();
      expect(textOf(page.body)).toContain('Open clinic');
      expect(textOf(page.body)).not.toContain('No clinic');
      expect(page.body).not.toContain('4,321');
      await clinic.get(StockSettings).set(usualPlan, programActing);
    });
  });

  it('proposes who gives to whom across districts, to whoever reaches both', async () => {
    const [dry, wet] = [await district(clinic, 'Dry'), await district(clinic, 'Wet')];
    const empty = await approvedOutlet(clinic, { districtId: dry, name: 'Empty of Dry' });
    const full = await approvedOutlet(clinic, { districtId: wet, name: 'Full of Wet' });
    await receive(clinic, full, 'IBU200', 500);
    const { id: ibuprofen } = await medicine(clinic, 'IBU200');
    for (const id of [empty, full]) await clinic.get(ReorderLevels).set(id, ibuprofen, 20, programActing);
    const both = await signedIn(clinic, 'officer', [dry, wet]);
    const said = async (by: Visitor, of: string) =>
      textOf((await by.get(`/rebalancing?district=${of}`)).body);
    expect(await said(both, dry)).toContain('Nothing to move');
    expect(await said(both, 'all')).toMatch(/Full of Wet Wet .* Empty of Dry Dry/);
    // Who reaches one district alone is offered that one.
    const one = await signedIn(clinic, 'officer', [dry]);
    expect(await said(one, 'all')).not.toContain('Full of Wet');
    expect(await said(one, 'all')).not.toContain('also across');
  });

  it('proposes who gives to whom in a district, and asks by one tap', async () => {
    const districtId = await district(clinic);
    outletId = await approvedOutlet(clinic, { districtId, name: 'Empty outlet' });
    const rich = await approvedOutlet(clinic, { districtId, name: 'Full outlet' });
    await receive(clinic, rich, 'PARA500', 500);
    for (const id of [outletId, rich]) await clinic.get(ReorderLevels).set(id, medicineId, 20, programActing);
    const officer = await signedIn(clinic, 'officer', [districtId]);
    const page = await officer.get(`/rebalancing?district=${districtId}`);
    expect(textOf(page.body)).toContain('Full outlet');
    const field = (name: string) => new RegExp(`name="${name}"\\s+value="([^"]+)"`).exec(page.body)![1]!;
    const form = Object.fromEntries(
      ['id', 'fromOutletId', 'medicineId', 'quantity'].map((name) => [name, field(name)]),
    );
    expect(form).toMatchObject({ fromOutletId: rich, quantity: '20' });
    expect((await officer.post(`/outlets/${outletId}/transfers`, form)).status).toBe(303);
    const after = textOf((await officer.get(`/rebalancing?district=${districtId}`)).body);
    expect(after).toContain('Nothing to move');
    const stranger = await signedIn(clinic, 'officer', [await district(clinic)]);
    expect(textOf((await stranger.get(`/rebalancing?district=${districtId}`)).body)).not.toContain(
      'Full outlet',
    );
  });

  it('keeps orders within reach', async () => {
    const stranger = await acting(clinic, 'counter', [await approvedOutlet(clinic)]);
    const order = { id: newKey(clinic), medicineId, units: 5 };
    await expect(clinic.get(Orders).place(outletId, order, stranger)).rejects.toMatchObject({
      kind: 'missing',
    });
    await expect(clinic.get(ReorderLevels).set(outletId, medicineId, 5, stranger)).rejects.toThrow();
  });
});
