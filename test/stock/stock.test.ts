import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Actor } from '../../src/staff/actor.js';
import { Lot } from '../../src/stock/ledger/lot.entity.js';
import { Movement } from '../../src/stock/ledger/movement.entity.js';
import { Stock } from '../../src/stock/stock.service.js';
import { Visits } from '../../src/visits/visits.service.js';
import { Clinic } from '../support/clinic.js';
import { acting, signedIn } from '../support/people.js';
import {
  changeMedicine,
  approvedOutlet,
  entry,
  medicine,
  newKey,
  receive,
  however,
} from '../support/town.js';
import { hidden, textOf } from '../support/visitor.js';

describe('A shelf', () => {
  let clinic: Clinic;
  let stock: Stock;
  let outletId: string;
  let nurse: Actor;

  beforeAll(async () => {
    clinic = await Clinic.open();
    stock = clinic.get(Stock);
  });
  beforeEach(async () => {
    outletId = await approvedOutlet(clinic);
    nurse = await acting(clinic, 'counter', [outletId]);
  });
  afterAll(() => clinic.close());

  const theLot = () => clinic.reader.of(Lot).findOneByOrFail({ outletId });
  const ledgerSum = async () =>
    (await clinic.reader.of(Movement).findBy({ outletId })).reduce((sum, { quantity }) => sum + quantity, 0);

  it('receives a lot once, however often the form is sent', async () => {
    const { id: medicineId } = await medicine(clinic, 'PARA500');
    const delivery = { id: newKey(clinic), medicineId, number: 'B1', expiresOn: '2024-01-01', quantity: 10 };
    await Promise.all([stock.receive(outletId, delivery, nurse), stock.receive(outletId, delivery, nurse)]);
    expect(await theLot()).toMatchObject({ number: 'B1', onHand: 10 });
  });

  it('takes a second delivery of a lot on the same lot, but not with another expiry', async () => {
    await receive(clinic, outletId, 'PARA500', 10, { number: 'B1' });
    await receive(clinic, outletId, 'PARA500', 5, { number: 'B1' });
    expect(await theLot()).toMatchObject({ onHand: 15 });
    await expect(
      receive(clinic, outletId, 'PARA500', 5, { number: 'B1', expiresOn: '2025-01-01' }),
    ).rejects.toMatchObject({ code: 'lot-differs' });
  });

  it('takes no lot that has expired already', async () => {
    await expect(receive(clinic, outletId, 'PARA500', 10, { expiresOn: '2022-12-18' })).rejects.toMatchObject(
      { code: 'lot-expired' },
    );
    await receive(clinic, outletId, 'PARA500', 10, { expiresOn: '2022-12-19' });
  });

  it('hands out the lot that expires first, and never one that has expired', async () => {
    const medicineId = await receive(clinic, outletId, 'PARA500', 4, {
      number: 'soon',
      expiresOn: '2022-12-20',
    });
    await receive(clinic, outletId, 'PARA500', 10, { number: 'late', expiresOn: '2024-01-01' });
    const give = (quantity: number) =>
      clinic
        .get(Visits)
        .log(outletId, entry(clinic, { ...however(quantity), medicines: [{ medicineId, quantity }] }), nurse);
    await give(2);
    const left = async () =>
      Object.fromEntries(
        (await clinic.reader.of(Lot).findBy({ outletId })).map((lot) => [lot.number, lot.onHand]),
      );
    expect(await left()).toEqual({ SOON: 2, LATE: 10 });
    clinic.clock.forward(2 * 24 * 60);
    await give(3);
    expect(await left()).toEqual({ SOON: 2, LATE: 7 });
    await expect(give(8)).rejects.toMatchObject({ code: 'not-enough-stock' });
    clinic.clock.forward(-2 * 24 * 60);
  });

  it('is adjusted for a reason, never below nothing', async () => {
    await receive(clinic, outletId, 'PARA500', 10);
    const lot = await theLot();
    const adjust = (change: number) =>
      stock.adjust(outletId, lot.id, { id: newKey(clinic), change, reason: 'damaged' }, nurse);
    await adjust(-4);
    await expect(adjust(-7)).rejects.toMatchObject({ code: 'not-enough-stock' });
    expect(await theLot()).toMatchObject({ onHand: 6 });
    expect(await ledgerSum()).toBe(6);
  });

  it('undoes a movement by one the other way, once', async () => {
    await receive(clinic, outletId, 'PARA500', 10);
    const { id } = await clinic.reader.of(Movement).findOneByOrFail({ outletId });
    const results = await Promise.allSettled([
      stock.reverse(outletId, id, nurse),
      stock.reverse(outletId, id, nurse),
    ]);
    expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(await theLot()).toMatchObject({ onHand: 0 });
    const reversal = await clinic.reader.of(Movement).findOneByOrFail({ outletId, kind: 'reverse' });
    await expect(stock.reverse(outletId, reversal.id, nurse)).rejects.toMatchObject({
      code: 'already-reversed',
    });
  });

  it('does not undo what a visit handed out: that is the visit’s to correct', async () => {
    const medicineId = await receive(clinic, outletId, 'PARA500', 10);
    await clinic
      .get(Visits)
      .log(outletId, entry(clinic, { medicines: [{ medicineId, quantity: 1 }] }), nurse);
    const { id } = await clinic.reader.of(Movement).findOneByOrFail({ outletId, kind: 'dispense' });
    await expect(stock.reverse(outletId, id, nurse)).rejects.toMatchObject({ code: 'belongs-to-visit' });
  });

  it('is held above nothing by the database itself', async () => {
    await receive(clinic, outletId, 'PARA500', 1);
    const { id } = await theLot();
    await expect(clinic.writer.getRepository(Lot).update({ id }, { onHand: -1 })).rejects.toThrow(
      /lot_(never_negative|loose)/,
    );
  });

  it('shows lots, expiry and the ledger behind the figure', async () => {
    const medicineId = await receive(clinic, outletId, 'PARA500', 10, {
      number: 'B22',
      expiresOn: '2023-06-30',
    });
    await stock.adjust(
      outletId,
      (await theLot()).id,
      { id: newKey(clinic), change: -3, reason: 'lost' },
      nurse,
    );
    const visitor = await signedIn(clinic, 'counter', [outletId]);
    const text = textOf((await visitor.get(`/outlets/${outletId}/stock/${medicineId}`)).body);
    expect(text).toMatch(/7 tablets/);
    expect(text).toContain('B22');
    expect(text).toContain('30 Jun 2023');
    expect(text).toContain('adjusted (lost)');
    expect(text).toContain('-3');
  });

  it('opens a pack for less than a whole one, and the split-pack ledger says so', async () => {
    const medicineId = await receive(clinic, outletId, 'PARA500', 48, { number: 'S1' });
    const give = (quantity: number) =>
      clinic
        .get(Visits)
        .log(outletId, entry(clinic, { ...however(quantity), medicines: [{ medicineId, quantity }] }), nurse);
    await give(6);
    await give(6);
    expect(await theLot()).toMatchObject({ onHand: 36, loose: 12 });
    await give(30);
    expect(await theLot()).toMatchObject({ onHand: 6, loose: 6 });
    const visitor = await signedIn(clinic, 'counter', [outletId]);
    const text = textOf((await visitor.get(`/outlets/${outletId}/packs-opened`)).body);
    expect(text.match(/S1/g)).toHaveLength(1);
    expect(text).toContain('1 of 24');
    await changeMedicine(clinic, medicineId, { splittable: false });
    await expect(give(3)).rejects.toMatchObject({ code: 'pack-not-split', values: { packSize: 24 } });
    await changeMedicine(clinic, medicineId, { splittable: true });
  });

  it('refuses a delivery form with what is wrong beside each field', async () => {
    const visitor = await signedIn(clinic, 'counter', [outletId]);
    const { body } = await visitor.get(`/outlets/${outletId}/deliveries/new`);
    const { id: medicineId } = await medicine(clinic, 'IBU200');
    const send = (fields: object) =>
      visitor.post(`/outlets/${outletId}/deliveries`, {
        id: hidden(body, 'id'),
        medicineId,
        number: 'Kept-1',
        expiresOn: '2024-01-01',
        quantity: 1,
        ...fields,
      });
    for (const [fields, message] of [
      [{ quantity: '-5' }, 'from 1 to 1000000'],
      [{ quantity: 'many' }, 'whole number'],
      [{ expiresOn: '2023-02-30' }, 'Give a day that exists'],
      [{ expiresOn: '2022-12-01' }, 'has expired'],
      [{ medicineId: 'x' }, 'Choose from the list'],
    ] as const) {
      const answer = await send(fields);
      expect(answer.status).toBe(422);
      expect(textOf(answer.body)).toContain(message);
      expect(answer.body).toContain('Kept-1');
    }
    expect(await clinic.reader.of(Lot).countBy({ outletId })).toBe(0);
  });
});
