import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DiseaseReport } from '../src/disease-reports/disease-report.entity.js';
import { dueAt, illnesses, notifiable, remindAt } from '../src/disease-reports/domain/notifiable.js';
import { ReportReminders } from '../src/disease-reports/report-reminders.js';
import { AuditRecord } from '../src/staff/audit-record.entity.js';
import { Visits } from '../src/visits/visits.service.js';
import { Clinic } from './support/clinic.js';
import { acting, member, signedIn } from './support/people.js';
import { told } from './support/told.js';
import { approvedOutlet, district, entry } from './support/town.js';
import { textOf, type Visitor } from './support/visitor.js';

describe('A reportable illness', () => {
  let clinic: Clinic;
  let counter: Visitor;
  let outletId: string;
  let visitId: string;
  let officer: string;

  beforeAll(async () => {
    clinic = await Clinic.open();
    const districtId = await district(clinic);
    outletId = await approvedOutlet(clinic, { districtId });
    officer = (await member(clinic, 'officer', [districtId])).email;
    counter = await signedIn(clinic, 'counter', [outletId]);
    const nurse = await acting(clinic, 'counter', [outletId]);
    const visit = entry(clinic, { temperature: 38.2, disposition: 'doctor', medicines: [] });
    visitId = (await clinic.get(Visits).log(outletId, visit, nurse)).visit.id;
  });
  afterAll(() => clinic.close());

  const notice = (illness: string) =>
    counter.post(`/outlets/${outletId}/visits/${visitId}/disease-reports`, { illness });
  const list = async () => textOf((await counter.get('/disease-reports')).body);
  const overdue = () => told(clinic, { cause: 'disease-report.overdue' });

  it('is reported within two hours or a day, and reminded of a quarter before', () => {
    const at = new Date('2022-12-19T00:00:00Z');
    expect(dueAt('cholera', at).toISOString()).toBe('2022-12-19T02:00:00.000Z');
    expect(dueAt('dengue', at).toISOString()).toBe('2022-12-20T00:00:00.000Z');
    expect(remindAt('cholera', at).toISOString()).toBe('2022-12-19T01:30:00.000Z');
    for (const illness of illnesses) expect([2, 24]).toContain(notifiable[illness]);
  });

  it('has a clock from the moment somebody notices it, once a visit', async () => {
    expect((await notice('cholera')).status).toBe(303);
    expect((await notice('cholera')).status).toBe(409);
    expect((await notice('a cold')).status).toBe(422);
    expect(await list()).toContain('2 h 0 min');
    clinic.clock.forward(31);
    expect(await list()).toContain('1 h 29 min');
  });

  it('is told to outlet and officers while there is time left, once', async () => {
    await clinic.get(ReportReminders).sweep();
    expect(await overdue()).toEqual([]);
    clinic.clock.forward(60);
    expect(await clinic.get(ReportReminders).sweep()).toBe(1);
    expect(await clinic.get(ReportReminders).sweep()).toBe(0);
    const letters = await overdue();
    expect(letters.map(({ recipient }) => recipient)).toContain(officer);
    expect(letters[0]!.text).toContain('cholera');
    clinic.clock.forward(40);
    expect(await list()).toContain('time is over');
  });

  it('keeps who reported it, when, and by which number, once', async () => {
    const { id } = await clinic.reader.of(DiseaseReport).findOneByOrFail({ visitId });
    const send = () => counter.post(`/disease-reports/${id}/sending`, { reference: 'CDC-77' });
    expect((await counter.post(`/disease-reports/${id}/sending`, { reference: '' })).status).toBe(422);
    expect((await send()).status).toBe(303);
    expect((await send()).status).toBe(409);
    expect(await list()).toContain('CDC-77');
    expect(await list()).toContain('late');
    const acts = (await clinic.reader.of(AuditRecord).findBy({ subjectId: id })).map(({ act }) => act).sort();
    expect(acts).toEqual(['disease-report.noticed', 'disease-report.overdue', 'disease-report.sent']);
  });

  it('that was reported in time is told to nobody', async () => {
    const before = (await overdue()).length;
    expect((await notice('dengue')).status).toBe(303);
    const { id } = await clinic.reader.of(DiseaseReport).findOneByOrFail({ visitId, illness: 'dengue' });
    await counter.post(`/disease-reports/${id}/sending`, { reference: 'CDC-78' });
    clinic.clock.forward(23 * 60);
    expect(await clinic.get(ReportReminders).sweep()).toBe(0);
    expect((await overdue()).length).toBe(before);
  });

  it('of another outlet is nobody’s business', async () => {
    const stranger = await signedIn(clinic, 'counter', [await approvedOutlet(clinic)]);
    expect(textOf((await stranger.get('/disease-reports')).body)).not.toContain('CDC-77');
    const { id } = await clinic.reader.of(DiseaseReport).findOneByOrFail({ illness: 'dengue' });
    expect((await stranger.post(`/disease-reports/${id}/sending`, { reference: 'x' })).status).toBe(404);
  });
});
