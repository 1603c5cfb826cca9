import { IsNull } from 'typeorm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { KeptSafetyRule } from '../../src/medicines/safety/safety-rule.entity.js';
import { Proposal } from '../../src/staff/proposals/proposal.entity.js';
import type { Warning } from '../../src/medicines/domain/warning.js';
import { mayOverride } from '../../src/visits/medicine-safety.js';
import { AuditRecord } from '../../src/staff/audit-record.entity.js';
import { Clinic } from '../support/clinic.js';
import { signedIn } from '../support/people.js';
import { approvedOutlet, receive } from '../support/town.js';
import { visitForm } from '../support/visit-form.js';
import { textOf, type Visitor } from '../support/visitor.js';

describe('The safety rules of the bureau', () => {
  let clinic: Clinic;
  let first: Visitor;
  let second: Visitor;
  let counter: Visitor;
  let outletId: string;

  beforeAll(async () => {
    clinic = await Clinic.open();
    outletId = await approvedOutlet(clinic);
    await receive(clinic, outletId, 'DXM15', 200);
    await receive(clinic, outletId, 'GANCAO', 200);
    first = await signedIn(clinic, 'officer');
    second = await signedIn(clinic, 'officer');
    counter = await signedIn(clinic, 'counter', [outletId]);
  });
  afterAll(() => clinic.close());

  const rule = (given: object = {}) => ({
    key: 'cough-lung',
    of: 'ingredient:dextromethorphan',
    having: ['lung'],
    effect: 'doctor',
    source: 'Label of 2026',
    sentenceZh: '{medicine}：肺病患者慎用。',
    sentenceEn: '{medicine}: not with lung disease.',
    inUse: 'on',
    ...given,
  });
  const approve = async () => {
    const [waiting] = await clinic.reader
      .of(Proposal)
      .find({ where: { decidedAt: IsNull() }, order: { proposedAt: 'DESC' } });
    return second.post(`/proposals/${waiting!.id}/approval`, {});
  };
  const give = (code: string, given: object = {}) => {
    const sent = {
      ...visitForm(),
      bornOn: '1980-03-01',
      temperature: '36.8',
      conditions: ['lung'],
      facts: ['asked'],
    };
    return counter.post(`/outlets/${outletId}/visits`, {
      ...sent,
      spo2: '98',
      pulse: '72',
      respiration: '16',
      systolic: '122',
      'medicines[0][medicine]': code,
      'medicines[0][quantity]': '6',
      ...given,
    });
  };

  it('hold when a second person has approved, at every counter at once, and are in the trail', async () => {
    expect((await give('DXM15')).status).toBe(303);
    expect((await first.post('/safety-rules', rule())).status).toBe(303);
    expect((await give('DXM15')).status).toBe(303);
    expect((await approve()).status).toBe(303);
    const refused = await give('DXM15');
    expect(refused.status).toBe(422);
    expect(textOf(refused.body)).toContain('not with lung disease.');
    expect(textOf(refused.body)).toContain('Label of 2026');
    expect(textOf(refused.body)).toContain('Only a doctor may give it all the same.');
    const { id } = await clinic.reader.of(KeptSafetyRule).findOneByOrFail({ key: 'cough-lung' });
    expect(await clinic.reader.of(AuditRecord).countBy({ subjectId: id, act: 'safety-rule.added' })).toBe(1);
  });

  it('block nothing without a source', async () => {
    const { id } = await clinic.reader.of(KeptSafetyRule).findOneByOrFail({ key: 'cough-lung' });
    expect((await first.post(`/safety-rules/${id}`, rule({ source: '' }))).status).toBe(303);
    expect(textOf((await second.get('/proposals')).body)).toContain('on trial');
    expect((await approve()).status).toBe(303);
    expect((await give('DXM15')).status).toBe(303);
    expect(textOf((await second.get('/safety-rules')).body)).toContain('cough-lung');
  });

  it('let nobody give what they forbid, a doctor neither', async () => {
    const answer = await give('GANCAO', {
      bornOn: '2015-03-01',
      weight: '25',
      conditions: [],
      overrides: 'caution-opioid-child',
      overrideReason: 'asked for it',
    });
    expect(answer.status).toBe(422);
    expect(textOf(answer.body)).toContain('Nobody may give it.');
    const of = (override: 'never' | 'doctor') => mayOverride({ override } as Warning, 'doctor');
    expect([of('never'), of('doctor')]).toEqual([false, true]);
  });

  it.each([
    [{ of: 'class:nonsense' }, 'No such class or group of medicines'],
    [{ beside: 'atc:M01A, tea' }, 'No such class or group of medicines'],
    [{ fromMonths: '24', toMonths: '12' }, 'The end lies before the beginning'],
    [{ having: ['tired'] }, 'Nobody at a counter is asked this'],
    [{ key: 'opioid-child' }, 'There is a rule of this key already'],
    [{ effect: 'perhaps' }, 'Choose from the list.'],
  ])('are refused where they would never speak: %j', async (given, message) => {
    const answer = await first.post('/safety-rules', rule({ key: 'another-rule', ...given }));
    expect([409, 422]).toContain(answer.status);
    expect(textOf(answer.body)).toContain(message);
  });
});
