import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Visit } from '../../src/visits/visit.entity.js';
import { Clinic } from '../support/clinic.js';
import { signedIn } from '../support/people.js';
import { approvedOutlet, receive } from '../support/town.js';
import { visitForm } from '../support/visit-form.js';
import { textOf, type Visitor } from '../support/visitor.js';

describe('What a medicine may harm somebody by', () => {
  let clinic: Clinic;
  let counter: Visitor;
  let visits: string;

  beforeAll(async () => {
    clinic = await Clinic.open();
    const outletId = await approvedOutlet(clinic);
    for (const code of ['PARA500', 'IBU200']) await receive(clinic, outletId, code, 200);
    counter = await signedIn(clinic, 'counter', [outletId]);
    visits = `/outlets/${outletId}/visits`;
  });
  afterAll(() => clinic.close());

  /** Of somebody whose temperature is normal, so that they may take medicines home. */
  const form = (given: object) => ({
    ...visitForm(),
    bornOn: '1990-03-01',
    temperature: '36.8',
    feverDays: '',
    ...given,
  });

  it('is asked before anything is given: silence is no safety', async () => {
    const sent = form({ facts: [] });
    const answer = await counter.post(visits, sent);
    expect(answer.status).toBe(422);
    expect(textOf(answer.body)).toContain('Ask for allergies and medicines taken at home');
    expect((await counter.post(visits, { ...sent, facts: 'asked' })).status).toBe(303);
  });

  it('is asked of nobody who is given nothing', async () => {
    const { 'medicines[0][medicine]': _medicine, 'medicines[0][quantity]': _quantity, ...rest } = form({});
    expect((await counter.post(visits, { ...rest, facts: [], disposition: 'advice' })).status).toBe(303);
  });

  it('is kept, stands at the next visit, and counts again once it is confirmed', async () => {
    const first = form({ facts: ['asked', 'ulcer', 'allergy-other'], factsNote: 'cefaclor', overrides: '' });
    const careful = { ...first, overrideReason: 'looked it up', overrides: await keyOf(first) };
    expect((await counter.post(visits, careful)).status).toBe(303);
    const { patientId, facts, factsNote } = await clinic.reader.of(Visit).findOneByOrFail({ id: first.id });
    expect([facts.sort(), factsNote]).toEqual([['allergy-other', 'ulcer'], 'cefaclor']);

    const { body } = await counter.get(`${visits}/new?patient=${patientId}`);
    expect(body).toMatch(/value="ulcer"[^>]*checked/);
    expect(body).toContain('value="cefaclor"');
    expect(body).not.toMatch(/value="kidney"[^>]*checked/);
    // What was known is shown; that it is still so, somebody says anew.
    expect(body).not.toMatch(/value="asked"[^>]*checked/);

    const { name: _name, bornOn: _born, sex: _sex, ...known } = form({ patientId });
    const ibuprofen = { ...known, 'medicines[0][medicine]': 'IBU200', facts: ['asked', 'ulcer'] };
    const refused = await counter.post(visits, ibuprofen);
    expect(refused.status).toBe(422);
    expect(textOf(refused.body)).toMatch(
      /not with kidney disease, a stomach ulcer or blood thinners.*Only a doctor/,
    );
  });

  it('counts also when somebody who is known is typed as new', async () => {
    const identityNumber = '11010519491231002X';
    const first = form({ identityNumber, facts: ['asked', 'allergy-nsaid'] });
    expect((await counter.post(visits, first)).status).toBe(303);
    clinic.clock.forward(1);
    const again = form({ identityNumber, name: first.name, 'medicines[0][medicine]': 'IBU200' });
    const refused = await counter.post(visits, again);
    expect(refused.status).toBe(422);
    expect(
      (
        await counter.post(visits, {
          ...again,
          'medicines[0][medicine]': '',
          disposition: 'advice',
          'medicines[0][quantity]': '',
        })
      ).status,
    ).toBe(303);
    expect((await clinic.reader.of(Visit).findOneByOrFail({ id: again.id })).facts).toEqual([
      'allergy-nsaid',
    ]);
  });

  it('takes who says the weeks for pregnant, box or no box', async () => {
    const ibuprofen = form({ 'medicines[0][medicine]': 'IBU200', pregnantWeeks: '28', systolic: '165' });
    const page = textOf((await counter.post(`${visits}/triage`, ibuprofen)).body);
    expect(page).toContain('Pregnant, pressure 165/– mmHg');
    expect(page).toContain('in pregnancy: not from 20 weeks on');
    expect((await counter.post(visits, ibuprofen)).status).toBe(422);
    const sent = form({
      pregnantWeeks: '12',
      disposition: 'doctor',
      'medicines[0][medicine]': '',
      'medicines[0][quantity]': '',
    });
    await counter.post(visits, sent);
    expect(await clinic.reader.of(Visit).findOneByOrFail({ id: sent.id })).toMatchObject({
      pregnant: true,
      pregnantWeeks: 12,
    });
  });

  it('is said while it is typed', async () => {
    const said = async (given: object) => textOf((await counter.post(`${visits}/triage`, form(given))).body);
    const ibuprofen = { 'medicines[0][medicine]': 'IBU200' };
    expect(await said({ ...ibuprofen, facts: ['asked', 'kidney'] })).toContain('not with kidney disease');
    expect(await said({ ...ibuprofen, pregnant: 'on', pregnantWeeks: '19' })).toContain('before 20 weeks');
    expect(await said({ ...ibuprofen, pregnant: 'on' })).toContain('not while the weeks are unknown');
    expect(await said({ ...ibuprofen, symptoms: ['travel-contact'] })).toContain('while dengue is possible');
  });

  it('is looked at again when a correction tells more of it', async () => {
    const sent = form({ 'medicines[0][medicine]': 'IBU200' });
    expect((await counter.post(visits, sent)).status).toBe(303);
    const { id, name: _name, bornOn: _born, sex: _sex, ...findings } = sent;
    const correction = { ...findings, version: '1', reason: 'said later', facts: ['asked', 'takes-thinner'] };
    const answer = await counter.post(`${visits}/${id}/corrections`, correction);
    expect(answer.status).toBe(422);
    expect(textOf(answer.body)).toContain('blood thinners');
  });

  /** The key by which the one warning of a form is overridden. */
  async function keyOf(sent: object): Promise<string> {
    const { body } = await counter.post(`${visits}/triage`, sent);
    return /name="overrides"\s+value="([^"]+)"/.exec(body)![1]!;
  }
});
