/// <reference lib="dom" />
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { Doubles } from '../src/patient-records/doubles.service.js';
import { Patient } from '../src/patients/patient.entity.js';
import { Lot } from '../src/stock/ledger/lot.entity.js';
import { RealBrowser } from './support/browser.js';
import { filmed, filmOf } from './support/camera.js';
import { Clinic } from './support/clinic.js';
import { member, password } from './support/people.js';
import { approvedOutlet, changeMedicine, district, medicine, receive } from './support/town.js';

/** What comes in at a counter, by hand, by scanner and by file, is what was meant, or is asked about. */
describe('In a browser', () => {
  let clinic: Clinic;
  let address: string;
  let browser: RealBrowser;
  let outletId: string;
  let counter: Page;
  let officer: Page;

  beforeAll(async () => {
    clinic = await Clinic.open();
    address = await clinic.listen();
    browser = await RealBrowser.open(address);
    const districtId = await district(clinic);
    outletId = await approvedOutlet(clinic, { districtId });
    await receive(clinic, outletId, 'PARA500', 500, { number: 'AB12', expiresOn: '2028-08-31' });
    const { id } = await medicine(clinic, 'PARA500');
    await changeMedicine(clinic, id, { gtin: '06901234567892', packSize: 12 });
    counter = await browser.signIn((await member(clinic, 'counter', [outletId])).email, password);
    officer = await browser.signIn((await member(clinic, 'officer', [districtId])).email, password);
  });
  afterEach(() => expect(browser.complaints).toEqual([]));
  afterAll(async () => {
    await browser.close();
    await clinic.close();
  });

  const click = (page: Page, name: string | RegExp) => page.getByRole('button', { name }).first().click();
  const text = (page: Page) => page.locator('main').innerText();
  const lots = async () =>
    (await clinic.reader.of(Lot).findBy({ outletId })).map((lot) => [lot.number, lot.expiresOn, lot.onHand]);

  it('a supplier’s file with headings of its own is mapped by hand, once', async () => {
    const upload = async (name: string, ...rows: string[]) => {
      await counter.goto(`/outlets/${outletId}/deliveries/file`);
      const buffer = Buffer.from(['品号,批,到期,数', ...rows].join('\n'));
      await counter.getByLabel('File').setInputFiles({ name, mimeType: 'text/csv', buffer });
      await click(counter, 'Look at it');
    };
    await upload('first.csv', 'PARA500,H1,2028-08-31,5');
    await counter.getByText('lacks columns').waitFor();
    for (const [label, heading] of [
      ['Code', '品号'],
      ['Lot', '批'],
      ['Expiry', '到期'],
      ['Quantity', '数'],
    ] as const)
      await counter
        .locator('tr', { has: counter.getByText(label, { exact: false }) })
        .locator('select')
        .first()
        .selectOption(heading);
    await click(counter, /columns|read/i);
    await click(counter, /Take in 1 line/);
    await counter.getByText(/1 lines? received/).waitFor();
    await upload('second.csv', 'PARA500,H2,2028-08-31,7');
    await click(counter, /Take in 1 line/);
    await counter.getByText(/1 lines? received/).waitFor();
    expect(await lots()).toEqual(
      expect.arrayContaining([
        ['H1', '2028-08-31', 5],
        ['H2', '2028-08-31', 7],
      ]),
    );
  });

  it('a pack is held before the camera of a telephone, and nothing of that is loaded or allowed elsewhere', async () => {
    const film = await filmOf('(01)06901234567892(10)CAM7(17)280831', 'DataMatrix', 'gs1');
    const telephone = await RealBrowser.open(address, filmed(film));
    const { email } = await member(clinic, 'counter', [outletId]);
    const page = await telephone.signIn(email, password, { viewport: { width: 390, height: 844 } });
    const loaded: string[] = [];
    page.on('request', (request) => loaded.push(new URL(request.url()).pathname));
    const opened = await page.goto(`/outlets/${outletId}/deliveries/new`);
    expect(opened!.headers()['content-security-policy']).toContain("'wasm-unsafe-eval'");
    expect(opened!.headers()['permissions-policy']).toContain('camera=(self)');
    expect(loaded.filter((path) => path.endsWith('.wasm'))).toEqual([]);
    await page.getByRole('button', { name: 'Camera' }).click();
    await page.waitForURL(/scan=/);
    expect(loaded.filter((path) => path.endsWith('.wasm'))).toHaveLength(1);
    expect(await page.getByLabel('Lot number').inputValue()).toBe('CAM7');
    expect(await page.getByLabel('Expires on').inputValue()).toBe('2028-08-31');
    const elsewhere = await page.goto(`/outlets/${outletId}/stock`);
    expect(elsewhere!.headers()['content-security-policy']).not.toContain('wasm');
    expect(elsewhere!.headers()['permissions-policy']).toContain('camera=()');
    expect(telephone.complaints).toEqual([]);
    await telephone.close();
  });

  it('says so where there is no camera, and the barcode is typed', async () => {
    await counter.goto(`/outlets/${outletId}/deliveries/new`);
    await counter.getByRole('button', { name: 'Camera' }).click();
    await counter.getByText('No camera, or it may not be used here').waitFor();
    await counter.getByRole('button', { name: 'Close' }).click();
    await counter.locator('#scan').fill('6901234567892');
  });

  it('a delivery is scanned with every trap that a pack has', async () => {
    const scan = async (typed: string) => {
      await counter.goto(`/outlets/${outletId}/deliveries/new`);
      await counter.locator('#scan:focus').waitFor();
      await counter.keyboard.type(typed);
      await counter.keyboard.press('Enter');
      await counter.waitForURL(/scan=/);
    };
    const number = () => counter.getByLabel('Lot number').inputValue();
    const expires = () => counter.getByLabel('Expires on').inputValue();
    // A lot that ends in what reads as an expiry is asked about, and not taken for a lot.
    await scan('010690123456789210AB1217280831');
    expect(await text(counter)).toContain('AB12');
    expect(await number()).not.toBe('AB1217280831');
    // A traceability code says nothing of lot or expiry.
    await scan('81234567890123456789');
    expect(await counter.locator('#scan-error').innerText()).toMatch(/traceability/i);
    // A Digital Link is a barcode like others.
    await scan('https://id.gs1.org/01/06901234567892/10/DL7?17=280831');
    expect([await number(), await expires()]).toEqual(['DL7', '2028-08-31']);
    // Day 00 is the month’s last.
    await scan('01069012345678921728020010FEB');
    expect([await number(), await expires()]).toEqual(['FEB', '2028-02-29']);
    // A lot that looks like one that is there is asked about, and taken from whoever is sure.
    await scan('01069012345678921728083110AB1Z');
    await counter.getByLabel('Lot number').fill('A812');
    await counter.getByLabel('Quantity').fill('12');
    await click(counter, 'Receive a lot');
    await counter.getByText('AB12').first().waitFor();
    expect((await lots()).map(([lot]) => lot)).not.toContain('A812');
    await counter.locator('[name=sure]').check();
    await click(counter, 'Receive a lot');
    await counter.getByText('12 units received').waitFor();
    expect((await lots()).map(([lot]) => lot)).toContain('A812');
    // What has expired does not come in.
    await scan('01069012345678921719083110OLD');
    await counter.getByLabel('Quantity').fill('12');
    await click(counter, 'Receive a lot');
    await counter.getByText('This lot has expired').first().waitFor();
    expect((await lots()).map(([lot]) => lot)).not.toContain('OLD');
    // The barcode of another maker is learnt from whoever says whose it is.
    await scan('0106909876543212172808311' + '0SM1');
    await counter.getByText('No medicine of the catalogue has the GTIN 06909876543212').waitFor();
    await counter.getByLabel('Medicine').selectOption({
      label: (
        await counter
          .locator('#medicineId option', { hasText: /paracetamol/i })
          .first()
          .innerText()
      ).trim(),
    });
    await counter.getByLabel('Quantity').fill('24');
    await click(counter, 'Receive a lot');
    await counter.getByText('24 units received').waitFor();
    await scan('01069098765432121728083110SM2');
    expect(await text(counter)).not.toContain('No medicine of the catalogue');
    expect(await number()).toBe('SM2');
  });

  const register = async (given: { name: string; telephone?: string }, bornOn = '1970-05-05') => {
    await counter.goto(`/outlets/${outletId}/visits/new`);
    await counter.getByLabel('Name', { exact: true }).fill(given.name);
    await counter.getByLabel('Born on').fill(bornOn);
    await counter.locator('#identity').getByText('female').click();
    if (given.telephone) await counter.getByLabel('Telephone').fill(given.telephone);
    await counter.getByLabel('Temperature').fill('36.8');
    await counter.getByLabel('SpO₂').fill('98');
    await counter.locator('[name=symptoms][value=none]').check({ force: true });
    await counter.locator('[name=disposition][value=advice]').check({ force: true });
  };

  it('somebody who is registered twice is asked about, corrected, merged, and made two again', async () => {
    await register({ name: 'Zhou Lan', telephone: '13900001111' });
    await click(counter, 'Save');
    await counter.getByText('Zhou Lan is logged').waitFor();
    // Typed again: is it this one? It is said to be somebody else, by mistake.
    await register({ name: 'Zhou Lan', telephone: '13900001111' });
    await click(counter, 'Save');
    await counter.getByText('Is it this one?').waitFor();
    await counter.getByLabel('somebody else, who is here for the first time').check();
    await click(counter, 'Save');
    await counter.getByText('Zhou Lan is logged').waitFor();
    const people = async () =>
      (await clinic.reader.of(Patient).findBy({ foldedName: 'zhoulan' })).sort((a, b) =>
        a.id < b.id ? -1 : 1,
      );
    expect(await people()).toHaveLength(2);

    // The counter corrects a birth date, and is told what follows.
    const [first, second] = (await people()) as [Patient, Patient];
    await counter.goto(`/patients/${second.id}`);
    await counter.getByRole('link', { name: 'Correct the record' }).click();
    await counter.getByLabel('Born on').fill('1970-05-06');
    await counter.getByLabel('Why').fill('typed wrong');
    await click(counter, 'Save');
    await counter.getByText('typed wrong').waitFor();
    expect(await text(counter)).toContain('6 May 1970');

    // The officer finds the two side by side, merges them, and makes them two again.
    await clinic.get(Doubles).sweep();
    await officer.goto('/likely-doubles');
    const row = officer.locator('tr', { hasText: 'Zhou Lan' });
    expect(await row.innerText()).toMatch(/Birth date nearly/);
    await row.getByRole('link', { name: 'Compare' }).click();
    await officer.locator('[name=bornOn][value=kept]').check();
    await click(officer, 'They are one person: merge');
    await officer.getByText('Merged.').waitFor();
    const kept = new URL(officer.url()).pathname.split('/').at(-1)!;
    expect([first.id, second.id]).toContain(kept);
    expect(await text(officer)).toContain('Stands also for');
    await officer.goto('/likely-doubles');
    expect(await text(officer)).not.toContain('Zhou Lan');
    await officer.goto(`/patients/${kept}`);
    officer.once('dialog', (dialog) => void dialog.accept());
    await click(officer, 'Undo: make two again');
    await officer.getByText('Two records again').waitFor();
    expect((await people()).map((one) => one.mergedIntoId)).toEqual([null, null]);
    await officer.goto('/likely-doubles');
    await clinic.get(Doubles).sweep();
    await officer.reload();
    await click(officer, 'These are two people');
    await officer.getByText('they are not asked about again').waitFor();
    expect(await officer.locator('tr', { hasText: 'Zhou Lan' }).count()).toBe(0);
  });
});
