import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { WaitAlarms } from '../../src/consultations/wait-alarms.js';
import { FollowUp } from '../../src/episodes/episode.entity.js';
import { Referral } from '../../src/referrals/referral.entity.js';
import { Attendance } from '../../src/sessions/attendance/attendance.service.js';
import { Sessions } from '../../src/sessions/sessions.service.js';
import { programActing } from '../../src/staff/actor.js';
import { Recount } from '../../src/visits/recount.js';
import { Visit } from '../../src/visits/visit.entity.js';
import { Visits } from '../../src/visits/visits.service.js';
import { Clinic, mondayMorning, today } from '../support/clinic.js';
import { signedIn } from '../support/people.js';
import { approvedOutlet, district, doctor, entry } from '../support/town.js';
import { told } from '../support/told.js';
import { textOf, type Visitor } from '../support/visitor.js';

describe('Who waits for a doctor', () => {
  let clinic: Clinic;
  let here: string;
  let nextDoor: string;
  let counter: Visitor;
  let colleague: Visitor;
  let officer: Visitor;
  let names = 0;

  beforeAll(async () => {
    clinic = await Clinic.open({ WAIT_ALARM: '60' });
    const districtId = await district(clinic);
    const place = { districtId, latitude: 32.4 };
    here = await approvedOutlet(clinic, { ...place, name: 'Here', longitude: 119.4 });
    nextDoor = await approvedOutlet(clinic, { ...place, name: 'Next Door', longitude: 119.42 });
    // Nearer, but its doctor has not come.
    const empty = await approvedOutlet(clinic, { ...place, name: 'Empty', longitude: 119.405 });
    for (const [outletId, comes] of [
      [here, false],
      [nextDoor, true],
      [empty, false],
    ] as const) {
      const doctorId = await doctor(clinic, [districtId]);
      const session = { outletId, on: today, slot: 'morning' as const };
      const id = await clinic.get(Sessions).assign(doctorId, session, programActing);
      if (comes) await clinic.get(Attendance).arrive(id, programActing);
    }
    counter = await signedIn(clinic, 'counter', [here]);
    colleague = await signedIn(clinic, 'counter', [nextDoor]);
    officer = await signedIn(clinic, 'officer', [districtId]);
  });
  beforeEach(() => clinic.clock.set(mondayMorning));
  afterAll(() => clinic.close());

  const send = async (given: object = {}) => {
    const newPatient = { name: `Waits ${++names}`, bornOn: '1990-03-01', sex: 'female' as const };
    const form = entry(clinic, { newPatient, temperature: 38.2, spo2: 95, disposition: 'doctor', ...given });
    return (await clinic.get(Visits).log(here, form, programActing)).visit;
  };
  const now = (id: string) => clinic.reader.of(Visit).findOneByOrFail({ id });
  const go = (id: string, way: string) => counter.post(`/outlets/${here}/visits/${id}/way-on`, { way });
  const queue = async () => textOf((await counter.get(`/outlets/${here}/queue`)).body);

  it('is offered the nearest doctor who is there, with how many wait, and not one who has yet to come', async () => {
    await send();
    const page = await queue();
    expect(page).toContain('Nobody who can see them is here');
    expect(page).toMatch(/Next Door 1.9 km/);
    expect(page).not.toContain('Empty');
  });

  it('goes next door, where the counter sees them until they are logged', async () => {
    const visit = await send();
    expect((await go(visit.id, `next-door:${nextDoor}`)).status).toBe(303);
    expect(await now(visit.id)).toMatchObject({ sentToId: nextDoor, disposition: 'doctor' });
    expect(await queue()).not.toContain(`Waits ${names}`);
    const there = async () => textOf((await colleague.get(`/outlets/${nextDoor}/visits/new`)).body);
    expect(await there()).toContain(`Waits ${names} was sent here from Here`);
    clinic.clock.forward(20);
    const known = entry(clinic, { newPatient: undefined, patientId: visit.patientId, temperature: 38.4 });
    await clinic.get(Visits).log(nextDoor, { ...known, disposition: 'doctor' }, programActing);
    expect(await there()).not.toContain('was sent here');
  });

  it('is looked for while they are on the way next door, and told by the slip where to go', async () => {
    const visit = await send();
    await go(visit.id, `next-door:${nextDoor}`);
    const slip = textOf((await counter.get(`/outlets/${here}/visits/${visit.id}/slip`)).body);
    expect(slip).toMatch(/Go now to the doctor at: Next Door/);
    expect(slip).not.toContain('wait here');
    clinic.clock.forward(61);
    await clinic.get(WaitAlarms).sweep();
    expect((await now(visit.id)).waitToldAt).not.toBeNull();
  });

  it('is sent nowhere but to a hospital when they are urgent', async () => {
    const visit = await send();
    await clinic.writer.getRepository(Visit).update({ id: visit.id }, { level: 'urgent' });
    expect((await go(visit.id, `next-door:${nextDoor}`)).status).toBe(422);
    expect((await go(visit.id, 'home')).status).toBe(422);
  });

  it('goes to the doctors online, and is counted there', async () => {
    const visit = await send();
    expect((await go(visit.id, 'online')).status).toBe(303);
    expect(await now(visit.id)).toMatchObject({ disposition: 'online', leftAt: null });
    expect(await clinic.get(Recount).differences()).toEqual([]);
  });

  it('goes to a hospital: a referral is begun', async () => {
    const visit = await send();
    const answer = await go(visit.id, 'referral');
    expect(answer.headers.location).toContain(`/visits/${visit.id}/referral`);
    expect(await clinic.reader.of(Referral).findOneBy({ visitId: visit.id })).toMatchObject({
      state: 'drafted',
    });
  });

  it('goes home and is called the same day', async () => {
    const visit = await send();
    expect((await go(visit.id, 'home')).status).toBe(303);
    const [call] = await clinic.reader.of(FollowUp).findBy({ visitId: visit.id, state: 'planned' });
    expect(call).toMatchObject({ kind: 'call', dueOn: today });
  });

  it('is sent on once, and nowhere by somebody else’s counter', async () => {
    const visit = await send();
    expect((await colleague.post(`/outlets/${here}/visits/${visit.id}/way-on`, { way: 'home' })).status).toBe(
      404,
    );
    const answers = await Promise.all([go(visit.id, 'home'), go(visit.id, 'online')]);
    expect(answers.map(({ status }) => status).sort()).toEqual([303, 409]);
  });

  it('of an outlet without a doctor is refused beside the field', async () => {
    const visit = await send();
    const answer = await go(visit.id, `next-door:${here}`);
    expect(answer.status).toBe(422);
    expect(textOf(answer.body)).toContain('No doctor is there now');
  });

  it('too long is told to the officers once, sooner when it is urgent, and never of who was seen', async () => {
    // Whoever still waits from the tests before.
    clinic.clock.forward(200);
    await clinic.get(WaitAlarms).sweep();
    const before = (await told(clinic, { cause: 'visit.waits-long' })).length;
    const [mild, seen] = [
      await send({ newPatient: { name: 'Mild', bornOn: '1941-03-01', sex: 'male' } }),
      await send(),
    ];
    await clinic.writer.getRepository(Visit).update({ id: seen.id }, { seenAt: clinic.clock.now() });
    clinic.clock.forward(59);
    expect(await clinic.get(WaitAlarms).sweep()).toBe(0);
    clinic.clock.forward(1);
    expect(await clinic.get(WaitAlarms).sweep()).toBe(1);
    expect(await clinic.get(WaitAlarms).sweep()).toBe(0);
    expect((await now(mild.id)).waitToldAt).toEqual(clinic.clock.now());
    const mails = (await told(clinic, { cause: 'visit.waits-long' })).slice(before);
    expect(mails.map(({ subject }) => subject)).toContain('60 min without a doctor: Here');
    expect(JSON.stringify(mails)).toContain('81 years');
    expect(JSON.stringify(mails)).not.toContain('Mild');
    expect((await officer.get('/today')).status).toBe(200);
  });
});
