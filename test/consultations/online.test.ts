import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { theProgram } from '../../src/database/act.js';
import { UnitOfWork } from '../../src/database/unit-of-work.js';
import { Referral } from '../../src/referrals/referral.entity.js';
import { Assignment } from '../../src/sessions/session.entity.js';
import { Sessions } from '../../src/sessions/sessions.service.js';
import { programActing } from '../../src/staff/actor.js';
import { Consultations } from '../../src/consultations/consultations.service.js';
import { OnlineQueue } from '../../src/consultations/online-queue.js';
import { Visit } from '../../src/visits/visit.entity.js';
import { Visits } from '../../src/visits/visits.service.js';
import { Clinic, mondayMorning, today } from '../support/clinic.js';
import { acting, signedIn } from '../support/people.js';
import { approvedOutlet, district, doctor, entry, openHospital } from '../support/town.js';
import { textOf, type Visitor } from '../support/visitor.js';

describe('Somebody who was sent to a doctor online', () => {
  let clinic: Clinic;
  let outletId: string;
  let doctorId: string;
  let physician: Visitor;
  let assignmentId: string;
  let hospital: string;

  const arrives = (arrivedAt: Date | null) =>
    clinic
      .get(UnitOfWork)
      .run(theProgram, (unit) => unit.manager.update(Assignment, { id: assignmentId }, { arrivedAt }));

  beforeAll(async () => {
    clinic = await Clinic.open();
    const districtId = await district(clinic);
    outletId = await approvedOutlet(clinic, { districtId });
    hospital = await openHospital(clinic);
    const other = await approvedOutlet(clinic, { districtId });
    doctorId = await doctor(clinic, [districtId]);
    // In session at another outlet than the patient's.
    assignmentId = await clinic
      .get(Sessions)
      .assign(doctorId, { outletId: other, on: today, slot: 'morning' }, programActing);
    await arrives(clinic.clock.now());
    physician = await signedIn(clinic, 'doctor', [doctorId]);
  });
  afterAll(() => clinic.close());

  const send = async (name: string, given: object = {}) => {
    const newPatient = { name, bornOn: '1990-03-01', sex: 'female' as const };
    const form = entry(clinic, { newPatient, temperature: 38.2, spo2: 95, disposition: 'online', ...given });
    return (await clinic.get(Visits).log(outletId, form, await acting(clinic, 'counter', [outletId]))).visit;
  };
  const now = (id: string) => clinic.reader.of(Visit).findOneByOrFail({ id });
  const waiting = async () => textOf((await physician.get('/online')).body);

  it('is found by any doctor in session, the gravest first, and concluded like the session’s own', async () => {
    const mild = await send('Mild Wait');
    await send('Grave Wait', { spo2: 92, level: 'urgent', levelReason: 'x', disposition: 'referral' });
    const later = await send('Later Wait');
    expect(await waiting()).toMatch(/Mild Wait.*Later Wait/);
    expect(await waiting()).not.toContain('Grave Wait');
    const page = await physician.get(`/online/${mild.id}`);
    expect(textOf(page.body)).toContain('Mild Wait');
    expect(page.body).not.toContain('value="online"');
    const decision = { outcome: 'home-care', levelReason: 'seen by video', doctorsNote: 'drinks, talks' };
    expect((await physician.post(`/online/${mild.id}`, decision)).location).toBe('/online');
    expect(await now(mild.id)).toMatchObject({ outcome: 'home-care', seenAt: expect.any(Date) as Date });
    expect(await waiting()).not.toContain('Mild Wait');
    const late = await physician.post(`/online/${mild.id}`, decision);
    expect(late.status).toBe(409);
    expect(textOf(late.body)).toContain('was seen meanwhile');
    // Who waits no longer is nobody's to read here.
    expect(late.body).not.toContain('Mild Wait');
    expect((await physician.get(`/online/${mild.id}`)).status).toBe(404);
    // Sent on at once: nobody at the outlet is asked to choose for them.
    expect(textOf((await physician.get(`/online/${later.id}`)).body)).toContain('Refer to');
    const sent = { outcome: 'referral', doctorsNote: 'worse on video', facilityId: hospital };
    await physician.post(`/online/${later.id}`, sent);
    const referral = await clinic.reader.of(Referral).findOneByOrFail({ visitId: later.id });
    expect(referral).toMatchObject({ state: 'sent', facilityId: hospital });
  });

  it('also by the visiting doctor, is decided of twice and by none in vain', async () => {
    const { id } = await send('Twice Sent', { disposition: 'doctor' });
    const here = await acting(clinic, 'doctor', [doctorId]);
    await clinic
      .get(Consultations)
      .conclude(outletId, id, { outcome: 'online', note: 'crackles left base' }, programDoctor(here));
    expect(await waiting()).toContain('Twice Sent');
    const decision = { outcome: 'home-care', levelReason: 'x' };
    const both = await Promise.all([
      physician.post(`/online/${id}`, decision),
      physician.post(`/online/${id}`, decision),
    ]);
    expect(both.map(({ status }) => status).sort()).toEqual([303, 409]);
    expect(await now(id)).toMatchObject({ outcome: 'home-care', outcomeNote: 'crackles left base' });
  });

  it('is not taken by who has no session now, and nobody can leave them waiting online', async () => {
    const { id } = await send('Still Waits');
    expect((await physician.post(`/online/${id}`, { outcome: 'online' })).status).toBe(409);
    // Assigned, and not here yet: who is absent sees nobody.
    await arrives(null);
    expect((await physician.get(`/online/${id}`)).status).toBe(409);
    await arrives(clinic.clock.now());
    clinic.clock.forward(12 * 60);
    expect(await waiting()).toContain('while you have a session');
    expect(await waiting()).not.toContain('Still Waits');
    expect((await physician.get(`/online/${id}`)).status).toBe(409);
    expect((await physician.post(`/online/${id}`, { outcome: 'home-care', levelReason: 'x' })).status).toBe(
      409,
    );
    clinic.clock.set(mondayMorning);
    expect((await now(id)).outcome).toBeNull();
  });

  it('who is sent on is told to the counter where they stand, at once, with what the doctor noted', async () => {
    const grave = await send('Stands There');
    const counter = await signedIn(clinic, 'counter', [outletId]);
    const pages = () =>
      Promise.all(
        [`/outlets/${outletId}/visits/new`, `/outlets/${outletId}/queue`].map(async (path) =>
          textOf((await counter.get(path)).body),
        ),
      );
    for (const page of await pages()) expect(page).not.toContain('Stands There');
    const decision = { outcome: 'emergency', doctorsNote: 'call 120, left side' };
    expect((await physician.post(`/online/${grave.id}`, decision)).status).toBe(303);
    for (const page of await pages())
      expect(page).toMatch(
        /Emergency \(120\) ?: Stands There decided by a doctor online.*call 120, left side/,
      );
    clinic.clock.forward(121);
    for (const page of await pages()) expect(page).not.toContain('Stands There');
    clinic.clock.forward(-121);
  });

  it('stays in the queue for two days', async () => {
    const names = async () => (await clinic.get(OnlineQueue).list()).map(({ patient }) => patient);
    await send('Long Wait');
    clinic.clock.forward(2 * 24 * 60);
    expect(await names()).toContain('Long Wait');
    clinic.clock.forward(24 * 60);
    expect(await names()).not.toContain('Long Wait');
    clinic.clock.set(mondayMorning);
  });

  const programDoctor = (actor: object) => ({ ...programActing, ...actor, reach: programActing.reach });
});
