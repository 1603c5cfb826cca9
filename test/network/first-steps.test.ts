import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Needs } from '../../src/needs/needs.service.js';
import { noNeed } from '../../src/needs/domain/need.js';
import { hoursIn } from '../../src/network/domain/hours.js';
import { Approvals } from '../../src/network/approvals.service.js';
import { Outlets } from '../../src/network/outlets.service.js';
import { programActing } from '../../src/staff/actor.js';
import { SupplyOrder } from '../../src/supply/orders/supply-order.entity.js';
import { Clinic } from '../support/clinic.js';
import { member, password, signedIn } from '../support/people.js';
import { chain, medicine, newKey, registeredOutlet } from '../support/town.js';
import { textOf, type Visitor } from '../support/visitor.js';

describe('A new clinic', () => {
  let clinic: Clinic;
  let officer: Visitor;
  let manager: Visitor;
  let id: string;

  beforeAll(async () => {
    clinic = await Clinic.open();
    const chainId = await chain(clinic);
    id = await registeredOutlet(clinic, { name: 'Brand New', chainId });
    officer = await signedIn(clinic, 'officer');
    manager = await signedIn(clinic, 'chain-manager', [chainId]);
  });
  afterAll(() => clinic.close());

  const steps = async (by = officer) => {
    const { body } = await by.get(`/outlets/${id}`);
    const list = /Before the first patient([\s\S]*?)<\/section>/.exec(body)?.[1];
    return list === undefined ? undefined : [...list.matchAll(/<li[\s\S]*?<\/li>/g)].map(([line]) => line);
  };
  const words = async (by?: Visitor) => (await steps(by))?.map((line) => textOf(line).trim());

  it('keeps what was found at its inspection', async () => {
    await clinic.get(Approvals).take(id, 'apply', {}, programActing);
    const said = { act: 'inspect', reason: 'A quiet corner, two chairs; the fridge has no thermometer.' };
    expect((await officer.post(`/outlets/${id}/approvals`, said)).status).toBe(303);
    expect(textOf((await officer.get(`/outlets/${id}`)).body)).toContain('the fridge has no thermometer');
  });

  it('has a list of what is left to do once it is approved, each with where it is done, until nothing is', async () => {
    expect(await steps()).toBeUndefined();
    const details = { number: 'A-1', validUntil: '2024-12-31' };
    await clinic.get(Approvals).take(id, 'approve', details, programActing);
    const all = (await words())!;
    expect(all).toHaveLength(5);
    // A manager is not asked to say how many doctors are needed.
    const ofManager = (await steps(manager))!;
    expect(ofManager.filter((line) => line.includes('href='))).toHaveLength(4);
    for (const [, href] of ofManager.join('').matchAll(/href="([^"]+)"/g))
      expect((await manager.get(href!.replaceAll('&#x3D;', '='))).status).toBe(200);

    await clinic.get(Outlets).openBy(id, hoursIn('每天 08:30-12:00')!, programActing);
    await clinic.get(Needs).set(id, 'general', noNeed, programActing);
    expect(await words()).toHaveLength(3);
    const nurse = await member(clinic, 'counter', [id]);
    expect((await words())!.join()).not.toContain('Invite the counter staff');

    const counter = clinic.visitor();
    await counter.signIn(nurse.email, password);
    const { id: medicineId } = await medicine(clinic, 'PARA500');
    const order = { id: newKey(clinic), medicineId, units: '40' };
    expect((await counter.get(`/outlets/${id}/orders`)).body).toContain(`value="${medicineId}"`);
    expect((await counter.post(`/outlets/${id}/orders`, { ...order, units: 'many' })).status).toBe(422);
    expect((await counter.post(`/outlets/${id}/orders`, order)).status).toBe(303);
    expect(await clinic.reader.of(SupplyOrder).findBy({ outletId: id })).toMatchObject([
      { medicineId, units: 40 },
    ]);
    const left = await words();
    expect(left).toHaveLength(1);
    expect(left![0]).toContain('mails');
  });
});
