import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { theProgram } from '../src/database/act.js';
import { UnitOfWork } from '../src/database/unit-of-work.js';
import { newestEdition, oldestEdition } from '../src/triage/domain/editions.js';
import { BegunEdition } from '../src/editions/edition.entity.js';
import { Editions } from '../src/editions/editions.service.js';
import { Visits } from '../src/visits/visits.service.js';
import { RealBrowser } from './support/browser.js';
import { Clinic } from './support/clinic.js';
import { acting, member, password } from './support/people.js';
import { approvedOutlet, district, doctor, entry } from './support/town.js';

let clinic: Clinic;
let browser: RealBrowser;

beforeAll(async () => {
  clinic = await Clinic.open();
  browser = await RealBrowser.open(await clinic.listen());
  await clinic.get(UnitOfWork).run(theProgram, async (unit) => {
    await unit.manager.update(BegunEdition, { edition: newestEdition }, { edition: oldestEdition });
    await unit.record({ name: 'edition.begun', subject: { kind: 'edition', id: unit.newKey() } });
  });
});
afterAll(async () => {
  await browser.close();
  await clinic.close();
});

it('an edition is compared, signed by two doctors and begun, in a browser', async () => {
  const outletId = await approvedOutlet(clinic);
  const child = { name: 'Little Ear', bornOn: '2020-12-01', sex: 'female' as const };
  const well = {
    temperature: 36.8,
    feverReported: false,
    spo2: 98,
    pulse: 110,
    respiration: 28,
    symptoms: [],
  };
  const visit = entry(clinic, {
    ...well,
    newPatient: child,
    complaint: 'ear',
    signsAsked: true,
    medicines: [],
    disposition: 'doctor',
  });
  await clinic.get(Visits).log(outletId, visit, await acting(clinic, 'counter', [outletId]));

  const officer = await browser.signIn((await member(clinic, 'officer')).email, password);
  await officer.goto('/visits');
  await officer.getByRole('link', { name: 'Editions of the rules' }).click();
  await officer.getByRole('link', { name: newestEdition }).click();
  await officer.getByText('1 visit: 1 would be judged otherwise').waitFor();
  await officer.getByText('Nobody has signed it.').waitFor();

  const sign = async (): Promise<Page> => {
    const id = await doctor(clinic, [await district(clinic)]);
    const page = await browser.signIn((await member(clinic, 'doctor', [id])).email, password);
    await page.goto(`/triage/editions/${newestEdition}`);
    await page.getByRole('button', { name: 'I have looked at this, and sign it' }).click();
    await page.getByText('saw 1 visit from').first().waitFor();
    return page;
  };
  await sign();
  await sign();

  await officer.reload();
  expect(await officer.getByText('saw 1 visit from').count()).toBe(2);
  await officer.getByLabel('First day').fill('2022-12-20');
  await officer.getByRole('button', { name: 'Set the day' }).click();
  await officer.getByText('begins on').first().waitFor();
  expect(await clinic.get(Editions).inForce('2022-12-19')).toBe(oldestEdition);
  expect(await clinic.get(Editions).inForce('2022-12-20')).toBe(newestEdition);
  expect(browser.complaints).toEqual([]);
});
