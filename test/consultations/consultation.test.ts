import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Referral } from '../../src/referrals/referral.entity.js';
import { Attendance } from '../../src/sessions/attendance/attendance.service.js';
import { Sessions } from '../../src/sessions/sessions.service.js';
import { programActing } from '../../src/staff/actor.js';
import { Lot } from '../../src/stock/ledger/lot.entity.js';
import { Recalls } from '../../src/stock/recalls/recalls.service.js';
import { UnmetDemand } from '../../src/supply/demand/demand-day.entity.js';
import { Prescription } from '../../src/visits/prescription.entity.js';
import { Recount } from '../../src/visits/recount.js';
import { Visit, VisitMedicine, VisitVersion } from '../../src/visits/visit.entity.js';
import { Clinic, today } from '../support/clinic.js';
import { signedIn } from '../support/people.js';
import { approvedOutlet, district, doctor, receive } from '../support/town.js';
import { visitForm } from '../support/visit-form.js';
import { textOf, type Visitor } from '../support/visitor.js';

describe('The visiting doctor', () => {
  let clinic: Clinic;
  let outletId: string;
  let alone: string;
  let counter: Visitor;
  let counterAlone: Visitor;
  let physician: Visitor;
  let medicineId: string;
  let names = 0;

  beforeAll(async () => {
    clinic = await Clinic.open();
    const districtId = await district(clinic);
    outletId = await approvedOutlet(clinic, { districtId });
    alone = await approvedOutlet(clinic, { districtId });
    medicineId = await receive(clinic, outletId, 'PARA500', 100);
    await receive(clinic, outletId, 'IBU200', 2);
    const doctorId = await doctor(clinic, [districtId], { name: 'Chen' });
    const session = { outletId, on: today, slot: 'morning' as const };
    const id = await clinic.get(Sessions).assign(doctorId, session, programActing);
    await clinic.get(Attendance).arrive(id, programActing);
    counter = await signedIn(clinic, 'counter', [outletId]);
    counterAlone = await signedIn(clinic, 'counter', [alone]);
    physician = await signedIn(clinic, 'doctor', [doctorId]);
  });
  afterAll(() => clinic.close());

  /** Of somebody with fever whose figures are as normal as can be, sent on to the doctor. */
  const form = (given: object = {}) => {
    const { 'medicines[0][medicine]': _medicine, 'medicines[0][quantity]': _quantity, ...rest } = visitForm();
    const calm = {
      temperature: '38.4',
      spo2: '98',
      pulse: '88',
      respiration: '18',
      systolic: '120',
      feverDays: '1',
    };
    const who = { name: `Seen ${++names}`, bornOn: '1990-03-01', facts: ['asked'] };
    return { ...rest, ...calm, ...who, disposition: 'doctor', ...given };
  };
  const send = async (given: object = {}) => {
    const sent = form(given);
    const answer = await counter.post(`/outlets/${outletId}/visits`, sent);
    expect(answer.status).toBe(303);
    return sent;
  };
  const now = (id: string) => clinic.reader.of(Visit).findOneByOrFail({ id });
  /** What the doctor sends: the counter's form gone on with. */
  const conclude = async (sent: ReturnType<typeof form>, given: object, version = '1') => {
    const { id, name: _name, bornOn: _born, sex: _sex, ...found } = sent;
    const typed = { ...found, version, outcome: 'home-care', levelReason: 'seen', ...given };
    return physician.post(`/outlets/${outletId}/visits/${id}/conclusion`, typed);
  };
  const onShelf = async () => {
    const lots = await clinic.reader.of(Lot).findBy({ outletId, medicineId });
    return lots.reduce((sum, { onHand }) => sum + onHand, 0);
  };
  const page = async (address: string, by = counter) => textOf((await by.get(address)).body);
  const tablets = (quantity: string, dose: string) => ({
    'medicines[0][medicine]': 'PARA500',
    'medicines[0][quantity]': quantity,
    'medicines[0][dose]': dose,
  });

  it('sees what the counter found, goes on with it, and what is measured judges anew', async () => {
    const sent = await send({ spo2: '' });
    const asked = await physician.get(`/outlets/${outletId}/visits/${sent.id}/conclusion`);
    expect(asked.body).toMatch(/name="temperature"[^>]*value="38.4"/);
    expect(asked.body).toMatch(/class="bm-missing">[\s\S]{0,200}SpO₂/);
    // Who is with the doctor waits for no second count.
    expect(asked.body).not.toContain('name="measureAgain"');
    const weak = await conclude(sent, { spo2: '91', levelReason: '' });
    expect(weak.status).toBe(422);
    expect((await conclude(sent, { spo2: '91', outcome: 'referral', levelReason: '' })).status).toBe(303);
    const visit = await now(sent.id);
    expect(visit).toMatchObject({ spo2: 91, level: 'urgent', outcome: 'referral', version: 2 });
    expect(await clinic.reader.of(VisitVersion).countBy({ visitId: sent.id })).toBe(1);
    expect(await clinic.get(Recount).differences()).toEqual([]);
  });

  it('keeps no new version where the decision is all that is new', async () => {
    const sent = await send();
    expect((await conclude(sent, { doctorsNote: 'lungs clear' })).status).toBe(303);
    expect(await now(sent.id)).toMatchObject({
      version: 1,
      outcomeNote: 'lungs clear',
      outcome: 'home-care',
    });
  });

  it('prescribes from the shelf: set aside at once, handed out by the counter, as told on slip and label', async () => {
    const before = await onShelf();
    const sent = await send();
    expect((await conclude(sent, { ...tablets('9', '1片×3×3'), outcome: 'medicines' })).status).toBe(303);
    expect(await onShelf()).toBe(before - 9);
    expect(await clinic.reader.of(VisitMedicine).findOneByOrFail({ visitId: sent.id })).toMatchObject({
      quantity: 9,
      doseUnits: 1,
      doseTimes: 3,
      doseDays: 3,
    });
    expect(await page(`/outlets/${outletId}/visits/new`)).toMatch(new RegExp(`To hand out.*${sent.name}`));
    const told = '1 tablet(s) each time, 3 times a day, for 3 days';
    for (const paper of ['slip', 'labels', ''])
      expect(await page(`/outlets/${outletId}/visits/${sent.id}/${paper}`.replace(/\/$/, ''))).toContain(
        told,
      );
    const { id } = await clinic.reader.of(Prescription).findOneByOrFail({ visitId: sent.id });
    expect((await counter.post(`/outlets/${outletId}/prescriptions/${id}/hand-out`)).status).toBe(303);
    expect((await counter.post(`/outlets/${outletId}/prescriptions/${id}/hand-out`)).status).toBe(409);
    expect((await counter.post(`/outlets/${outletId}/prescriptions/${id}/put-back`)).status).toBe(409);
    expect(await page(`/outlets/${outletId}/visits/${sent.id}`)).toContain('handed out');
    expect(await onShelf()).toBe(before - 9);
  });

  it('prescribes what is not taken: it is back on the shelf, and the visit says so', async () => {
    const before = await onShelf();
    const sent = await send();
    await conclude(sent, { ...tablets('6', '1×3'), outcome: 'medicines' });
    const { id } = await clinic.reader.of(Prescription).findOneByOrFail({ visitId: sent.id });
    const answers = await Promise.all(
      ['put-back', 'put-back'].map((act) => counter.post(`/outlets/${outletId}/prescriptions/${id}/${act}`)),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([303, 409]);
    expect(await onShelf()).toBe(before);
    expect(await clinic.reader.of(VisitMedicine).countBy({ visitId: sent.id })).toBe(0);
    expect(await page(`/outlets/${outletId}/visits/${sent.id}`)).toContain('not taken, back on the shelf');
  });

  it('is held to the counter’s rules: harm, shortage, and medicines without any', async () => {
    const sent = await send({ pregnant: 'on', pregnantWeeks: '30', temperature: '37.5' });
    const ibuprofen = { 'medicines[0][medicine]': 'IBU200', 'medicines[0][quantity]': '4' };
    const refused = await conclude(sent, { ...ibuprofen, outcome: 'medicines' });
    expect(refused.status).toBe(422);
    expect(textOf(refused.body)).toContain('20 weeks');
    const few = await conclude(await send(), { ...ibuprofen, outcome: 'medicines' });
    expect(few.status).toBe(409);
    // What lacked is learned as demand.
    expect(await clinic.reader.of(UnmetDemand).findBy({ outletId })).toMatchObject([{ asked: 4, units: 2 }]);
    const none = await conclude(await send(), { outcome: 'medicines' });
    expect(none.status).toBe(422);
    expect(await clinic.reader.of(Prescription).countBy({ visitId: sent.id })).toBe(0);
  });

  it('is decided once: who comes second, or saw an older version, is told', async () => {
    const sent = await send();
    const twice = await Promise.all([
      conclude(sent, tablets('3', '1×3')),
      conclude(sent, { doctorsNote: 'b' }),
    ]);
    expect(twice.map(({ status }) => status).sort()).toEqual([303, 409]);
    const other = await send();
    expect((await conclude(other, { spo2: '97' }, '2')).status).toBe(409);
  });

  it('sees an urgent patient first where they are, while the referral is prepared, and an emergency never waits', async () => {
    const urgent = form({ spo2: '92', name: 'Grave First' });
    const away = await counterAlone.post(`/outlets/${alone}/visits`, urgent);
    expect(away.status).toBe(422);
    expect((await counter.post(`/outlets/${outletId}/visits`, urgent)).status).toBe(303);
    const referral = () => clinic.reader.of(Referral).findOneByOrFail({ visitId: urgent.id });
    expect(await referral()).toMatchObject({ state: 'drafted' });
    const emergency = form({ symptoms: ['shock'] });
    expect((await counter.post(`/outlets/${outletId}/visits`, emergency)).status).toBe(422);

    const lowered = { levelReason: 'chronic 92 %, well', advice: ['rest', 'fluids'], sickDays: '3' };
    expect((await conclude(urgent, lowered)).status).toBe(303);
    expect((await referral()).endedAt).not.toBeNull();
    const slip = await page(`/outlets/${outletId}/visits/${urgent.id}/slip`);
    expect(slip).toContain('chronic 92 %, well');
    expect(slip).toContain('Rest in bed. Drink often');
    expect(slip).toContain('Unfit for work for 3 days, until 21 Dec 2022');
    const visit = await page(`/outlets/${outletId}/visits/${urgent.id}`);
    // Visit and slip say the same level, who lowered it, and why.
    for (const text of [slip, visit]) expect(text).toMatch(/Self-care/);
    expect(visit).toMatch(/chronic 92 %, well/);
    expect(visit).not.toMatch(/A doctor today/);
  });

  describe('and the counter', () => {
    const prescribed = async (dose = '1×3') => {
      const sent = await send();
      await conclude(sent, { ...tablets('9', dose), outcome: 'medicines' });
      const { id } = await clinic.reader.of(Prescription).findOneByOrFail({ visitId: sent.id });
      return { sent, id };
    };
    const handOut = (id: string) => counter.post(`/outlets/${outletId}/prescriptions/${id}/hand-out`);

    it('hand out no more than the visit gives: a correction takes it from the list', async () => {
      const { sent, id } = await prescribed();
      const before = await onShelf();
      const { id: visitId, name: _name, bornOn: _born, sex: _sex, ...found } = sent;
      const corrected = { ...found, version: '2', reason: 'not wanted' };
      const answer = await counter.post(`/outlets/${outletId}/visits/${visitId}/corrections`, corrected);
      expect(answer.status).toBe(303);
      expect(await onShelf()).toBe(before + 9);
      expect((await handOut(id)).status).toBe(409);
      expect(await clinic.reader.of(Prescription).findOneByOrFail({ id })).toMatchObject({
        state: 'not-taken',
      });
    });

    it('keep on the list what a correction leaves of it, and count what the counter gave as given', async () => {
      const sent = await send({ ...tablets('4', '1×3'), disposition: 'doctor' });
      await conclude(sent, { ...tablets('10', '1×3'), outcome: 'medicines' });
      const open = () => clinic.reader.of(Prescription).findBy({ visitId: sent.id });
      expect(await open()).toMatchObject([{ quantity: 6, state: 'prescribed' }]);
      const { id, name: _name, bornOn: _born, sex: _sex, ...found } = sent;
      const corrected = { ...found, ...tablets('5', '1×3'), version: '2', reason: 'too many' };
      expect((await counter.post(`/outlets/${outletId}/visits/${id}/corrections`, corrected)).status).toBe(
        303,
      );
      // Four were handed over the counter at once: one is left to hand out.
      expect(await open()).toMatchObject([{ quantity: 1, state: 'prescribed' }]);
      const before = await onShelf();
      await counter.post(`/outlets/${outletId}/prescriptions/${(await open())[0]!.id}/put-back`);
      expect(await onShelf()).toBe(before + 1);
      expect(await clinic.reader.of(VisitMedicine).findOneByOrFail({ visitId: id })).toMatchObject({
        quantity: 4,
      });
    });

    it('hand out nothing that was recalled meanwhile, or prescribed days ago', async () => {
      const { id } = await prescribed();
      const old = await prescribed();
      clinic.clock.forward(2 * 24 * 60);
      expect((await handOut(old.id)).status).toBe(409);
      clinic.clock.forward(-2 * 24 * 60);
      const [lot] = await clinic.reader.of(Lot).findBy({ outletId, medicineId });
      await clinic
        .get(Recalls)
        .announce({ medicineId, number: lot!.number, reason: 'cracked' }, programActing);
      const refused = await handOut(id);
      expect(refused.status).toBe(409);
      expect(textOf(refused.body)).toContain('recalled or has expired');
      expect((await counter.post(`/outlets/${outletId}/prescriptions/${id}/put-back`)).status).toBe(303);
    });

    it('keep what the other has corrected: a form that was refused holds the version that it was opened with', async () => {
      const sent = await send();
      const { id, name: _name, bornOn: _born, sex: _sex, ...found } = sent;
      const corrected = { ...found, spo2: '95', version: '1', reason: 'read again' };
      await counter.post(`/outlets/${outletId}/visits/${id}/corrections`, corrected);
      const refused = await conclude(sent, { outcome: '', levelReason: 'x' });
      expect(refused.status).toBe(422);
      expect(refused.body).toMatch(/name="version"\s+value="1"/);
      expect((await conclude(sent, { doctorsNote: 'x' })).status).toBe(409);
      expect(await now(id)).toMatchObject({ spo2: 95, seenAt: null });
    });

    it('lose nobody who was noted as gone and is here after all', async () => {
      const sent = await send();
      await counter.post(`/outlets/${outletId}/visits/${sent.id}/leaving`);
      expect((await conclude(sent, { outcome: 'online' })).status).toBe(303);
      expect(await now(sent.id)).toMatchObject({ leftAt: null, outcome: 'online' });
    });

    it('keep the referral of an urgent patient whom the doctor sends online', async () => {
      const urgent = await send({ spo2: '92' });
      expect((await conclude(urgent, { outcome: 'online' })).status).toBe(303);
      const referral = await clinic.reader.of(Referral).findOneByOrFail({ visitId: urgent.id });
      expect(referral.endedAt).toBeNull();
    });
  });
});
