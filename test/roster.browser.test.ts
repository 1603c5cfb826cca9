/// <reference lib="dom" />
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { Availabilities } from '../src/doctors/availabilities.service.js';
import { Lendings } from '../src/doctors/lending.service.js';
import { RealBrowser } from './support/browser.js';
import { Clinic } from './support/clinic.js';
import { member, password } from './support/people.js';
import { district, doctor, facility } from './support/town.js';

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
});
