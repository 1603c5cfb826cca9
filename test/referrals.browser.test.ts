/// <reference lib="dom" />
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { Capacities } from '../src/facilities/capacities.service.js';
import { Referral } from '../src/referrals/referral.entity.js';
import { Referrals } from '../src/referrals/referrals.service.js';
import { programActing } from '../src/staff/actor.js';
import { Visits } from '../src/visits/visits.service.js';
import { RealBrowser } from './support/browser.js';
import { Clinic } from './support/clinic.js';
import { member, password } from './support/people.js';
import { approvedOutlet, district, entry, openHospital, room } from './support/town.js';

/** The channel with the pages of both ends open, neither of which is ever loaded again by hand. */
describe('A referral, seen from both ends', () => {
  let clinic: Clinic;
  let browser: RealBrowser;
  let outletId: string;
  let near: string;
  let far: string;
  let counter: Page;
  let nearWard: Page;
  let farWard: Page;

  beforeAll(async () => {
    clinic = await Clinic.open();
    browser = await RealBrowser.open(await clinic.listen());
    const districtId = await district(clinic);
    outletId = await approvedOutlet(clinic, { districtId, latitude: 32.39, longitude: 119.42 });
    near = await openHospital(clinic, { name: 'Near Hospital', latitude: 32.4, longitude: 119.42 });
    far = await openHospital(clinic, { name: 'Far Hospital', latitude: 32.6, longitude: 119.42 });
    counter = await browser.signIn((await member(clinic, 'counter', [outletId])).email, password);
    nearWard = await browser.signIn((await member(clinic, 'hospital', [near])).email, password);
    farWard = await browser.signIn((await member(clinic, 'hospital', [far])).email, password);
  });
  afterEach(() => expect(browser.complaints).toEqual([]));
  afterAll(async () => {
    await browser.close();
    await clinic.close();
  });

  const refer = async (name: string, given: object) => {
    const newPatient = { name, bornOn: '1950-05-05', sex: 'male' as const };
    const form = entry(clinic, { newPatient, temperature: 38.5, flagsAsked: true, ...given });
    const { visit } = await clinic.get(Visits).log(outletId, form, programActing);
    const { id } = await clinic.reader.of(Referral).findOneByOrFail({ visitId: visit.id });
    await counter.goto(`/referrals/${id}`);
    return id;
  };
  const now = (id: string) => clinic.reader.of(Referral).findOneByOrFail({ id });
  const news = () => counter.locator('#referral-news');
  const told = async (words: string) => {
    await news().getByText(words).waitFor();
    await news().getByRole('link', { name: 'Show' }).click();
  };
  const rowOf = (ward: Page, name: string) => ward.locator('[data-rows] tr', { hasText: name });

  it('is live: the sender’s open page says who declined, who took the patient, and who arrived', async () => {
    const id = await refer('Both Ends', { spo2: 92, disposition: 'referral', facilityId: near });
    await rowOf(nearWard, 'Both Ends').locator('[name=reason]').fill('ward shut');
    await rowOf(nearWard, 'Both Ends').getByRole('button', { name: 'Decline' }).click();
    await told('waits for an answer · Far Hospital');
    await counter.getByText('ward shut').waitFor();
    await rowOf(farWard, 'Both Ends').getByRole('button', { name: 'Accept' }).click();
    await told('accepted · Far Hospital');
    await counter.getByRole('button', { name: 'On the way' }).click();
    await counter.getByText('Noted: on the way.').waitFor();
    await rowOf(farWard, 'Both Ends').getByText('on the way').waitFor();
    await rowOf(farWard, 'Both Ends').getByRole('button', { name: 'Arrived' }).click();
    await told('arrived · Far Hospital');
    expect((await now(id)).state).toBe('arrived');
  });

  it('goes onward by hand, to a place that is named beside its last answer', async () => {
    await farWard.getByRole('link', { name: 'Note the outcome' }).click();
    await farWard.getByRole('button', { name: 'Refer onward' }).click();
    await farWard.getByText('choose where to').waitFor();
    const asked = farWard.locator('fieldset', { hasText: 'Asked before' }).locator('label');
    expect(await asked.innerText()).toMatch(/Near Hospital\s*declined \d\d:\d\d: ward shut/);
    await asked.locator('input').check();
    await farWard.locator('[name=note]').fill('needs dialysis tonight');
    await farWard.getByRole('button', { name: 'Send' }).click();
    await farWard.getByText('The referral is sent.').waitFor();
    await nearWard.goto('/inbox');
    await rowOf(nearWard, 'Both Ends').getByRole('link', { name: 'Both Ends' }).click();
    await nearWard.getByText('needs dialysis tonight').waitFor();
    await nearWard.getByRole('button', { name: 'Accept' }).click();
    await nearWard.getByText('Accepted.').waitFor();
    await told('referred onward');
  });

  it('of an emergency is overdue after its own two hours, on the list and on the open page', async () => {
    const emergency = { symptoms: ['stroke'], disposition: 'emergency', facilityId: near };
    const id = await refer('Own Time', emergency);
    await counter.getByRole('button', { name: '120 called' }).click();
    await counter.getByText(/120 called at\s+\d\d:\d\d/).waitFor();
    await nearWard.goto('/inbox');
    await rowOf(nearWard, 'Own Time').getByRole('button', { name: 'Accept' }).click();
    await told('accepted · Near Hospital');
    await counter.getByText(/To arrive by/).waitFor();
    const row = counter.locator('tr', { hasText: 'Own Time' });
    for (const [minutes, red] of [
      [119, 0],
      [2, 1],
    ] as const) {
      clinic.clock.forward(minutes);
      await counter.goto('/referrals');
      expect({ minutes, red: await row.locator('.text-danger').count() }).toEqual({ minutes, red });
    }
    await counter.goto(`/referrals/${id}`);
    await counter.getByText('overdue').waitFor();
    await clinic.get(Referrals).sweep();
    await told('not arrived');
    await clinic.get(Capacities).report(near, room, programActing);
  });

  it('says that it is not live while the line is cut, and goes on by itself', async () => {
    const id = await refer('Line Cut', { spo2: 92, disposition: 'referral', facilityId: near });
    const newsOf = `**/referrals/${id}/news?*`;
    await counter.route(newsOf, (route) => route.abort());
    await counter.locator('#live-state').waitFor();
    const quiet = browser.complaints.splice(0);
    expect(quiet.filter((one) => !/ERR_FAILED|sendError|afterRequest/.test(one))).toEqual([]);
    await counter.unroute(newsOf);
    await nearWard.goto('/inbox');
    await rowOf(nearWard, 'Line Cut').getByRole('button', { name: 'Accept' }).click();
    await told('accepted · Near Hospital');
    expect(await counter.locator('#live-state').isVisible()).toBe(false);
  });
});
