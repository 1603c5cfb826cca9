import { In } from 'typeorm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { told } from '../support/told.js';
import { Attendance } from '../../src/sessions/attendance/attendance.service.js';
import { StatementQueries } from '../../src/roster/statement/statement.queries.js';
import { Sessions } from '../../src/sessions/sessions.service.js';
import type { Actor } from '../../src/staff/actor.js';
import { Clinic, mondayMorning, today } from '../support/clinic.js';
import { acting, signedIn } from '../support/people.js';
import { district } from '../support/town.js';
import { sheetsOf } from '../support/sheets.js';
import { textOf, type Visitor } from '../support/visitor.js';
import { type Town, weekTown } from '../support/week.js';

/** `today` is Monday; the afternoon is from 13:30 to 17:30. */
describe('On the day', () => {
  let clinic: Clinic;
  let counter: Actor;
  let officer: Visitor;
  let town: Town;
  let afternoon: string;

  beforeAll(async () => {
    clinic = await Clinic.open();
    town = await weekTown(clinic);
    counter = await acting(clinic, 'counter', [town.first]);
    officer = await signedIn(clinic, 'officer', [town.districtId]);
    afternoon = await assign(town.chen, town.first);
  });
  afterAll(() => clinic.close());

  const assign = (doctorId: string, outletId: string, on = today) =>
    clinic
      .get(Sessions)
      .assign(doctorId, { outletId, on, slot: 'afternoon' }, { id: null, reach: { over: 'network' } });
  const at = (time: string, day = today) => clinic.clock.set(new Date(`${day}T${time}:00+08:00`));
  const attendance = () => clinic.get(Attendance);
  const officerMails = async () =>
    (await told(clinic, { cause: In(['session.late', 'session.absent']) })).map(({ subject }) => subject);

  it('a doctor checks in neither too early nor twice, and out after that', async () => {
    clinic.clock.set(mondayMorning);
    await expect(attendance().arrive(afternoon, counter)).rejects.toMatchObject({ code: 'not-on-the-day' });
    at('13:20');
    await expect(attendance().leave(afternoon, counter)).rejects.toMatchObject({ code: 'not-arrived' });
    await attendance().arrive(afternoon, counter);
    at('13:40');
    await attendance().arrive(afternoon, counter);
    at('17:00');
    await attendance().leave(afternoon, counter);
    const { doctors } = await clinic.get(StatementQueries).of('2022-12', { over: 'network' });
    expect(doctors).toMatchObject([{ name: 'chen', planned: 1, worked: 1, absent: 0, hours: 3.5 }]);
    const stranger = await acting(clinic, 'counter', [town.second]);
    await expect(attendance().arrive(afternoon, stranger)).rejects.toMatchObject({ code: 'not-found' });
  });

  it('is done by the counter and by the doctor, and taken back when it was a slip', async () => {
    const other = await assign(town.chen, town.first, '2022-12-20');
    at('13:25', '2022-12-20');
    const staff = await signedIn(clinic, 'counter', [town.first]);
    const page = await staff.get(`/outlets/${town.first}/clinic`);
    expect(textOf(page.body)).toContain('Is here');
    expect((await staff.post(`/assignments/${other}/arrival`)).status).toBe(303);
    expect(textOf((await staff.get(`/outlets/${town.first}/clinic`)).body)).toContain('here 13:25');
    await staff.post(`/assignments/${other}/arrival/removal`);
    expect(textOf((await staff.get(`/outlets/${town.first}/clinic`)).body)).toContain('Is here');
    const doctor = await signedIn(clinic, 'doctor', [town.chen]);
    const week = await doctor.get(`/doctors/${town.chen}/week`);
    expect(textOf(week.body)).toContain('Is here');
    expect((await doctor.post(`/assignments/${other}/arrival`)).status).toBe(303);
    expect(textOf((await doctor.get(`/doctors/${town.chen}/week`)).body)).toContain('Leaves');
    // What would be refused is offered no more.
    at('20:31', '2022-12-20');
    expect((await doctor.post(`/assignments/${other}/leaving`)).status).toBe(409);
    const late = textOf((await doctor.get(`/doctors/${town.chen}/week`)).body);
    expect(late).toContain('here 13:25');
    expect(late).not.toMatch(/Leaves|Not here|Is here/);
    at('13:25', '2022-12-20');
    const colleague = await assign(town.liu, town.first, '2022-12-20');
    expect((await doctor.post(`/assignments/${colleague}/arrival`)).status).toBe(404);
    await clinic.get(Sessions).cancel(colleague, 'not needed', { id: null, reach: { over: 'network' } });
  });

  it('officers hear once of a doctor who is late, and once more when nobody came', async () => {
    const missing = await assign(town.liu, town.first, '2022-12-21');
    at('13:44', '2022-12-21');
    await attendance().sweep();
    expect(await officerMails()).toEqual([]);
    at('13:45', '2022-12-21');
    await attendance().sweep();
    await attendance().sweep();
    expect(await officerMails()).toEqual(['Late: liu at first']);
    expect(textOf((await officer.get('/today')).body)).toContain('doctor not there');
    at('14:30', '2022-12-21');
    await attendance().sweep();
    await attendance().sweep();
    expect(await officerMails()).toEqual(['Late: liu at first', 'Absent: liu at first']);
    await attendance().arrive(missing, counter);
    expect(textOf((await officer.get('/today')).body)).not.toContain('doctor not there');
  });

  it('the statement says the month by doctor and by home hospital, and leaves as a workbook', async () => {
    await assign(town.xu, town.second, '2022-12-22');
    at('20:00', '2022-12-22');
    const page = textOf((await officer.get('/roster/statement?month=2022-12')).body);
    expect(page).toContain('chen');
    const elsewhere = await signedIn(clinic, 'officer', [await district(clinic)]);
    expect(textOf((await elsewhere.get('/roster/statement?month=2022-12')).body)).not.toContain('chen');
    const file = await clinic.app.inject({
      method: 'GET',
      url: '/roster/statement.xlsx?month=2022-12',
      headers: { cookie: officer.cookieHeader },
    });
    const [doctors, homes] = sheetsOf(file.rawPayload);
    const rows = doctors!.slice(1);
    // Home, name, licence, planned, worked, not checked in, without check-out, hours, overtime.
    expect(rows.map((row) => [row[1], ...row.slice(3)])).toEqual([
      ['chen', 2, 2, 0, 1, 7.5, 0, ''],
      ['liu', 1, 1, 0, 1, 3, 0, ''],
      ['xu', 1, 0, 1, 0, 0, 0, ''],
    ]);
    expect(homes![1]!.slice(1)).toEqual([3, 3, 10.5, 0]);
  });
});
