import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Approvals } from '../../src/network/approvals.service.js';
import { Patient } from '../../src/patients/patient.entity.js';
import type { Actor } from '../../src/staff/actor.js';
import { programActing } from '../../src/staff/actor.js';
import { AuditRecord } from '../../src/staff/audit-record.entity.js';
import { Lot } from '../../src/stock/ledger/lot.entity.js';
import { Movement } from '../../src/stock/ledger/movement.entity.js';
import { Recount } from '../../src/visits/recount.js';
import { OutletDay, Visit, VisitVersion } from '../../src/visits/visit.entity.js';
import { Corrections } from '../../src/visits/corrections.service.js';
import { Visits } from '../../src/visits/visits.service.js';
import { Clinic, today } from '../support/clinic.js';
import { acting, signedIn } from '../support/people.js';
import { approvedOutlet, entry, receive, however } from '../support/town.js';
import { hidden, textOf, type Visitor } from '../support/visitor.js';

describe('A visit', () => {
  let clinic: Clinic;
  let visits: Visits;
  let outletId: string;
  let nurse: Actor;

  beforeAll(async () => {
    clinic = await Clinic.open();
    visits = clinic.get(Visits);
  });
  beforeEach(async () => {
    outletId = await approvedOutlet(clinic);
    nurse = await acting(clinic, 'counter', [outletId]);
  });
  afterAll(() => clinic.close());

  const day = () => clinic.reader.of(OutletDay).findOneBy({ outletId, on: today });
  const onHand = async () => (await clinic.reader.of(Lot).findBy({ outletId })).map((lot) => lot.onHand);

  it('registers the patient, takes the medicines from the shelf and raises the day’s figures', async () => {
    const medicineId = await receive(clinic, outletId, 'PARA500', 20);
    const { visit } = await visits.log(
      outletId,
      entry(clinic, {
        newPatient: { name: '王秀兰', identityNumber: '11010519491231002X' },
        temperature: 38.5,
        disposition: 'medicines',
        medicines: [{ medicineId, quantity: 6 }],
      }),
      nurse,
    );
    expect(visit).toMatchObject({ fever: true, on: today, loggedBy: nurse.id, version: 1 });
    expect(await clinic.reader.of(Patient).findOneByOrFail({ id: visit.patientId })).toMatchObject({
      bornOn: '1949-12-31',
      sex: 'female',
    });
    expect(await onHand()).toEqual([14]);
    expect(await day()).toMatchObject({ visits: 1, feverVisits: 1, medicines: 1, advice: 0 });
    const trail = await clinic.reader.of(AuditRecord).findBy({ outletId, staffId: nurse.id });
    expect(trail.map(({ act }) => act).sort()).toEqual(['stock.dispensed', 'visit.logged']);
  });

  it('sent twice is one visit, also when both arrive at once', async () => {
    const medicineId = await receive(clinic, outletId, 'PARA500', 20);
    const form = entry(clinic, { medicines: [{ medicineId, quantity: 6 }] });
    const results = await Promise.all([1, 2, 3].map(() => visits.log(outletId, form, nurse)));
    expect(results.map(({ again }) => again).sort()).toEqual([false, true, true]);
    expect(await clinic.reader.of(Visit).countBy({ outletId })).toBe(1);
    expect(await onHand()).toEqual([14]);
    expect(await day()).toMatchObject({ visits: 1 });
  });

  it('with more medicine than there is leaves nothing at all', async () => {
    const first = await receive(clinic, outletId, 'PARA500', 20);
    const second = await receive(clinic, outletId, 'IBU200', 3);
    const form = entry(clinic, {
      medicines: [
        { medicineId: first, quantity: 6 },
        { medicineId: second, quantity: 4 },
      ],
    });
    await expect(visits.log(outletId, form, nurse)).rejects.toMatchObject({
      code: 'not-enough-stock',
      values: { asked: 4, available: 3 },
    });
    expect(await clinic.reader.of(Visit).countBy({ outletId })).toBe(0);
    expect(await clinic.reader.of(Patient).countBy({ name: form.newPatient!.name })).toBe(0);
    expect((await onHand()).sort()).toEqual([20, 3].sort());
    expect(await day()).toBeNull();
  });

  it('is found again by the identity number, not registered twice', async () => {
    const newPatient = { name: '王秀兰', identityNumber: '440524188001010014' };
    const [first, second] = [
      await visits.log(
        outletId,
        entry(clinic, { newPatient: { ...newPatient, identityNumber: '11010519491231002X' } }),
        nurse,
      ),
      await visits.log(
        outletId,
        entry(clinic, { newPatient: { ...newPatient, identityNumber: '11010519491231002x' } }),
        nurse,
      ),
    ];
    expect(second.patient.id).toBe(first.patient.id);
  });

  it('is refused at an outlet that was revoked a minute ago', async () => {
    await clinic.get(Approvals).take(outletId, 'revoke', { reason: 'closed' }, programActing);
    await expect(visits.log(outletId, entry(clinic), nurse)).rejects.toMatchObject({
      code: 'outlet-not-approved',
    });
  });

  it.each([
    ['in the future', 3, 'future-visit'],
    ['of last month', -30 * 24 * 60, 'visit-too-old'],
  ])('%s is refused', async (_, minutes, code) => {
    const at = new Date(clinic.clock.now().getTime() + minutes * 60_000);
    await expect(visits.log(outletId, entry(clinic, { at }), nurse)).rejects.toMatchObject({ code });
  });

  it('noted on paper yesterday counts for yesterday', async () => {
    const at = new Date(clinic.clock.now().getTime() - 24 * 3600_000);
    await visits.log(outletId, entry(clinic, { at }), nurse);
    expect(await clinic.reader.of(OutletDay).findOneBy({ outletId, on: '2022-12-18' })).toMatchObject({
      visits: 1,
    });
    expect(await day()).toBeNull();
  });

  it('of 20 at once at one outlet all count', async () => {
    const medicineId = await receive(clinic, outletId, 'PARA500', 25);
    const forms = Array.from({ length: 20 }, () =>
      entry(clinic, { temperature: 38, medicines: [{ medicineId, quantity: 2 }] }),
    );
    const results = await Promise.allSettled(forms.map((form) => visits.log(outletId, form, nurse)));
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(12);
    expect(await day()).toMatchObject({ visits: 12, feverVisits: 12 });
    expect(await onHand()).toEqual([1]);
    const movements = await clinic.reader.of(Movement).findBy({ outletId });
    expect(movements.reduce((sum, { quantity }) => sum + quantity, 0)).toBe(1);
  });

  describe('corrected', () => {
    it('keeps the former version, moves the figures, and gives the medicines anew', async () => {
      const [para, ibu] = [
        await receive(clinic, outletId, 'PARA500', 20),
        await receive(clinic, outletId, 'IBU200', 20),
      ];
      const form = entry(clinic, {
        temperature: 38.5,
        disposition: 'medicines',
        medicines: [{ medicineId: para, quantity: 6 }],
      });
      const { visit } = await visits.log(outletId, form, nurse);
      await clinic.get(Corrections).correct(
        outletId,
        visit.id,
        {
          ...form,
          temperature: 36.5,
          disposition: 'advice',
          medicines: [{ medicineId: ibu, quantity: 2 }],
          version: 1,
          reason: 'wrong patient’s thermometer',
        },
        nurse,
      );
      expect(await clinic.reader.of(Visit).findOneByOrFail({ id: visit.id })).toMatchObject({
        version: 2,
        fever: false,
        temperature: 36.5,
      });
      const former = await clinic.reader.of(VisitVersion).findOneByOrFail({ visitId: visit.id });
      expect(former).toMatchObject({
        version: 1,
        correctedBy: nurse.id,
        was: { temperature: 38.5, medicines: [{ quantity: 6 }] },
      });
      expect(await day()).toMatchObject({ visits: 1, feverVisits: 0, medicines: 0, advice: 1 });
      const lots = await clinic.reader.of(Lot).findBy({ outletId });
      expect(lots.map(({ medicineId, onHand: units }) => [medicineId, units]).sort()).toEqual(
        [
          [para, 20],
          [ibu, 18],
        ].sort(),
      );
      const ledger = await clinic.reader.of(Movement).findBy({ outletId, medicineId: para });
      expect(ledger.map(({ kind, quantity }) => `${kind} ${quantity}`).sort()).toEqual([
        'dispense -6',
        'receive 20',
        'reverse 6',
      ]);
    });

    it('may be put right after its lot has expired, and needs a medicine only if it says so', async () => {
      const medicineId = await receive(clinic, outletId, 'PARA500', 20, { expiresOn: today });
      const medicines = [{ medicineId, quantity: 6 }];
      const form = entry(clinic, { disposition: 'medicines', medicines });
      const { visit } = await visits.log(outletId, form, nurse);
      clinic.clock.forward(24 * 60);
      const correct = (version: number, to: object) =>
        clinic
          .get(Corrections)
          .correct(outletId, visit.id, { ...form, ...to, version, reason: 'slip' }, nurse);
      await correct(1, { medicines: [{ medicineId, quantity: 4 }] });
      expect(await onHand()).toEqual([16]);
      await correct(2, { disposition: 'advice', medicines: [] });
      await expect(correct(3, { disposition: 'medicines', medicines: [] })).rejects.toMatchObject({
        code: 'medicine-missing',
      });
      clinic.clock.forward(-24 * 60);
    });

    it('to a fever that was overlooked, or one that was none, changes that figure alone', async () => {
      const figures = async () => {
        const { visits: all, feverVisits } = (await day())!;
        return { all, feverVisits };
      };
      const form = entry(clinic, { temperature: 36.8 });
      const { visit } = await clinic.get(Visits).log(outletId, form, nurse);
      const before = await figures();
      for (const [version, temperature] of [
        [1, 37.9],
        [2, 36.9],
      ] as const) {
        const changed = { ...form, temperature, version, reason: 'slip' };
        await clinic.get(Corrections).correct(outletId, visit.id, changed, nurse);
        const more = temperature > 37 ? 1 : 0;
        expect(await figures()).toEqual({ ...before, feverVisits: before.feverVisits + more });
      }
    });

    it('twice at once is corrected once', async () => {
      const form = entry(clinic);
      const { visit } = await visits.log(outletId, form, nurse);
      const correct = (note: string) =>
        clinic
          .get(Corrections)
          .correct(outletId, visit.id, { ...form, note, version: 1, reason: 'slip' }, nurse);
      const results = await Promise.allSettled([correct('one'), correct('two')]);
      expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
      expect(results.find((r) => r.status === 'rejected')).toMatchObject({
        reason: { code: 'corrected-meanwhile' },
      });
    });
  });

  it('figures agree with the visits, and a recount finds the one that does not', async () => {
    expect(await clinic.get(Recount).differences()).toEqual([]);
    await visits.log(outletId, entry(clinic), nurse);
    await clinic.writer.getRepository(OutletDay).update({ outletId, on: today }, { visits: 7 });
    expect(await clinic.get(Recount).differences()).toEqual([
      { outletId, on: today, figure: 'visits', kept: 7, counted: 1 },
    ]);
  });
});

describe('The counter page', () => {
  let clinic: Clinic;
  let outletId: string;
  let counter: Visitor;

  beforeAll(async () => {
    clinic = await Clinic.open();
    outletId = await approvedOutlet(clinic);
    await receive(clinic, outletId, 'PARA500', 100);
    counter = await signedIn(clinic, 'counter', [outletId]);
  });
  afterAll(() => clinic.close());

  let people = 0;
  const filled = async (fields: object) => {
    const { body } = await counter.get(`/outlets/${outletId}/visits/new`);
    const person = { name: `Li Na ${(people += 1)}`, bornOn: '1990-05-05', sex: 'female' };
    return counter.post(`/outlets/${outletId}/visits`, {
      id: hidden(body, 'id'),
      ...person,
      symptoms: ['none'],
      facts: 'asked',
      temperature: '36.8',
      spo2: '98',
      pulse: '72',
      respiration: '16',
      feverDays: '1',
      disposition: 'advice',
      ...fields,
    });
  };

  it('reads °F and says so', async () => {
    const answer = await filled({ temperature: '101.3' });
    expect(answer.location).toContain(`/outlets/${outletId}/visits/new?last=`);
    expect(textOf((await counter.get(answer.location!)).body)).toContain('101.3 °F was read as 38.5 °C');
  });

  it.each<[string, object, string]>([
    ['an impossible temperature', { temperature: '385' }, 'Give a temperature such as'],
    ['an impossible saturation', { spo2: '101' }, 'from 50 to 100'],
    ['a negative quantity', { medicines: [{ medicine: 'PARA500', quantity: '-1' }] }, 'from 1 to 500'],
    [
      'a medicine that does not exist',
      { medicines: [{ medicine: 'Elixir', quantity: '1' }] },
      'no medicine called Elixir',
    ],
    [
      'more than there is',
      { ...however(400), medicines: [{ medicine: 'dyxajfp', quantity: '400' }] },
      '400 asked for, 100 usable',
    ],
    ['no disposition', { disposition: '' }, 'Please fill this in'],
    ['a birth date that does not exist', { bornOn: '2023-02-29' }, 'Give a birth date'],
    ['nobody', { name: '' }, 'Choose a patient'],
    ['an identity number with a slip', { identityNumber: '110105194912310021' }, 'check character'],
    ['a visit in the future', { at: '2022-12-19T23:00' }, 'can’t be in the future'],
    ['a symptom of their own', { symptoms: ['boredom'] }, 'Choose from the list'],
    ['medicines without any', { disposition: 'medicines' }, 'say which'],
  ])('refuses %s, and keeps what was typed', async (_, fields, message) => {
    const answer = await filled({ note: 'kept note', ...fields });
    expect([409, 422]).toContain(answer.status);
    expect(textOf(answer.body)).toContain(message);
    expect(answer.body).toContain('kept note');
  });

  it('refuses a body that is no form at all', async () => {
    const answer = await counter.post(`/outlets/${outletId}/visits`, {
      medicines: 'x',
      symptoms: { a: { b: 'c' } },
      temperature: ['1', '2'],
      id: { $ne: 1 },
    });
    expect(answer.status).toBe(422);
  });

  it('answers a second sending with the same visit', async () => {
    const { body } = await counter.get(`/outlets/${outletId}/visits/new`);
    const form = {
      id: hidden(body, 'id'),
      name: 'Twice',
      bornOn: '1990-05-05',
      sex: 'male',
      temperature: '36.8',
      symptoms: ['none'],
      disposition: 'advice',
    };
    await counter.post(`/outlets/${outletId}/visits`, form);
    const second = await counter.post(`/outlets/${outletId}/visits`, form);
    expect(second.status).toBe(303);
    expect(textOf((await counter.get(second.location!)).body)).toContain('was logged before');
    expect(await clinic.reader.of(Patient).countBy({ name: 'Twice' })).toBe(1);
  });

  it('finds people by identity number, telephone and the beginning of a name', async () => {
    await filled({ name: '欧阳修', identityNumber: '11010519491231002X', telephone: '139 1234 5678' });
    for (const words of ['11010519491231002x', '13912345678', '欧阳']) {
      const { body } = await counter.get(
        `/outlets/${outletId}/visits/patients?q=${encodeURIComponent(words)}`,
        { 'hx-request': 'true' },
      );
      expect(textOf(body)).toContain('欧阳修');
      expect(body).not.toContain('11010519491231002X');
    }
    const { body } = await counter.get(`/outlets/${outletId}/visits/patients?q=${encodeURIComponent('%')}`);
    expect(body).not.toContain('欧阳修');
  });

  it('fills in birth date and sex from the identity number', async () => {
    const { body } = await counter.get(
      `/outlets/${outletId}/visits/identity?identityNumber=440524188001010014`,
    );
    expect(body).toContain('value="1880-01-01"');
    expect(body).toMatch(/value="male" checked/);
    const wrong = await counter.get(
      `/outlets/${outletId}/visits/identity?identityNumber=440524188001010015&bornOn=1999-01-01`,
    );
    expect(textOf(wrong.body)).toContain('check character');
    expect(wrong.body).toContain('value="1999-01-01"');
  });

  it('escapes what people type', async () => {
    await filled({ name: '<img src=x onerror=alert(1)>', note: '"><script>alert(1)</script>' });
    const { body } = await counter.get(`/outlets/${outletId}/clinic`);
    expect(body).not.toContain('<img src=x');
    expect(body).toContain('&lt;img');
  });

  it('shows what a person came for lately, and where', async () => {
    await filled({ name: 'Regular', telephone: '13800000001', temperature: '38.2' });
    const found = await counter.get(`/outlets/${outletId}/visits/patients?q=13800000001`);
    const [, link] = /href="([^"]*patient[^"]+)"/.exec(found.body.replaceAll('&#x3D;', '='))!;
    expect(textOf((await counter.get(link!)).body)).toContain('38.2 °C');
  });
});
