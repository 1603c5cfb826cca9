import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Attendance } from '../../src/sessions/attendance/attendance.service.js';
import { Needs } from '../../src/needs/needs.service.js';
import { Sessions } from '../../src/sessions/sessions.service.js';
import { Outlets } from '../../src/network/outlets.service.js';
import { Approvals } from '../../src/network/approvals.service.js';
import { programActing } from '../../src/staff/actor.js';
import { Visits } from '../../src/visits/visits.service.js';
import { Capacities } from '../../src/facilities/capacities.service.js';
import { Clinic, today } from '../support/clinic.js';
import { signedIn } from '../support/people.js';
import {
  approvedOutlet,
  district,
  doctor,
  entry,
  openHospital,
  registeredOutlet,
  room,
} from '../support/town.js';
import { textOf, type Visitor } from '../support/visitor.js';

describe('Where it burns', () => {
  let clinic: Clinic;
  let officer: Visitor;
  let alone: string;
  let attended: string;
  let session: string;

  beforeAll(async () => {
    clinic = await Clinic.open({ WAIT_ALARM: '60' });
    const districtId = await district(clinic, 'Burning');
    alone = await approvedOutlet(clinic, { districtId, name: 'Alone' });
    attended = await approvedOutlet(clinic, { districtId, name: 'Attended' });
    const empty = await approvedOutlet(clinic, { districtId, name: 'Empty' });
    const slot = { on: today, slot: 'morning' as const };
    for (const outletId of [alone, attended, empty])
      await clinic.get(Needs).change(outletId, { ...slot, scope: 'general', doctors: 1 }, programActing);
    const doctorId = await doctor(clinic, [districtId]);
    session = await clinic.get(Sessions).assign(doctorId, { outletId: attended, ...slot }, programActing);
    await clinic.get(Attendance).arrive(session, programActing);
    officer = await signedIn(clinic, 'officer', [districtId]);
    const hospital = await openHospital(clinic, { name: 'Full House' });
    await clinic.get(Capacities).report(hospital, { ...room, accepting: false }, programActing);
  });
  afterAll(() => clinic.close());

  const send = (outletId: string, given: object = {}) =>
    clinic
      .get(Visits)
      .log(
        outletId,
        entry(clinic, { temperature: 38.2, spo2: 96, disposition: 'doctor', ...given }),
        programActing,
      );
  const burning = async () => {
    const { body } = await officer.get('/today');
    return [...body.matchAll(/data-burning="([^"]+)"[\s\S]*?<\/li>/g)].map(
      ([all, kind]) => `${kind}: ${textOf(all)}`,
    );
  };
  const kinds = async () => (await burning()).map((line) => line.split(':')[0]);

  it('is what lacks a doctor and who has no room while nobody waits', async () => {
    expect(await kinds()).toEqual(['no-doctor', 'no-doctor', 'hospitals']);
  });

  it('is patients alone first, and those who wait too long where a doctor is', async () => {
    await send(attended);
    clinic.clock.forward(61);
    await send(alone);
    const lines = await burning();
    expect(lines.map((line) => line.split(':')[0]).slice(0, 2)).toEqual(['waits-alone', 'waits-long']);
    expect(lines[0]).toMatch(/Alone : 1 waiting, no doctor there, 0 min/);
    expect(lines[1]).toMatch(/Attended : 1 waiting, the first for 61 min/);
  });

  it('is an urgent referral that nobody sends before all that is not urgent', async () => {
    await send(attended, { spo2: 92, disposition: 'referral' });
    expect(await kinds()).not.toContain('referral-stuck');
    clinic.clock.forward(31);
    expect((await kinds())[0]).toBe('referral-stuck');
  });

  it('are applications, last', async () => {
    const { districtId } = await clinic.get(Outlets).find(alone, programActing.reach);
    const id = await registeredOutlet(clinic, { districtId });
    await clinic.get(Approvals).take(id, 'apply', {}, programActing);
    expect((await kinds()).at(-1)).toBe('applications');
    expect((await burning()).at(-1)).toContain('1 application: Applied');
  });

  it('is another district’s for nobody else', async () => {
    const elsewhere = await signedIn(clinic, 'officer', [await district(clinic)]);
    const { body } = await elsewhere.get('/today');
    expect(body).not.toContain('Alone');
  });

  it('is seen ahead: this afternoon who is needed and who comes; and all hospitals on one board', async () => {
    await clinic
      .get(Needs)
      .change(alone, { on: today, slot: 'afternoon', scope: 'general', doctors: 2 }, programActing);
    expect(textOf((await officer.get('/today/slots/afternoon')).body)).toMatch(/Alone Burning 2 lacks 2/);
    expect((await officer.get('/today/slots/noon')).status).toBe(404);
    expect(textOf((await officer.get('/today/rooms')).body)).toMatch(/Full House.*full/);
  });
});
