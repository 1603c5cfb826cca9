/// <reference lib="dom" />
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { Availabilities } from '../src/doctors/availabilities.service.js';
import { Lendings } from '../src/doctors/lending.service.js';
import { RealBrowser } from './support/browser.js';
import { Mail } from '../src/mail/mail.entity.js';
import { Clinic, mondayMorning } from './support/clinic.js';
import { member, password } from './support/people.js';
import { district, doctor, facility } from './support/town.js';
import { nextWeek, type Town, weekTown } from './support/week.js';

const telephone = { viewport: { width: 390, height: 844 } };

/** The roster as doctors, hospitals and officers make it, in a real browser. */
describe('The roster', () => {
  let clinic: Clinic;
  let browser: RealBrowser;
  let home: string;
  let doctorId: string;

  beforeAll(async () => {
    clinic = await Clinic.open();
    browser = await RealBrowser.open(await clinic.listen());
    home = await facility(clinic, { name: 'Guangling Hospital' });
    doctorId = await doctor(clinic, [await district(clinic)], { homeFacilityId: home, name: 'Chen Jing' });
  });
  afterEach(() => expect(browser.complaints).toEqual([]));
  afterAll(async () => {
    await browser.close();
    await clinic.close();
  });

  it.each([true, false])(
    'a doctor says on a telephone when they can (JavaScript: %s)',
    async (javaScriptEnabled) => {
      const { email } = await member(clinic, 'doctor', [doctorId]);
      const page = await browser.signIn(email, password, { ...telephone, javaScriptEnabled });
      await page.getByText('Menu').first().click();
      await page.getByRole('link', { name: 'Availability' }).click();
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
      await page.getByLabel('Wed Morning').selectOption('no');
      await page.getByLabel('Sat Evening').selectOption('gladly');
      await page.getByLabel(/Most hours a week/).fill('24');
      await page.getByRole('button', { name: 'Save' }).click();
      await page.getByText('Saved').first().waitFor();
      expect(await page.getByLabel('Wed Morning').inputValue()).toBe('cannot');

      await page.getByLabel('From').fill('2022-12-27');
      await page.getByLabel('Note').fill('conference');
      await page.getByRole('button', { name: 'Say so' }).click();
      await page.getByText('Noted.').waitFor();
      expect(await page.locator('body').innerText()).toContain('conference');
      const { said, exceptions } = await clinic.get(Availabilities).of(doctorId);
      expect(said).toMatchObject({ week: 'OOXOOXXOOOOOXXXXXXXLX', mostHours: 24 });
      expect(exceptions.map(({ on, says }) => `${on} ${says}`)).toEqual(Array(3).fill('2022-12-27 cannot'));
    },
  );

  it('a hospital says whom it lends and how many stay', async () => {
    const { email } = await member(clinic, 'hospital', [home]);
    const page = await browser.signIn(email, password, telephone);
    await page.goto(`/facilities/${home}/lending`);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
    await page.getByLabel('Morning').fill('1');
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.getByText('Saved').first().waitFor();
    await page.getByLabel('Until').fill('2022-12-31');
    await page.getByRole('button', { name: 'Save Chen Jing' }).click();
    await page.getByText('What Chen Jing is lent for is saved.').waitFor();
    expect(await clinic.get(Lendings).of(home)).toMatchObject({
      lent: [{ lent: true, until: '2022-12-31' }],
      keeps: { morning: 1, afternoon: 0, evening: 0 },
    });
  });

  describe('of a week', () => {
    let town: Town;
    let officer: Page;

    const seat = (name: string) => officer.locator('.bm-board .bm-duty', { hasText: name });
    const done = (text: string | RegExp) => officer.getByRole('status').getByText(text).waitFor();

    beforeAll(async () => {
      town = await weekTown(clinic);
      const { email } = await member(clinic, 'officer');
      officer = await browser.signIn(email, password);
    });

    it('is proposed, and the officer sees why a doctor is where they are', async () => {
      await officer.goto(`/roster?week=${nextWeek}`);
      await officer.getByText('Shown is what is published.').waitFor();
      expect(await officer.locator('.bm-board .bm-lack').count()).toBe(10);
      await officer.getByRole('button', { name: 'Propose' }).click();
      await officer.getByRole('link', { name: 'Review and publish' }).waitFor();
      expect(await officer.locator('.bm-board .bm-lack').count()).toBe(0);
      expect(await officer.locator('.bm-board .bm-duty').count()).toBe(10);
      await seat('xu').first().focus();
      await officer.keyboard.press('Enter');
      const panel = officer.locator('#panel');
      await panel.getByText('Without this session the roster would cost').waitFor();
      expect(await panel.innerText()).toMatch(/xu · second[^]*Nobody there[^]*Nobody else may go/);
    });

    it('is changed by key, by form and by drag; each says what it costs, or which rule it breaks', async () => {
      const panel = officer.locator('#panel');
      await officer.keyboard.press('l');
      await done('Locked: a proposal leaves it where it is.');
      expect(await seat('xu').first().innerText()).toContain('stays');
      // Another doctor instead, by the panel.
      const monday = officer.locator('tr', { hasText: 'first' }).locator('td').first().locator('.bm-duty');
      const before = await monday.innerText();
      await monday.click();
      await panel.getByRole('button', { name: 'Take', exact: true }).first().click();
      await done(/^Replaced, [+−]/);
      expect(await monday.innerText()).not.toBe(before);
      await officer.getByRole('button', { name: 'Undo' }).click();
      await done('Taken back.');
      expect(await monday.innerText()).toBe(before);
      // Dragged onto a colleague who comes to the same outlet on another day, they swap.
      const first = officer.locator('tr', { hasText: 'first' }).locator('.bm-duty');
      const other = (await first.allInnerTexts()).findIndex((name) => name !== before);
      await monday.dragTo(first.nth(other));
      await done(/^Swapped, /);
      expect(await monday.innerText()).not.toBe(before);
      await officer.getByRole('button', { name: 'Undo' }).click();
      await done('Taken back.');
      // Dragged to where a rule stands against it, everything stays.
      await monday.dragTo(seat('xu').first());
      await officer
        .getByRole('alert')
        .getByText('may not treat those whom second needs a doctor for')
        .waitFor();
      await monday.dragTo(officer.locator('tr', { hasText: 'first' }).locator('td').nth(5));
      await officer.getByRole('alert').getByText(`${before} can’t then.`).waitFor();
      expect(await monday.innerText()).toBe(before);
    });

    it('is published, and declined from the mail by one tap', async () => {
      await officer.getByRole('link', { name: 'Review and publish' }).click();
      await officer.getByText('10 changes to what is published').waitFor();
      await officer.getByRole('button', { name: 'Publish what is ticked' }).click();
      await done('10 changes are published. The mails are on their way.');
      const { text } = await clinic.reader.of(Mail).findOneByOrFail({ recipient: 'xu@hospital.example' });
      const links = text.match(/\/answers\/\S+answer=declined\S*/g)!;
      expect(links).toHaveLength(5);
      const doctor = await browser.window(telephone);
      await doctor.goto(links[1]!);
      await doctor.getByRole('button', { name: 'I can’t come' }).first().click();
      await doctor.getByText('Thank you for saying so.').waitFor();
      expect(await doctor.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
      await officer.reload();
      expect(await seat('xu').nth(1).innerText()).toContain('declined');
    });

    it('is mended when a doctor falls ill', async () => {
      const liu = await seat('liu').count();
      expect(liu).toBeGreaterThan(0);
      await seat('liu').first().click();
      await officer.locator('#panel').getByRole('link', { name: 'Can’t come' }).click();
      await officer.getByLabel('To').fill('2023-01-01');
      await officer.getByRole('button', { name: 'Find replacements' }).click();
      await officer.getByText(`${liu} session`).waitFor();
      await officer.getByRole('link', { name: 'Move as few as possible' }).click();
      await officer.getByText(/steps? mends? it/).waitFor();
      await officer.getByLabel('Reason').fill('ill');
      await officer.getByRole('button', { name: 'Call off and send' }).click();
      await done(`liu is called off from ${liu} sessions`);
      await officer.goto(`/roster?week=${nextWeek}`);
      expect(await seat('liu').count()).toBe(0);
      expect(await seat('chen').count()).toBe(5);
    });

    it('begins when the counter checks the doctor in', async () => {
      clinic.clock.set(new Date('2022-12-26T00:25:00Z'));
      const { email } = await member(clinic, 'counter', [town.first]);
      const counter = await browser.signIn(email, password, telephone);
      await counter.getByRole('button', { name: 'Is here' }).click();
      await counter.getByText('Checked in.').waitFor();
      await counter.getByText('here 08:25').waitFor();
      clinic.clock.set(mondayMorning);
    });
  });
});
