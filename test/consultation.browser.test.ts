/// <reference lib="dom" />
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { Sessions } from '../src/sessions/sessions.service.js';
import { programActing } from '../src/staff/actor.js';
import { Prescription } from '../src/visits/prescription.entity.js';
import { Visit } from '../src/visits/visit.entity.js';
import { Visits } from '../src/visits/visits.service.js';
import { RealBrowser } from './support/browser.js';
import { Clinic, today } from './support/clinic.js';
import { member, password } from './support/people.js';
import { approvedOutlet, district, doctor, entry, receive } from './support/town.js';

/** A morning of the visiting doctor on a telephone, with the counter beside. */
describe('A consultation', () => {
  let clinic: Clinic;
  let browser: RealBrowser;
  let outletId: string;
  let doctorId: string;
  let telephone: Page;
  let counter: Page;

  beforeAll(async () => {
    clinic = await Clinic.open();
    browser = await RealBrowser.open(await clinic.listen());
    const districtId = await district(clinic);
    outletId = await approvedOutlet(clinic, { districtId });
    await receive(clinic, outletId, 'PARA500', 5);
    await receive(clinic, outletId, 'IBU200', 30);
    doctorId = await doctor(clinic, [districtId], { name: 'Chen' });
    const session = { outletId, on: today, slot: 'morning' as const };
    await clinic.get(Sessions).assign(doctorId, session, programActing);
    const phone = { viewport: { width: 390, height: 800 }, hasTouch: true, isMobile: true };
    telephone = await browser.signIn((await member(clinic, 'doctor', [doctorId])).email, password, phone);
    counter = await browser.signIn((await member(clinic, 'counter', [outletId])).email, password);
  });
  afterEach(() => expect(browser.complaints).toEqual([]));
  afterAll(async () => {
    await browser.close();
    await clinic.close();
  });

  const send = async (name: string, given: object = {}) => {
    const newPatient = { name, bornOn: '1990-03-01', sex: 'female' as const };
    const calm = {
      temperature: 37.6,
      pulse: 80,
      respiration: 16,
      systolic: 118,
      flagsAsked: true,
      facts: [],
    };
    const form = entry(clinic, { newPatient, ...calm, factsAsked: true, disposition: 'doctor', ...given });
    return (await clinic.get(Visits).log(outletId, form, programActing)).visit;
  };
  const now = (id: string) => clinic.reader.of(Visit).findOneByOrFail({ id });
  const see = async (name: string) => {
    await telephone.goto('/my-clinic');
    const row = telephone.locator('li', { hasText: name });
    await row.getByRole('link', { name: 'See' }).click();
    await telephone.locator('form[data-counter][data-ready]').waitFor();
  };
  const field = (name: string) => telephone.locator(`[name="${name}"]`);
  const prescribe = async (medicine: string, quantity: string, dose: string) => {
    await field('medicines[0][medicine]').fill(medicine);
    await field('medicines[0][quantity]').fill(quantity);
    await field('medicines[0][dose]').fill(dose);
  };
  const conclude = async (outcome: string) => {
    await telephone.locator(`[name=outcome][value=${outcome}]`).check();
    await telephone.getByRole('button', { name: /Conclude/ }).click();
  };

  it('begins on the doctor’s first page: where, from when, checked in there, and who waits comes by itself', async () => {
    expect(new URL(telephone.url()).pathname).toBe('/my-clinic');
    await telephone.getByRole('button', { name: 'Is here' }).click();
    await telephone.getByText('Chen is here').waitFor();
    await send('Comes By Herself');
    await telephone.getByText('Comes By Herself').waitFor();
    expect(await telephone.title()).toMatch(/^\(1\)/);
    expect(await telephone.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  });

  it('measures what is missing, and the rules answer while it is typed', async () => {
    const visit = await send('Not Measured', { spo2: undefined, conditions: ['diabetes'] });
    await see('Not Measured');
    await telephone.locator('.bm-missing', { hasText: 'SpO₂' }).waitFor();
    await field('spo2').fill('91');
    await telephone.locator('#triage').getByText('Hospital today').waitFor();
    await field('spo2').fill('97');
    await telephone.locator('.bm-missing', { hasText: 'SpO₂' }).waitFor({ state: 'detached' });
    expect(await telephone.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
    await field('levelReason').evaluate((input) => input.closest('details')!.setAttribute('open', ''));
    await field('levelReason').fill('well');
    await conclude('advice');
    await telephone.waitForURL(/\/queue$/);
    expect(await now(visit.id)).toMatchObject({ spo2: 97, outcome: 'advice' });
  });

  it('prescribes: a rule that forbids, a shelf that lacks, and then a packet that the counter hands out', async () => {
    const visit = await send('Takes Home', {
      spo2: 98,
      pregnant: true,
      pregnantWeeks: 30,
      temperature: 36.8,
    });
    await see('Takes Home');
    await prescribe('IBU200', '6', '1×3');
    await telephone
      .locator('#medicine-safety')
      .getByText(/20 weeks/)
      .waitFor();
    await field('levelReason').evaluate((input) => input.closest('details')!.setAttribute('open', ''));
    await field('levelReason').fill('well');
    await conclude('medicines');
    await telephone.locator('.invalid-feedback').first().waitFor();
    expect(await now(visit.id)).toMatchObject({ outcome: null });
    await prescribe('PARA500', '6', '1×3');
    await telephone.locator('#medicine-safety').getByText('No clinic has as much').waitFor();
    await conclude('medicines');
    await telephone.getByText('Not enough in stock: 6 asked for, 5 usable').waitFor();
    expect(await clinic.reader.of(Prescription).countBy({ visitId: visit.id })).toBe(0);
    await prescribe('PARA500', '4', '1片×3');
    await conclude('medicines');
    await telephone.waitForURL(/\/queue$/);

    await counter.goto(`/outlets/${outletId}/visits/new`);
    const packet = counter.locator('li', { hasText: 'Takes Home' });
    await packet.getByRole('link', { name: 'Labels' }).click();
    await counter.locator('.bm-label', { hasText: '1 tablet(s) each time, 3 times a day' }).waitFor();
    await counter.goto(`/outlets/${outletId}/visits/new`);
    await packet.getByRole('button', { name: 'Handed out' }).click();
    await packet.waitFor({ state: 'detached' });
    await counter.goto(`/outlets/${outletId}/visits/${visit.id}/slip`);
    await counter.getByText('1 tablet(s) each time, 3 times a day').waitFor();
    await counter.getByText('Seen by Dr').waitFor();
  });

  it('of an urgent patient comes first, while the referral is prepared', async () => {
    const visit = await send('Urgent First', { spo2: 92 });
    await see('Urgent First');
    await telephone.locator('#triage').getByText('Hospital today').waitFor();
    await conclude('referral');
    await telephone.waitForURL(/\/referrals?\b/);
    expect(await now(visit.id)).toMatchObject({ outcome: 'referral', disposition: 'doctor' });
  });

  it('goes on without JavaScript: what was typed stands in the refused form, and is concluded', async () => {
    const visit = await send('Plain Prescription', { spo2: 98 });
    const { email } = await member(clinic, 'doctor', [doctorId]);
    const plain = await browser.signIn(email, password, { javaScriptEnabled: false });
    const row = plain.locator('li', { hasText: 'Plain Prescription' });
    await row.getByRole('link', { name: 'See' }).click();
    await plain.locator('[name="medicines[0][medicine]"]').fill('PARA500');
    await plain.locator('[name="medicines[0][quantity]"]').fill('20');
    await plain.locator('[name="medicines[0][dose]"]').fill('1片×3');
    await plain.locator('[name=outcome][value=medicines]').check();
    await plain
      .locator('[name=levelReason]')
      .evaluate((input) => input.closest('details')!.setAttribute('open', ''));
    await plain.locator('[name=levelReason]').fill('well');
    await plain.getByRole('button', { name: /Conclude/ }).click();
    await plain.getByText(/20 asked for/).waitFor();
    expect(await plain.locator('[name="medicines[0][dose]"]').inputValue()).toBe('1片×3');
    expect(await plain.locator('[name=outcome][value=medicines]').isChecked()).toBe(true);
    await plain.locator('[name="medicines[0][quantity]"]').fill('1');
    await plain.getByRole('button', { name: /Conclude/ }).click();
    await plain.waitForURL(/\/queue$/);
    expect(await now(visit.id)).toMatchObject({ outcome: 'medicines' });
    expect(await clinic.reader.of(Prescription).countBy({ visitId: visit.id })).toBe(1);
  });

  it('counts how long somebody waits while the page stays open, whatever its own clock says', async () => {
    await send('Waits On', { spo2: 98 });
    clinic.clock.forward(2);
    const page = await browser.signIn((await member(clinic, 'counter', [outletId])).email, password);
    await page.clock.install({ time: '2031-01-01T00:00:00Z' });
    await page.goto(`/outlets/${outletId}/queue`);
    const row = page.locator('tr', { hasText: 'Waits On' });
    await row.getByText('2 min', { exact: true }).waitFor();
    await page.clock.fastForward('03:05');
    await row.getByText('5 min', { exact: true }).waitFor();
  });

  it('is not had by who left, which the counter says', async () => {
    const visit = await send('Went Away', { spo2: 98 });
    await counter.goto(`/outlets/${outletId}/queue`);
    counter.once('dialog', (dialog) => void dialog.accept());
    await counter.locator('tr', { hasText: 'Went Away' }).getByRole('button', { name: 'has left' }).click();
    await counter.locator('tr', { hasText: 'Went Away' }).waitFor({ state: 'detached' });
    expect((await now(visit.id)).leftAt).not.toBeNull();
    await telephone.goto('/my-clinic');
    expect(await telephone.getByText('Went Away').count()).toBe(0);
  });
});
