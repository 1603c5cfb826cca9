import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { IsNull } from 'typeorm';
import { AuditRecord } from '../../src/staff/audit-record.entity.js';
import { KeptAside } from '../../src/stock/kept-aside/kept-aside.entity.js';
import { KeptAsides } from '../../src/stock/kept-aside/kept-aside.service.js';
import { programActing } from '../../src/staff/actor.js';
import { nearness } from '../../src/medicines/domain/stand-in.js';
import { Clinic } from '../support/clinic.js';
import { signedIn } from '../support/people.js';
import { approvedOutlet, district, medicine, receive } from '../support/town.js';
import { visitForm } from '../support/visit-form.js';
import { textOf, type Visitor } from '../support/visitor.js';

describe('A shelf that has too little', () => {
  let clinic: Clinic;
  let counter: Visitor;
  let outletId: string;
  let [near, far] = ['', ''];

  beforeAll(async () => {
    clinic = await Clinic.open();
    const districtId = await district(clinic);
    const place = { districtId, latitude: 32.4 };
    outletId = await approvedOutlet(clinic, { ...place, name: 'Here', longitude: 119.4 });
    near = await approvedOutlet(clinic, {
      ...place,
      name: 'Near',
      longitude: 119.41,
      telephone: '0514-1',
    });
    far = await approvedOutlet(clinic, { ...place, name: 'Far', longitude: 119.6 });
    const few = await approvedOutlet(clinic, { ...place, name: 'Few', longitude: 119.402 });
    await receive(clinic, outletId, 'PARA500', 4);
    await receive(clinic, outletId, 'IBU200', 30);
    for (const [id, units] of [
      [near, 40],
      [far, 90],
      [few, 3],
    ] as const)
      await receive(clinic, id, 'PARA500', units);
    counter = await signedIn(clinic, 'counter', [outletId]);
  });
  afterAll(() => clinic.close());

  const preview = async (quantity: string) => {
    const typed = { ...visitForm(), 'medicines[0][medicine]': 'PARA500', 'medicines[0][quantity]': quantity };
    return textOf((await counter.post(`/outlets/${outletId}/visits/triage`, typed)).body);
  };

  it('says who has as much, the nearest first, with the telephone', async () => {
    const said = await preview('10');
    expect(said).toMatch(/Near has 40: 0.9 km 0514-1.*Far has 90: 18.8 km/);
    expect(said).not.toContain('Few has');
  });

  it('says nothing where there is enough', async () => {
    expect(await preview('4')).not.toContain('Near has');
  });

  it('says that nobody has as much', async () => {
    expect(await preview('400')).toContain('No clinic has as much');
  });

  it('has a neighbour keep some for an hour by a tap: its counter reads for whom, and nobody else is offered them', async () => {
    const { id: medicineId } = await medicine(clinic, 'PARA500');
    const at = (id: string) => `/outlets/${id}/kept-aside`;
    const wish = (units: number, holderId = near) => ({ holderId, medicineId, units: String(units) });
    expect(await preview('10')).toMatch(/Near has 40: .* Keep for an hour/);
    const tapped = await counter.post(at(outletId), wish(10));
    expect(textOf(tapped.body)).toMatch(/kept until \d\d:\d\d/);
    // Tapped twice it is kept once; a new figure is the figure.
    await counter.post(at(outletId), wish(30));
    expect(await preview('10')).toMatch(/Near has 40: 0.9 km 0514-1 kept until/);
    const neighbour = await signedIn(clinic, 'counter', [near]);
    const page = () => neighbour.get(`/outlets/${near}/visits/new`).then(({ body }) => textOf(body));
    expect(await page()).toMatch(/Kept for patients of other clinics .* × 30 tablets · Here .*until/);

    const third = await signedIn(clinic, 'counter', [far]);
    const refused = await third.post(at(far), wish(11));
    expect(textOf(refused.body)).toContain('Near has 10 left that nobody else is promised');
    expect(textOf((await third.post(at(far), wish(10))).body)).toContain('kept until');
    // Of what is promised, and of one's own shelf, nothing is kept; another outlet's counter keeps nothing for this one.
    for (const [by, asker, holder, units] of [
      [counter, outletId, outletId, 1],
      [third, outletId, near, 1],
      [counter, outletId, medicineId, 1],
    ] as const)
      expect((await by.post(at(asker), wish(units, holder))).status).toBe(404);
    expect((await counter.post(at(outletId), wish(0))).status).toBe(422);

    const kept = await clinic.reader.of(KeptAside).findBy({ askerId: far, endedAt: IsNull() });
    expect(kept).toMatchObject([{ holderId: near, units: 10 }]);
    expect((await counter.post(`${at(near)}/${kept[0]!.id}/ending`)).status).toBe(404);
    expect((await neighbour.post(`${at(near)}/${kept[0]!.id}/ending`)).status).toBe(303);
    expect((await neighbour.post(`${at(near)}/${kept[0]!.id}/ending`)).status).toBe(303);
    expect(await page()).not.toContain('× 10 tablets');
    clinic.clock.forward(61);
    expect(await page()).not.toContain('Kept for patients');
    expect(await preview('10')).toMatch(/Near has 40: .* Keep for an hour/);
    const acts = await clinic.reader.of(AuditRecord).findBy({ outletId: near });
    const count = (act: string) => acts.filter((one) => one.act === act).length;
    expect([count('stock.kept-aside'), count('stock.kept-aside-ended')]).toEqual([3, 1]);
  });

  it('promises nobody what is promised: of twelve clinics that ask at once as many are told yes as there is for', async () => {
    const { id: medicineId } = await medicine(clinic, 'PARA500');
    const [holderId, ...askers] = await Promise.all(Array.from({ length: 13 }, () => approvedOutlet(clinic)));
    await receive(clinic, holderId!, 'PARA500', 40);
    const kept = clinic.get(KeptAsides);
    const answers = await Promise.allSettled(
      askers.map((id) => kept.keep(id, { holderId: holderId!, medicineId, units: 9 }, programActing)),
    );
    expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(4);
    for (const answer of answers)
      if (answer.status === 'rejected') expect(answer.reason).toMatchObject({ code: 'not-enough-there' });
    const standing = await clinic.reader.of(KeptAside).findBy({ holderId, endedAt: IsNull() });
    expect(standing.reduce((sum, { units }) => sum + units, 0)).toBe(36);
  });

  it('thinks of the same ingredient and of the same class, never of itself', async () => {
    const [para, ibuprofen] = [await medicine(clinic, 'PARA500'), await medicine(clinic, 'IBU200')];
    const syrup = { ...para, id: 'syrup' };
    expect(nearness(para, syrup)).toBe('same-ingredient');
    expect(nearness(ibuprofen, { id: 'x', ingredients: [{ en: 'Loxoprofen' }], atc: null })).toBe(
      'same-class',
    );
    expect(nearness(para, ibuprofen)).toBeUndefined();
    expect(nearness(para, para)).toBeUndefined();
  });
});
