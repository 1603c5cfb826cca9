import { IsNull } from 'typeorm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Doctors } from '../../src/doctors/doctors.service.js';
import { Approvals } from '../../src/network/approvals.service.js';
import { Outlets } from '../../src/network/outlets.service.js';
import { Assignment } from '../../src/sessions/session.entity.js';
import { Sessions } from '../../src/sessions/sessions.service.js';
import type { Actor } from '../../src/staff/actor.js';
import { Clinic, today } from '../support/clinic.js';
import { acting, signedIn } from '../support/people.js';
import { approvedOutlet, district, doctor } from '../support/town.js';
import { textOf } from '../support/visitor.js';

describe('Assigning a doctor', () => {
  let clinic: Clinic;
  let officer: Actor;
  let districtId: string;

  beforeAll(async () => {
    clinic = await Clinic.open();
    officer = await acting(clinic, 'officer');
    districtId = await district(clinic);
  });
  afterAll(() => clinic.close());

  const assign = (
    doctorId: string,
    outletId: string,
    on = today,
    slot: 'morning' | 'afternoon' | 'evening' = 'afternoon',
  ) => clinic.get(Sessions).assign(doctorId, { outletId, on, slot }, officer);

  it('is refused with the reason by its name', async () => {
    const [outletId, doctorId] = [
      await approvedOutlet(clinic, { districtId }),
      await doctor(clinic, [districtId]),
    ];
    await expect(assign(doctorId, outletId, today, 'evening')).rejects.toMatchObject({ code: 'slot-closed' });
    await expect(assign(doctorId, outletId, '2022-12-18')).rejects.toMatchObject({ code: 'session-past' });
    await expect(assign(doctorId, outletId, '2024-01-01')).rejects.toMatchObject({
      code: 'outlet-not-approved',
    });
    const stranger = await doctor(clinic, [await district(clinic)]);
    await expect(assign(stranger, outletId)).rejects.toMatchObject({ code: 'registration-not-covering' });
    const expired = await doctor(clinic, [districtId], { validUntil: '2022-12-18' });
    await expect(assign(expired, outletId)).rejects.toMatchObject({
      code: 'registration-expired',
      values: { until: '2022-12-18' },
    });
    await clinic.get(Doctors).strikeOff(stranger, 'retired', officer);
    await expect(assign(stranger, outletId)).rejects.toMatchObject({ code: 'doctor-struck-off' });
    await clinic
      .get(Outlets)
      .makeException(outletId, { on: today, slots: ['afternoon'], open: false }, officer);
    await expect(assign(doctorId, outletId)).rejects.toMatchObject({ code: 'slot-closed' });
    await clinic.get(Approvals).take(outletId, 'suspend', { reason: 'x' }, officer);
    await expect(assign(doctorId, outletId, '2022-12-20')).rejects.toMatchObject({
      code: 'outlet-not-approved',
    });
  });

  it('to two places at once gives one of them, whoever comes first', async () => {
    const [first, second] = [
      await approvedOutlet(clinic, { districtId }),
      await approvedOutlet(clinic, { districtId }),
    ];
    const doctorId = await doctor(clinic, [districtId]);
    const results = await Promise.allSettled([assign(doctorId, first), assign(doctorId, second)]);
    expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(results.find((r) => r.status === 'rejected')).toMatchObject({ reason: { code: 'session-clash' } });
    expect(await clinic.reader.of(Assignment).countBy({ doctorId, cancelledAt: IsNull() })).toBe(1);
  });

  it('back to back at one outlet is no clash, and after a cancellation the slot is free again', async () => {
    const [outletId, doctorId] = [
      await approvedOutlet(clinic, { districtId }),
      await doctor(clinic, [districtId]),
    ];
    await assign(doctorId, outletId, '2022-12-21', 'morning');
    const id = await assign(doctorId, outletId, '2022-12-21', 'afternoon');
    await clinic.get(Sessions).cancel(id, 'ill', officer);
    await expect(clinic.get(Sessions).cancel(id, 'ill', officer)).rejects.toMatchObject({
      code: 'already-cancelled',
    });
    await assign(doctorId, outletId, '2022-12-21', 'afternoon');
  });

  it('is done from the outlet’s week, which says why each other doctor can’t come', async () => {
    const outletId = await approvedOutlet(clinic, { districtId });
    const [able, unable] = [
      await doctor(clinic, [districtId], { name: 'Able' }),
      await doctor(clinic, [await district(clinic)], { name: 'Unable' }),
    ];
    const browser = await signedIn(clinic, 'officer');
    const page = await browser.get(`/outlets/${outletId}/week?on=2022-12-22&slot=morning`);
    expect(textOf(page.body)).toMatch(/Unable .*does not cover this district/);
    expect(page.body).toMatch(new RegExp(`value="${unable}"\\s+required\\s+disabled`));
    const done = await browser.post(`/outlets/${outletId}/assignments`, {
      doctorId: able,
      on: '2022-12-22',
      slot: 'morning',
    });
    expect(done.location).toBe(`/outlets/${outletId}/week?from=2022-12-19`);
    expect(textOf((await browser.get(done.location!)).body)).toContain('Able');
    const refused = await browser.post(`/outlets/${outletId}/assignments`, {
      doctorId: unable,
      on: '2022-12-22',
      slot: 'morning',
    });
    expect(refused.status).toBe(409);
    expect(textOf(refused.body)).toContain('does not cover this district');
  });

  it('is done from the doctor’s week too, and the doctor sees it there', async () => {
    const outletId = await approvedOutlet(clinic, { districtId, name: 'Wenchang Clinic' });
    const doctorId = await doctor(clinic, [districtId]);
    const browser = await signedIn(clinic, 'officer');
    await browser.get(`/doctors/${doctorId}/week?on=2022-12-22&slot=morning`);
    const done = await browser.post(`/doctors/${doctorId}/assignments`, {
      outletId,
      on: '2022-12-22',
      slot: 'morning',
    });
    expect(done.status).toBe(303);
    const own = await signedIn(clinic, 'doctor', [doctorId]);
    expect(textOf((await own.get(`/doctors/${doctorId}/week`)).body)).toContain('Wenchang Clinic');
    const other = await doctor(clinic, [districtId]);
    expect((await own.get(`/doctors/${other}/week`)).status).toBe(404);
  });

  it('lets the doctor work at that outlet’s counter on that day only', async () => {
    const outletId = await approvedOutlet(clinic, { districtId });
    const doctorId = await doctor(clinic, [districtId]);
    const own = await signedIn(clinic, 'doctor', [doctorId]);
    expect((await own.get(`/outlets/${outletId}/visits/new`)).status).toBe(404);
    await assign(doctorId, outletId, '2022-12-19', 'afternoon');
    expect((await own.get(`/outlets/${outletId}/visits/new`)).status).toBe(200);
    clinic.clock.forward(24 * 60);
    expect((await own.get(`/outlets/${outletId}/visits/new`)).status).toBe(404);
    clinic.clock.forward(-24 * 60);
  });
});
