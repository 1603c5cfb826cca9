/// <reference lib="dom" />
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { FollowUp } from '../src/episodes/episode.entity.js';
import { Visit } from '../src/visits/visit.entity.js';
import { RealBrowser } from './support/browser.js';
import { Clinic, mondayMorning } from './support/clinic.js';
import { member, password } from './support/people.js';
import { approvedOutlet, receive } from './support/town.js';

/** What the counter says of a patient and a medicine, typed and read in a real browser. */
describe('Judgement at the counter', () => {
  let clinic: Clinic;
  let browser: RealBrowser;
  let outletId: string;
  let counter: Page;

  beforeAll(async () => {
    clinic = await Clinic.open();
    browser = await RealBrowser.open(await clinic.listen());
    outletId = await approvedOutlet(clinic);
    await receive(clinic, outletId, 'PARA500', 200);
    await receive(clinic, outletId, 'IBU200', 200);
    counter = await browser.signIn((await member(clinic, 'counter', [outletId])).email, password);
  });
  afterEach(() => expect(browser.complaints).toEqual([]));
  afterAll(async () => {
    await browser.close();
    await clinic.close();
  });

  const panel = () => counter.locator('#triage');
  const says = (text: string | RegExp) => panel().getByText(text).first().waitFor();

  /** A form for somebody new, ready to be typed into. */
  const open = async (name: string, bornOn: string) => {
    await counter.goto(`/outlets/${outletId}/visits/new`);
    await counter.locator('form[data-counter][data-ready]').waitFor();
    await counter.getByLabel('Name', { exact: true }).fill(name);
    await counter.getByLabel('Born on').fill(bornOn);
    await counter.getByLabel('female').check();
  };
  const measure = async (figures: Record<string, string>) => {
    for (const [field, value] of Object.entries(figures)) await counter.locator(`#${field}`).fill(value);
  };
  const none = () => counter.getByText('None; alert').click();
  const normal = { temperature: '36.8', spo2: '98', pulse: '72', respiration: '16' };
  const save = async () => {
    await counter.getByRole('button', { name: /Save/ }).click();
    await counter.waitForURL((url) => !url.pathname.endsWith('/new') || url.searchParams.has('last'));
  };

  it('of an overdose: 120 and what to do now, by two keys and two letters', async () => {
    await open('Over Dose', '1980-01-01');
    await counter.keyboard.press('Alt+l');
    await counter.keyboard.type('poi');
    await says('Call 120 now');
    await says('Ask what, how much, when; keep the packs.');
    await says('For 120, have ready:');
    expect(await counter.locator('#signs').innerText()).toBe('');
  });

  it('in pregnancy: a pressure of 158 over 112 is urgent, with a headache an emergency', async () => {
    await open('Preg Nant', '1995-01-01');
    await measure({ ...normal, systolic: '158', diastolic: '112' });
    await none();
    await counter.getByText('pregnant', { exact: true }).click();
    await says('Pregnant, pressure 158/112 mmHg (≥160/110)');
    await says('Hospital today');
    await counter.getByText('headache', { exact: true }).click();
    await says('Call 120 now');
    await says('On the left side.');
  });

  it('of a child of four months at 39.5 °C: a doctor today', async () => {
    await open('Little One', '2022-08-10');
    await measure({ temperature: '39.5', spo2: '98', pulse: '150', respiration: '40' });
    await none();
    await says('A doctor today');
    await says('3 to 6 months with 39.5 °C (≥39.0)');
  });

  it('of a patient with hypercapnic failure 90 % is the target, of anybody else a hospital’s', async () => {
    await open('Hyper Capnic', '1960-01-01');
    await measure({ ...normal, spo2: '90', systolic: '125' });
    await none();
    await says('Hospital today');
    await counter.getByText('hypercapnic failure, by a letter').click();
    await says('Self-care');
  });

  it('without the patient nobody is triaged in their place, and they are called back', async () => {
    await open('Not Here', '1990-01-01');
    await measure(normal);
    await none();
    await says('Self-care');
    await counter.getByText('patient not here').click();
    await says('Not low risk: not here in person');
    await counter.locator('[name=disposition][value=doctor]').check();
    await save();
    const visits = await clinic.reader.of(Visit).find({ order: { loggedAt: 'DESC' }, take: 1 });
    expect(visits[0]).toMatchObject({ absent: true, level: 'doctor' });
    expect(await clinic.reader.of(FollowUp).countBy({ visitId: visits[0]!.id, state: 'planned' })).toBe(1);
  });

  it('a contact is ended for good only after a question', async () => {
    await counter.goto(`/outlets/${outletId}/follow-ups`);
    const [planned] = await clinic.reader.of(FollowUp).findBy({ state: 'planned' });
    clinic.clock.forward(24 * 60);
    await counter.reload();
    const questions: string[] = [];
    const answer = (yes: boolean) =>
      counter.once('dialog', (dialog) => {
        questions.push(dialog.message());
        void (yes ? dialog.accept() : dialog.dismiss());
      });
    answer(false);
    await counter.getByRole('button', { name: 'died' }).click();
    // Nothing final: nothing is asked.
    await counter.getByRole('button', { name: 'better', exact: true }).click();
    await counter.getByText('Noted.').waitFor();
    expect(questions).toEqual(['This ends all contacts with the patient. Is it so?']);
    expect((await clinic.reader.of(FollowUp).findOneByOrFail({ id: planned!.id })).outcome).toBe('better');
    clinic.clock.set(mondayMorning);
  });

  it('who is sent for another is asked for, by name and number', async () => {
    await open('Sent For', '1990-01-01');
    await measure(normal);
    await none();
    const name = counter.locator('[name=buyerName]');
    expect(await name.isVisible()).toBe(false);
    await counter.getByText('patient not here').click();
    await name.fill('Neighbour Li');
    await counter.locator('[name=buyerNumber]').fill('110101199013070011');
    await counter.locator('[name=disposition][value=doctor]').check();
    await counter.getByRole('button', { name: /Save/ }).click();
    await counter.getByText('This is no identity number.').first().waitFor();
    expect(await name.inputValue()).toBe('Neighbour Li');
    await counter.locator('[name=buyerNumber]').fill('E12345678');
    await save();
    const visit = await clinic.reader.of(Visit).findOneBy({ buyerName: 'Neighbour Li' });
    expect(visit).toMatchObject({ absent: true, buyerNumber: 'E12345678' });
  });

  it('proposes a dose by rule and weight, and one key takes it', async () => {
    await open('Fever Ful', '1990-01-01');
    await measure({ ...normal, temperature: '38.6' });
    await counter.locator('[name=feverDays]').fill('1');
    await none();
    expect(await counter.locator('[data-take]').count()).toBe(0);
    await counter.keyboard.press('F4');
    await counter.locator('[data-take]').first().waitFor();
    expect(await counter.locator('.bm-proposed').first().innerText()).toContain('Paracetamol tablets 0.5 g');
    await counter.keyboard.press('F6');
    const field = (name: string) => counter.locator(`[name="medicines[0][${name}]"]`);
    expect(await field('medicine').inputValue()).toBe('Paracetamol tablets 0.5 g');
    expect([await field('quantity').inputValue(), await field('dose').inputValue()]).toEqual(['12', '1×4']);
    expect(await field('directions').inputValue()).toContain('at least 4 h apart');
    // What is given is proposed no second time.
    await counter.getByText('Paracetamol tablets 0.5 g: ').first().waitFor();
    await counter.locator('.bm-proposed', { hasText: 'Paracetamol' }).waitFor({ state: 'detached' });
    await counter.locator('[name=disposition][value=medicines]').check();
    await save();
  });

  it('an allergy or an ulcer is remembered at the next visit', async () => {
    await open('Ulcer Lang', '1985-01-01');
    await measure(normal);
    await none();
    await counter.keyboard.press('F4');
    await counter.getByText('which', { exact: true }).click();
    await counter.getByText('stomach ulcer').click();
    await counter.locator('[name=disposition][value=advice]').check();
    await save();

    await counter.goto(`/outlets/${outletId}/visits/new`);
    await counter.locator('[name=q]').fill('Ulcer L');
    await counter.locator('#found a').click();
    await counter.getByText('someone else').waitFor();
    expect(await counter.getByLabel('stomach ulcer').isChecked()).toBe(true);
    expect(await counter.getByLabel(/Asked: these/).isChecked()).toBe(false);
    await counter.locator('[name="medicines[0][medicine]"]').fill('IBU200');
    await counter.getByText('not with kidney disease, a stomach ulcer or blood thinners').waitFor();
    await counter.getByText('Ask for allergies and medicines taken at home').waitFor();
    await counter.keyboard.press('F4');
    await counter.getByText('Ask for allergies and medicines taken at home').waitFor({ state: 'detached' });
  });

  /** Keys by which a visit is written down once the patient is found; the level that they come to. */
  it.each([
    ['a mild adult without fever', ['Alt+t', '36.8', 'Alt+r', '0', 'd', '1'], 11, 'Self-care'],
    [
      'a mild adult with fever: the measured figures and the days more',
      ['Alt+t', '38.2', 'o', '97', 'p', '88', 'b', '16', 's', 'Tab', '2', 'Alt+r', '0', 'd', '1'],
      23,
      'Self-care',
    ],
  ] as const)('%s takes few keys', async (_, keys, most, level) => {
    await open(`Key Counted ${keys.length}`, '1990-01-01');
    let count = 0;
    for (const key of keys) {
      const isTyped = /^[\d.]{2,}$/.test(key);
      if (isTyped) await counter.keyboard.type(key);
      else await counter.keyboard.press(key);
      count += isTyped ? key.length : 1;
    }
    await says(level);
    count += 1;
    await counter.keyboard.press('Control+Enter');
    await counter.getByText('is logged').waitFor();
    expect(count).toBeLessThanOrEqual(most);
  });
});
