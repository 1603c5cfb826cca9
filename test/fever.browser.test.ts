/// <reference lib="dom" />
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Capacities } from '../src/facilities/capacities.service.js';
import { Referrals } from '../src/referrals/referrals.service.js';
import { programActing } from '../src/staff/actor.js';
import { RealBrowser } from './support/browser.js';
import { Clinic } from './support/clinic.js';
import { member, password } from './support/people.js';
import { approvedOutlet, district, openHospital, room } from './support/town.js';

/** Fever patients from the counter to the hospital and back, in a real browser. */
describe('Fever', () => {
  let clinic: Clinic;
  let browser: RealBrowser;
  let counter: Page;
  let near: string;
  let far: string;
  let outletId: string;
  const emails: Record<string, string> = {};

  beforeAll(async () => {
    clinic = await Clinic.open();
    const districtId = await district(clinic);
    outletId = await approvedOutlet(clinic, { districtId, latitude: 32.39, longitude: 119.42 });
    near = await openHospital(clinic, {
      name: 'Near Hospital',
      tier: 'tertiary',
      latitude: 32.4,
      longitude: 119.42,
    });
    far = await openHospital(clinic, { name: 'Far Hospital', latitude: 32.6, longitude: 119.42 });
    await openHospital(clinic, {
      name: 'Corner Health Centre',
      tier: 'community',
      latitude: 32.391,
      longitude: 119.42,
    });
    emails.counter = (await member(clinic, 'counter', [outletId])).email;
    emails.near = (await member(clinic, 'hospital', [near])).email;
    emails.far = (await member(clinic, 'hospital', [far])).email;
    emails.officer = (await member(clinic, 'officer', [districtId])).email;
    browser = await RealBrowser.open(await clinic.listen());
    counter = await browser.signIn(emails.counter, password);
  });
  afterAll(async () => {
    expect(browser.complaints).toEqual([]);
    await browser.close();
    await clinic.close();
  });

  const text = (page: Page) => page.locator('body').innerText();
  const newPatient = async (name: string, bornOn: string) => {
    await counter.goto(`/outlets/${outletId}/visits/new`);
    await counter.getByLabel('Name', { exact: true }).fill(name);
    await counter.getByLabel('Born on').fill(bornOn);
    await counter.getByLabel('female').check();
  };
  /** What the list of low risk asks of somebody with fever, beside temperature and oxygen. */
  const measured = async (page: Page) => {
    await page.getByLabel('Pulse').fill('84');
    await page.getByLabel('Respiration').fill('16');
    await page.locator('[name=feverDays]').fill('2');
  };
  const panel = () => counter.locator('#triage');
  const save = () => counter.getByRole('button', { name: /^Save/ }).click();

  it('a mild adult goes home with advice, by keyboard', async () => {
    await newPatient('Mild Adult', '1990-05-05');
    const { keyboard } = counter;
    await counter.getByLabel('female').focus();
    await keyboard.press('t');
    await keyboard.type('38.2');
    await panel().getByText('A doctor today').waitFor();
    await panel().getByText('Next: red flags').waitFor();
    await keyboard.press('r');
    await keyboard.press('0');
    await panel().getByText('Next: SpO₂').waitFor();
    for (const [key, figure] of [
      ['o', '97'],
      ['p', '84'],
      ['b', '16'],
    ] as const) {
      await keyboard.press(key);
      await keyboard.type(figure);
    }
    await panel().getByText('Next: days of fever').waitFor();
    await keyboard.press('s');
    await keyboard.press('Tab');
    await keyboard.type('2');
    await panel().getByText('Self-care').waitFor();
    await keyboard.press('Tab');
    await keyboard.press('d');
    await keyboard.press('1');
    await keyboard.press('Control+Enter');
    await counter.getByText('Mild Adult is logged').waitFor();
    await counter.getByRole('link', { name: 'Slip for the patient' }).click();
    expect(await text(counter)).toContain('You can be cared for at home.');
    const code = counter.locator('.bm-code');
    const width = await code.evaluate((image: HTMLImageElement) =>
      image.decode().then(() => image.naturalWidth),
    );
    expect(width).toBeGreaterThan(50);
  });

  it('an elderly patient is not sent home before oxygen is measured', async () => {
    await newPatient('Old Wang', '1950-05-05');
    await counter.getByLabel('Temperature').fill('37.9');
    await counter.getByText('None; alert').click();
    await panel().getByText('A doctor today').waitFor();
    await panel().getByText('Next: SpO₂').waitFor();
    await counter.locator('[name=disposition][value=advice]').check();
    await save();
    await counter.getByText('This is weaker than the level asks for').waitFor();
    expect(await counter.getByLabel('Temperature').inputValue()).toBe('37.9');
    await counter.getByLabel('SpO₂').fill('97');
    await panel().getByText('Next: respiration').waitFor();
    await measured(counter);
    await panel().getByText('Self-care').waitFor();
    await save();
    await counter.getByText('Old Wang is logged').waitFor();
  });

  it('a severe child is an emergency by one look and one key, and is sent past the nearest that is not enough', async () => {
    await newPatient('Small Child', '2021-02-01');
    await counter.getByLabel('Temperature').fill('39.4');
    await counter.getByLabel('Respiration').fill('52');
    await panel().getByText('Child, respiration 52/min (≥40)').waitFor();
    await counter.getByLabel('Consciousness').focus();
    await counter.getByLabel('cannot drink or breastfeed').focus();
    await counter.keyboard.press('1');
    await panel().getByText('Call 120 now').waitFor();
    await panel().getByText('Young child cannot drink or breastfeed').waitFor();
    expect(await panel().innerText()).toContain('Corner Health Centre (tier not enough)');
    await counter.getByLabel('Near Hospital').check();
    await counter.locator('[name=disposition][value=emergency]').check();
    await save();
    await counter.getByText('waits for an answer').first().waitFor();
    expect(await text(counter)).toContain('Near Hospital');
  });

  it('a referral that is declined goes on to the next hospital; both ends see it happen', async () => {
    const nearInbox = await browser.signIn(emails.near!, password);
    const farInbox = await browser.signIn(emails.far!, password);
    await nearInbox.waitForURL('**/inbox');
    await newPatient('Zhao Gang', '1950-05-05');
    await counter.getByLabel('Temperature').fill('39');
    await counter.getByLabel('SpO₂').fill('92');
    await counter.getByText('None; alert').click();
    await panel().getByText('Hospital today').waitFor();
    await counter.getByLabel('Near Hospital').check();
    await counter.locator('[name=disposition][value=referral]').check();
    await save();
    await counter.getByText('waits for an answer').first().waitFor();

    // It comes in by itself, and the title says so.
    await nearInbox.getByRole('link', { name: 'Zhao Gang' }).waitFor();
    await nearInbox.waitForFunction(() => document.title.startsWith('(2) New referral'));
    const rows = await nearInbox.locator('[data-rows] tr').allInnerTexts();
    expect(rows[0]).toContain('Small Child');
    expect(rows[1]).toContain('Zhao Gang');
    await nearInbox.keyboard.press('ArrowDown');
    await nearInbox.keyboard.press('d');
    await nearInbox.keyboard.type('no bed free');
    await nearInbox.keyboard.press('Enter');
    await nearInbox.getByText('Declined; it is passed on').waitFor();

    await farInbox.getByRole('link', { name: 'Zhao Gang' }).waitFor();
    await farInbox.keyboard.press('a');
    await farInbox.getByText('Accepted.').waitFor();
    await farInbox.keyboard.press('r');
    await farInbox.getByText('Noted: arrived.').waitFor();

    await counter.reload();
    expect(await text(counter)).toMatch(/arrived · Far Hospital/);
    expect(await text(counter)).toContain('no bed free');
    const officer = await browser.signIn(emails.officer!, password);
    await officer.goto('/diversion');
    expect(await text(officer)).toMatch(/1\s+referred/);
    await officer
      .getByRole('link', { name: /referred/ })
      .first()
      .click();
    expect(await text(officer)).toContain('Zhao Gang');
  });

  it('a hospital reports its room, and is refused more occupied than there are', async () => {
    const ward = await browser.signIn(emails.far!, password);
    await ward.getByRole('link', { name: /Capacity/ }).click();
    await ward.getByLabel('Beds', { exact: true }).fill('20');
    await ward.getByLabel('Beds occupied', { exact: true }).fill('21');
    await ward.getByRole('button', { name: 'Report' }).click();
    await ward.getByText('No more than 20 can be occupied.').waitFor();
    await ward.getByLabel('Beds occupied', { exact: true }).fill('20');
    await ward.getByRole('button', { name: 'Report' }).click();
    await ward.getByText('Reported.').waitFor();
    expect(await text(ward)).toContain('20 / 20');
  });

  it('goes on without JavaScript: a visit is referred and accepted', async () => {
    await clinic.get(Capacities).report(far, room, programActing);
    const plain = await browser.signIn(emails.counter!, password, { javaScriptEnabled: false });
    await plain.goto(`/outlets/${outletId}/visits/new`);
    await plain.getByLabel('Name', { exact: true }).fill('Plain Li');
    await plain.getByLabel('Born on').fill('1950-05-05');
    await plain.getByLabel('female').check();
    await plain.getByLabel('Temperature').fill('39');
    await plain.getByLabel('SpO₂').fill('91');
    await plain.locator('[name=disposition][value=referral]').check();
    await plain.getByRole('button', { name: /^Save/ }).click();
    await plain.getByLabel('Far Hospital').check();
    await plain.getByRole('button', { name: /^Send/ }).click();
    await plain.getByText('The referral is sent.').waitFor();
    const ward = await browser.signIn(emails.far!, password, { javaScriptEnabled: false });
    await ward.getByRole('button', { name: /^Accept/ }).click();
    await ward.getByText('Accepted.').waitFor();
    expect(await clinic.get(Referrals).sweep()).toBe(0);
  });

  it('fits a telephone', async () => {
    const phone = await browser.signIn(emails.officer!, password, { viewport: { width: 390, height: 844 } });
    for (const path of [
      '/diversion',
      '/referrals?state=all',
      '/follow-ups',
      '/diversion/episodes?class=open',
    ]) {
      await phone.goto(path);
      expect({ path, width: await phone.evaluate(() => document.documentElement.scrollWidth) }).toEqual({
        path,
        width: 390,
      });
    }
  });

  it('an answer that is late takes neither the press of a button nor a choice away', async () => {
    await newPatient('Late Answer', '1950-05-05');
    await counter.getByText('None; alert').click();
    await counter.getByLabel('Temperature').fill('39');
    await counter.getByLabel('SpO₂').fill('92');
    await panel().getByText('Hospital today').waitFor();
    await counter.locator('[name=disposition][value=referral]').check();

    const known = counter.waitForResponse('**/visits/triage');
    await counter.getByLabel('Near Hospital').click();
    await (await known).finished();
    await counter.waitForTimeout(100);
    expect(await counter.getByLabel('Near Hospital').isChecked()).toBe(true);

    // The answer to a change is under way. It does not know of the other hospital that is chosen meanwhile.
    const visits = `/outlets/${outletId}/visits/triage`;
    let letGo = () => {};
    const held = new Promise<void>((done) => (letGo = done));
    const asked = counter.waitForRequest(`**${visits}`);
    await counter.route(`**${visits}`, async (route) => {
      await held;
      await route.continue();
    });
    await counter.getByLabel('Respiration').fill('28');
    await asked;
    await counter.getByLabel('Far Hospital').evaluate((radio: HTMLInputElement) => (radio.checked = true));
    const saving = counter.getByRole('button', { name: /^Save/ });
    await saving.scrollIntoViewIfNeeded();
    const button = (await saving.boundingBox())!;
    await counter.mouse.move(button.x + 20, button.y + 10);
    await counter.mouse.down();
    const answered = counter.waitForResponse(`**${visits}`);
    letGo();
    await (await answered).finished();
    await counter.waitForTimeout(100);
    await counter.mouse.up();
    await counter.getByText('waits for an answer').first().waitFor();
    expect(await text(counter)).toContain('Far Hospital');
    await counter.unroute(`**${visits}`);
  });
});
