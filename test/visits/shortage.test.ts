import { afterAll, beforeAll, describe, expect, it } from 'vitest';
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

  beforeAll(async () => {
    clinic = await Clinic.open();
    const districtId = await district(clinic);
    const place = { districtId, latitude: 32.4 };
    outletId = await approvedOutlet(clinic, { ...place, name: 'Here', longitude: 119.4 });
    const near = await approvedOutlet(clinic, {
      ...place,
      name: 'Near',
      longitude: 119.41,
      telephone: '0514-1',
    });
    const far = await approvedOutlet(clinic, { ...place, name: 'Far', longitude: 119.6 });
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
