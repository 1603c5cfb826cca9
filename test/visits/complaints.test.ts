import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Referral } from '../../src/referrals/referral.entity.js';
import { Visit } from '../../src/visits/visit.entity.js';
import { Clinic } from '../support/clinic.js';
import { signedIn } from '../support/people.js';
import { approvedOutlet } from '../support/town.js';
import { visitForm } from '../support/visit-form.js';
import { textOf, type Visitor } from '../support/visitor.js';

describe('A leading complaint at the counter', () => {
  let clinic: Clinic;
  let counter: Visitor;
  let visits: string;

  beforeAll(async () => {
    clinic = await Clinic.open();
    const outletId = await approvedOutlet(clinic, { name: 'Corner pharmacy' });
    counter = await signedIn(clinic, 'counter', [outletId]);
    visits = `/outlets/${outletId}/visits`;
  });
  afterAll(() => clinic.close());

  const form = (given: object) => {
    const { 'medicines[0][medicine]': _medicine, 'medicines[0][quantity]': _quantity, ...rest } = visitForm();
    return {
      ...rest,
      temperature: '36.8',
      feverDays: '',
      disposition: 'advice',
      bornOn: '1990-03-01',
      ...given,
    };
  };

  it('shows its few questions and nothing else', async () => {
    const page = textOf((await counter.get(`${visits}/signs?complaint=headache`)).body);
    expect(page).toMatch(/sudden, the worst ever 1 sight suddenly worse 2 None of these 0/);
    expect(textOf((await counter.get(`${visits}/signs?complaint=chest`)).body).trim()).toBe('');
    expect((await counter.get(`${visits}/signs?complaint=<script>`)).status).toBe(200);
  });

  it('is asked about while it is typed, and judged as soon as it is answered', async () => {
    const said = async (given: object) => textOf((await counter.post(`${visits}/triage`, form(given))).body);
    expect(await said({ complaint: 'headache' })).toMatch(/A doctor today.*Next: the complaint’s questions/);
    expect(await said({ complaint: 'headache', symptoms: ['none', 'no-signs'] })).toContain('Self-care');
    expect(await said({ complaint: 'headache', symptoms: ['none', 'worst-headache'] })).toMatch(
      /Call 120 now.*sudden, the worst ever/,
    );
    expect(await said({ absent: 'on' })).toMatch(/A doctor today.*not here in person/);
  });

  it('is kept with its answers, and stands when the visit is corrected', async () => {
    const sent = form({
      complaint: 'lower-belly',
      symptoms: ['none', 'no-signs'],
      pain: '3',
      sugar: '5.6',
      illDays: '2',
      diastolic: '78',
      unstable: 'on',
      disposition: 'doctor',
    });
    const answer = await counter.post(visits, sent);
    expect([answer.status, answer.location]).toEqual([303, expect.any(String)]);
    const visit = await clinic.reader.of(Visit).findOneByOrFail({ id: sent.id });
    expect(visit).toMatchObject({
      complaint: 'lower-belly',
      signsAsked: true,
      pain: 3,
      sugar: 5.6,
      illDays: 2,
      diastolic: 78,
      unstable: true,
      absent: false,
      judgedLevel: 'doctor',
    });
    const { body } = await counter.get(`${visits}/${sent.id}/corrections/new`);
    expect(body).toMatch(/value="lower-belly" selected/);
    expect(body).toMatch(/value="no-signs"[^>]*checked/);
    const page = textOf((await counter.get(`${visits}/${sent.id}`)).body);
    expect(page).toMatch(/Complaint Lower belly pain 3 of 10 days ill 2/);
    expect(page).toContain('126/78 mmHg');
  });

  it('asks its questions before it is saved, on a page without scripts, too', async () => {
    const sent = form({ complaint: 'headache', disposition: 'doctor' });
    const answer = await counter.post(visits, sent);
    expect(answer.status).toBe(422);
    expect(textOf(answer.body)).toContain('Answer the questions of this complaint below');
    expect(answer.body).toContain('value="worst-headache"');
    expect(answer.body).toMatch(/name="signsShown"\s+value="headache"/);
    // It has asked now: what nobody answers is missing, and a doctor's.
    expect((await counter.post(visits, { ...sent, signsShown: 'headache' })).status).toBe(303);
    // One without questions asks nothing.
    expect((await counter.post(visits, form({ complaint: 'chest', disposition: 'referral' }))).status).toBe(
      303,
    );
  });

  it('comes back as it was typed when the form is refused', async () => {
    const answer = await counter.post(
      visits,
      form({ complaint: 'eye', symptoms: ['none', 'sight-sudden'], disposition: 'advice', pain: '11' }),
    );
    expect(answer.status).toBe(422);
    expect(answer.body).toMatch(/value="eye" selected/);
    expect(answer.body).toMatch(/value="sight-sudden"[^>]*checked/);
    expect(answer.body).toContain('value="11"');
  });

  it('says what to do now while help is on its way, and whom to call', async () => {
    const said = async (given: object) => textOf((await counter.post(`${visits}/triage`, form(given))).body);
    const page = await said({ symptoms: ['stroke'] });
    expect(page).toMatch(/What to do now Ask when they were last well, and write the time/);
    expect(page).toContain('For 120, have ready:');
    expect(await said({ symptoms: ['overdose'] })).toContain('Call 120 and do what they say');
    expect(await said({ symptoms: ['none', 'self-harm'] })).toContain('Call 12356 together');
    expect(await said({ symptoms: ['none', 'self-harm'] })).not.toContain('For 120, have ready');
    expect(await said({})).not.toContain('What to do now');
  });

  it('puts nothing on paper of what others may not find', async () => {
    const sent = form({
      complaint: 'mind',
      symptoms: ['none', 'harmed', 'headache'],
      disposition: 'referral',
    });
    expect((await counter.post(visits, sent)).status).toBe(303);
    const { body } = await counter.get(`${visits}/${sent.id}/slip`);
    const slip = textOf(body.slice(body.indexOf('<main')));
    expect(slip).toContain('headache');
    expect(slip).not.toMatch(/\bharm|\bmind|\b110\b/i);
    // Neither the letter that they carry; the hospital's screen has it.
    const { id } = await clinic.reader.of(Referral).findOneByOrFail({ visitId: sent.id });
    const letter = textOf((await counter.get(`/referrals/${id}/letter`)).body);
    expect(letter).toContain('headache');
    expect(letter).not.toMatch(/\bharm|\bmind/i);
    expect(textOf((await counter.get(`/referrals/${id}`)).body)).toContain('harmed by others');
  });

  it('leaves each key of the keyboard to one thing, also while the red flags have it', async () => {
    const { body } = await counter.get(`${visits}/new`);
    const keys = [...body.matchAll(/data-key="([^"]+)"/g)].map(([, key]) => key!);
    expect(keys.filter((key, index) => keys.indexOf(key) !== index)).toEqual([]);
    const groups = body.split(/<fieldset[^>]*data-flags/).slice(1);
    expect(groups.length).toBeGreaterThan(0);
    for (const group of groups) {
      const [inside] = group.split('</fieldset>');
      const flags = [...inside!.matchAll(/data-flag="([^"]+)"/g)].map(([, key]) => key!);
      expect(flags.filter((key, index) => flags.indexOf(key) !== index || keys.includes(key))).toEqual([]);
    }
  });

  it('asks once about a lower pressure that is not lower', async () => {
    const sent = form({ diastolic: '126' });
    const asked = await counter.post(visits, sent);
    expect(asked.status).toBe(422);
    expect(textOf(asked.body)).toMatch(/Diastolic 126 is unlikely: look again/);
  });
});
