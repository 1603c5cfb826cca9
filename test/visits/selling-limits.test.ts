import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { RestrictedSale } from '../../src/selling/selling-limit.entity.js';
import { SellingLimits } from '../../src/selling/selling.service.js';
import type { Actor } from '../../src/staff/actor.js';
import { programActing } from '../../src/staff/actor.js';
import type { Entry } from '../../src/visits/findings.js';
import { Corrections } from '../../src/visits/corrections.service.js';
import { Visits } from '../../src/visits/visits.service.js';
import { Refusal } from '../../src/web/domain/refusal.js';
import { Clinic, today } from '../support/clinic.js';
import { acting, identityNumber, signedIn } from '../support/people.js';
import { changeMedicine, approvedOutlet, district, entry, receive } from '../support/town.js';
import { visitForm } from '../support/visit-form.js';
import { textOf } from '../support/visitor.js';

const outletsOfDistrict = 10;
const person = { name: '张三', identityNumber: identityNumber(1) };

describe('A selling limit', () => {
  let clinic: Clinic;
  let visits: Visits;
  let nurse: Actor;
  let outlets: string[];
  let medicineId: string;
  let districtId: string;

  beforeAll(async () => {
    clinic = await Clinic.open();
    visits = clinic.get(Visits);
    districtId = await district(clinic);
    outlets = [];
    for (let n = 0; n < outletsOfDistrict; n++) {
      outlets.push(await approvedOutlet(clinic, { districtId }));
      medicineId = await receive(clinic, outlets[n]!, 'IBU300SR', 100);
    }
    nurse = await acting(clinic, 'counter', outlets);
    await clinic.get(SellingLimits).set(
      {
        name: 'Six capsules a week',
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

  const sell = (n: number, quantity: number, newPatient: object = person) =>
    visits.log(
      outlets[n % outlets.length]!,
      entry(clinic, {
        newPatient: { name: 'somebody', ...newPatient },
        weight: 'bornOn' in newPatient ? 45 : 60,
        medicines: [{ medicineId, quantity }],
        // The same person again and again: that is overridden here, the limit is not.
        overrides: ['same-ingredient-lately:ibuprofen'],
        overrideReason: 'lost the first',
      }),
      nurse,
    );
  const soldTo = async (buyerNumber: string) =>
    (await clinic.reader.of(RestrictedSale).findBy({ buyerNumber }))
      .filter(({ takenBackAt }) => !takenBackAt)
      .reduce((sum, { units }) => sum + units, 0);

  it('is not exceeded by 50 sales at once at ten outlets, and all of it can be had', async () => {
    const results = await Promise.allSettled(Array.from({ length: 50 }, (_, n) => sell(n, 1)));
    const refused = results.filter(({ status }) => status === 'rejected');
    for (const one of refused) expect((one as PromiseRejectedResult).reason).toBeInstanceOf(Refusal);
    expect(await soldTo(person.identityNumber)).toBe(6);
    expect(refused).toHaveLength(44);
  });

  it('says how much is possible, and when more is', async () => {
    const other = { identityNumber: identityNumber(2) };
    await sell(0, 4, other);
    await expect(sell(1, 3, other)).rejects.toMatchObject({
      code: 'selling-limit-until',
      field: 'medicines.0.quantity',
      values: { asked: 3, possible: 2, on: '2022-12-26', units: 6 },
    });
    await sell(2, 2, other);
    expect(await soldTo(other.identityNumber)).toBe(6);
  });

  it('refuses nobody wrongly when people come one after another', async () => {
    for (const number of [3, 4, 5].map(identityNumber)) {
      const one = { identityNumber: number };
      for (const quantity of [1, 2, 3]) await sell(quantity, quantity, one);
      await expect(sell(4, 1, one)).rejects.toMatchObject({ code: 'selling-limit-until' });
      expect(await soldTo(number)).toBe(6);
    }
  });

  it('counts a child’s on the guardian, and sells nothing to somebody without a number', async () => {
    const born = { bornOn: '2015-05-05', sex: 'female' as const };
    await expect(sell(0, 1, born)).rejects.toMatchObject({ code: 'real-name-needed' });
    const guardian = { guardianName: '李四', guardianIdentityNumber: identityNumber(6) };
    await sell(0, 6, { name: 'first child', ...born, ...guardian, bornOn: '2008-05-05' });
    await expect(
      sell(1, 1, { name: 'second child', ...born, ...guardian, bornOn: '2007-05-05' }),
    ).rejects.toMatchObject({ code: 'selling-limit-until' });
  });

  it('is held by a passport however it is typed, also by whoever says that they are somebody else', async () => {
    const traveller = { name: 'Anna Traveller', bornOn: '1990-01-01', sex: 'female' as const };
    await sell(0, 6, { ...traveller, otherDocument: 'P7654321' });
    for (const otherDocument of ['p7654321', 'P 7654321', 'ｐ７６５４３２１', 'P-765\u200b4321']) {
      const again = { ...traveller, otherDocument };
      await expect(sell(1, 1, again)).rejects.toMatchObject({ code: 'patient-likely' });
      await expect(sell(1, 1, { ...again, isPatient: 'somebody-else' })).rejects.toMatchObject({
        code: 'selling-limit-until',
      });
    }
    expect(await soldTo('P7654321')).toBe(6);
  });

  it('says what is possible by what everybody had who the buyer may be, until it is said that it is none of them', async () => {
    const known = { name: 'Likely One', identityNumber: identityNumber(61) };
    const { patient } = await sell(0, 5, known);
    const typed = {
      ...{ name: known.name, bornOn: patient.bornOn, sex: patient.sex, otherDocument: 'P1112223' },
      'medicines[0][medicine]': 'IBU300SR',
      'medicines[0][quantity]': '3',
    };
    const member = await signedIn(clinic, 'counter', [outlets[1]!]);
    const says = async (given: object) =>
      textOf(
        (await member.post(`/outlets/${outlets[1]!}/visits/triage`, { ...visitForm(), ...typed, ...given }))
          .body,
      );
    expect(await says({})).toMatch(/Six capsules a week: 1 possible now/);
    expect(await says({ isPatient: 'somebody-else' })).toMatch(/Six capsules a week: 6 possible now/);
  });

  it('frees what a correction takes back', async () => {
    const number = identityNumber(7);
    const { visit } = await sell(0, 6, { identityNumber: number });
    const corrected = {
      ...entry(clinic),
      medicines: [{ medicineId, quantity: 2 }],
      version: 1,
      reason: 'too many',
    };
    await clinic.get(Corrections).correct(outlets[0]!, visit.id, corrected, nurse);
    expect(await soldTo(number)).toBe(2);
    await sell(3, 4, { identityNumber: number });
    expect(await soldTo(number)).toBe(6);
  });

  it('holds only where it was set; a real-name medicine enters the register everywhere', async () => {
    const elsewhere = await approvedOutlet(clinic);
    await receive(clinic, elsewhere, 'IBU300SR', 100);
    const kitId = await receive(clinic, elsewhere, 'AGKIT', 100);
    await changeMedicine(clinic, kitId, { realName: true });
    const clerk = await acting(clinic, 'counter', [elsewhere]);
    const number = identityNumber(8);
    const give = (id: string, quantity: number) =>
      visits.log(
        elsewhere,
        entry(clinic, {
          newPatient: { name: '王五', identityNumber: number },
          medicines: [{ medicineId: id, quantity }],
        }),
        clerk,
      );
    await give(medicineId, 20);
    expect(await soldTo(number)).toBe(0);
    await give(kitId, 5);
    expect(await clinic.reader.of(RestrictedSale).findOneByOrFail({ buyerNumber: number })).toMatchObject({
      medicineId: kitId,
      units: 5,
      buyerName: '王五',
      outletId: elsewhere,
    });
  });

  describe('where somebody is sent for another', () => {
    const patient = (n: number) => ({ name: `patient ${n}`, identityNumber: identityNumber(900 + n) });
    const sent = identityNumber(990);
    const collect = (n: number, buyer: Entry['buyer'], given: object = {}) =>
      visits.log(
        outlets[n % outlets.length]!,
        entry(clinic, {
          newPatient: patient(n),
          weight: 60,
          absent: true,
          disposition: 'doctor',
          buyer,
          medicines: [{ medicineId, quantity: 6 }],
          ...given,
        }),
        nurse,
      );

    it('asks who it is, and holds both to the limit', async () => {
      await expect(collect(1, undefined)).rejects.toMatchObject({ code: 'buyer-missing' });
      const { visit } = await collect(1, { name: '李四', number: sent });
      expect(visit).toMatchObject({ buyerName: '李四', buyerNumber: sent });
      expect(await clinic.reader.of(RestrictedSale).findBy({ visitId: visit.id })).toMatchObject([
        { buyerNumber: sent, buyerName: '李四', forNumber: patient(1).identityNumber },
      ]);
      // Sent for another patient: they have had what one person may have.
      await expect(collect(2, { name: '李四', number: sent })).rejects.toMatchObject({
        code: 'selling-limit-until',
      });
      // Somebody else sent for the same patient, and the patient in person.
      await expect(
        collect(1, { name: '王五', number: identityNumber(991) }, { overrides, overrideReason: 'lost' }),
      ).rejects.toMatchObject({ code: 'selling-limit-until' });
      await expect(sell(1, 6, patient(1))).rejects.toMatchObject({ code: 'selling-limit-until' });
      await collect(3, { name: '王五', number: identityNumber(991) });
    });

    const overrides = ['same-ingredient-lately:ibuprofen', 'too-many-together:ibuprofen@3600'];
  });
});
