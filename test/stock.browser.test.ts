/// <reference lib="dom" />
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { IsNull } from 'typeorm';
import { Alert } from '../src/alerts/alert.entity.js';
import { Mail } from '../src/mail/mail.entity.js';
import { Notices } from '../src/notices/notices.service.js';
import { Lot } from '../src/stock/ledger/lot.entity.js';
import { StaffMember } from '../src/staff/staff-member.entity.js';
import { ReorderLevels } from '../src/supply/shelves/reorder-levels.service.js';
import { Visits } from '../src/visits/visits.service.js';
import { programActing } from '../src/staff/actor.js';
import { RealBrowser } from './support/browser.js';
import { Clinic } from './support/clinic.js';
import { member, password } from './support/people.js';
import { changeMedicine, approvedOutlet, district, entry, medicine, receive } from './support/town.js';

/** Shelves, from the delivery to the recall, in a real browser. */
describe('Shelves', () => {
  let clinic: Clinic;
  let browser: RealBrowser;
  let counter: Page;
  let north: string;
  let south: string;
  const emails: Record<string, string> = {};

  beforeAll(async () => {
    clinic = await Clinic.open();
    const districtId = await district(clinic);
    north = await approvedOutlet(clinic, {
      districtId,
      name: 'North Gate',
      latitude: 32.39,
      longitude: 119.42,
    });
    south = await approvedOutlet(clinic, {
      districtId,
      name: 'South Gate',
      latitude: 32.4,
      longitude: 119.42,
    });
    emails.north = (await member(clinic, 'counter', [north])).email;
    emails.second = (await member(clinic, 'counter', [north])).email;
    emails.south = (await member(clinic, 'counter', [south])).email;
    emails.officer = (await member(clinic, 'officer', [districtId])).email;
    browser = await RealBrowser.open(await clinic.listen());
    counter = await browser.signIn(emails.north, password);
  });
  afterAll(async () => {
    expect(browser.complaints).toEqual([]);
    await browser.close();
    await clinic.close();
  });

  const text = (page: Page) => page.locator('body').innerText();
  const click = (page: Page, name: string | RegExp) => page.getByRole('button', { name }).first().click();
  const onHand = async (outletId: string) =>
    Object.fromEntries(
      (await clinic.reader.of(Lot).findBy({ outletId })).map((lot) => [lot.number, lot.onHand]),
    );

  it('take in what is scanned, pack after pack', async () => {
    const { id } = await medicine(clinic, 'LHQW');
    await changeMedicine(clinic, id, { gtin: '06901234567892', packSize: 24 });
    await counter.goto(`/outlets/${north}/stock`);
    await counter.getByRole('link', { name: 'Receive a lot' }).click();
    // A scanner types, and ends with Enter; the field has the focus.
    const ready = () => counter.locator('#scan:focus').waitFor();
    await ready();
    await counter.keyboard.type('0106901234567892' + '10L7|17240831');
    await counter.keyboard.press('Enter');
    await counter.getByText('A pack holds 24').waitFor();
    expect(await counter.getByLabel('Lot number').inputValue()).toBe('L7');
    expect(await counter.getByLabel('Expires on').inputValue()).toBe('2024-08-31');
    await counter.getByLabel('Quantity').fill('48');
    await counter.keyboard.press('Enter');
    await counter.getByText('48 units received').waitFor();
    expect(await onHand(north)).toMatchObject({ L7: 48 });
    // It goes on with the next pack.
    await ready();
    await counter.keyboard.type('nothing that a pack says');
    await counter.keyboard.press('Enter');
    await counter.getByText('This is no GS1 barcode').waitFor();
    await ready();
    await counter.keyboard.type('6900000000007');
    await counter.keyboard.press('Enter');
    await counter.getByText('No medicine of the catalogue has the GTIN 06900000000007').waitFor();
  });

  it('take in a supplier’s file whole, or say what is wrong with each line', async () => {
    const upload = async (lines: string[]) => {
      await counter.goto(`/outlets/${north}/deliveries/file`);
      const buffer = Buffer.from(['code,lot,expiry,quantity', ...lines].join('\n'));
      await counter.getByLabel('File').setInputFiles({ name: 'delivery.csv', mimeType: 'text/csv', buffer });
      await click(counter, 'Look at it');
    };
    await upload(['MMST,M1,2024-05-31,30', 'NOSUCH,M2,2024-05-31,5', 'ORS3,O1,2022-01-31,5']);
    await counter.getByText('Nothing was taken in').waitFor();
    expect(await text(counter)).toMatch(
      /Line 3: no medicine of the catalogue is called NOSUCH[^]*Line 4: This lot has expired/,
    );
    expect(await onHand(north)).not.toHaveProperty('M1');
    const good = ['MMST,M1,2024-05-31,30', '06901234567892,L8,2024/9/30,24'];
    await upload(good);
    await click(counter, 'Take in 2 lines');
    await counter.getByText('2 lines received').waitFor();
    // The same file again is asked about, and nothing is taken in by mistake.
    await upload(good);
    await counter.getByText('took in the same file before').waitFor();
    await click(counter, 'Take in 2 lines');
    await counter.getByText('tick that it is so').first().waitFor();
    expect(await onHand(north)).toMatchObject({ M1: 30, L8: 24 });
    expect(await onHand(north)).toMatchObject({ M1: 30, L8: 24 });
  });

  it('refuse the same ingredient twice, and say why while it is typed', async () => {
    await receive(clinic, north, 'PARA500', 200, { number: 'P1' });
    await receive(clinic, north, 'ANKA', 100, { number: 'A1' });
    await counter.goto(`/outlets/${north}/visits/new`);
    await counter.getByLabel('Name', { exact: true }).fill('Zhou Lan');
    await counter.getByLabel('Born on').fill('1985-05-05');
    await counter.getByLabel('female').check();
    await counter.getByLabel('Temperature').fill('37.9');
    await measure(counter);
    await counter.getByText('None; alert').click();
    await counter.getByText('Asked: these').click();
    await counter.locator('[name="medicines[0][medicine]"]').fill('PARA500');
    await counter.locator('[name="medicines[0][quantity]"]').fill('12');
    await counter.getByText('200 tablets on hand').waitFor();
    await counter.locator('[name="medicines[1][medicine]"]').fill('ANKA');
    await counter.locator('[name="medicines[1][quantity]"]').fill('10');
    await counter.getByText('paracetamol twice').waitFor();
    expect(await text(counter)).toContain('Only a doctor may give it all the same.');
    await counter.locator('[name=disposition][value=medicines]').check();
    await click(counter, /^Save/);
    await counter.getByText('This may harm').waitFor();
    expect(await counter.locator('[name="medicines[1][medicine]"]').inputValue()).toBe('ANKA');
    expect(await onHand(north)).toMatchObject({ P1: 200, A1: 100 });
    // Without the second it is given.
    await counter.locator('[name="medicines[1][medicine]"]').fill('');
    await counter.locator('[name="medicines[1][quantity]"]').fill('');
    await click(counter, /^Save/);
    await counter.getByText('Zhou Lan is logged').waitFor();
    expect(await onHand(north)).toMatchObject({ P1: 188, A1: 100 });
  });

  it('give for a reason what was received lately somewhere else', async () => {
    const { patient } = await clinic.get(Visits).log(
      south,
      entry(clinic, {
        medicines: [
          { medicineId: await receive(clinic, south, 'PARA500', 50, { number: 'P2' }), quantity: 6 },
        ],
      }),
      programActing,
    );
    await counter.goto(`/outlets/${north}/visits/new?patient=${patient.id}`);
    await counter.getByLabel('Temperature').fill('37.5');
    await measure(counter);
    await counter.getByText('None; alert').click();
    await counter.getByText('Asked: these').click();
    await counter.locator('[name="medicines[0][medicine]"]').fill('PARA500');
    await counter.locator('[name="medicines[0][quantity]"]').fill('2');
    await counter.getByText('received 0 days ago at South Gate').waitFor();
    await counter.getByLabel('Give all the same').check();
    await counter.getByLabel('Why it is given all the same').fill('lost on the bus');
    await counter.locator('[name=disposition][value=medicines]').check();
    await click(counter, /^Save/);
    await counter.getByText('is logged').waitFor();
    expect(await onHand(north)).toMatchObject({ P1: 186 });
  });

  it('are counted while the counter goes on selling', async () => {
    await counter.goto(`/outlets/${north}/stock`);
    await counter.getByRole('link', { name: 'Counts' }).click();
    await counter.getByLabel('Blind count').check();
    await click(counter, 'Start a count');
    await counter.getByText('The count has begun').waitFor();
    const row = (number: string) => counter.locator('tr', { hasText: number });
    expect(await row('P1').innerText()).toContain('hidden');
    await row('P1')
      .getByLabel(/^Counted/)
      .fill('180');
    await row('P1').getByRole('button', { name: 'Note' }).click();
    await row('P1').getByText('-6').waitFor();
    // Ten are sold after the lot was counted.
    await clinic
      .get(Visits)
      .log(
        north,
        entry(clinic, { medicines: [{ medicineId: (await medicine(clinic, 'PARA500')).id, quantity: 10 }] }),
        programActing,
      );
    await row('A1')
      .getByLabel(/^Counted/)
      .fill('90');
    await row('A1').getByRole('button', { name: 'Note' }).click();
    await row('A1').getByText('-10').waitFor();
    expect(await row('P1').innerText()).toContain('-10 moved since, kept');
    // The second look finds the ten that were missing.
    await row('A1')
      .getByLabel(/^Counted/)
      .fill('100');
    await row('A1').getByRole('button', { name: 'Count again' }).click();
    await row('A1').getByText('counted 2 times').waitFor();
    await click(counter, 'Post the count');
    await counter.getByText('3 lots were not counted').waitFor();
    await counter.getByLabel('Lots that were not counted').check();
    await click(counter, 'Post the count');
    await counter.locator('.alert-danger', { hasText: 'difference is not explained yet' }).waitFor();
    await row('P1').getByRole('combobox').selectOption('damaged');
    await row('P1').getByRole('button', { name: 'Save' }).click();
    await counter.waitForLoadState();
    await counter.getByLabel('Lots that were not counted').check();
    await click(counter, 'Post the count');
    await counter.getByText('The ledger says what was counted').waitFor();
    expect(await onHand(north)).toMatchObject({ P1: 170, A1: 100 });
  });

  it('share: asked from one end, agreed and sent from the other, received whole, damaged and missing', async () => {
    await receive(clinic, south, 'IBU200', 60, { number: 'I1', expiresOn: '2023-06-30' });
    const { id } = await medicine(clinic, 'IBU200');
    await counter.goto(`/outlets/${north}/transfers/new?medicine=${id}`);
    await counter.getByLabel(/South Gate/).check();
    expect(await text(counter)).toContain('1.1 km');
    await counter.getByLabel('Quantity').fill('30');
    await click(counter, 'Ask another outlet');
    await counter.getByText('The other outlet decides').waitFor();

    const other = await browser.signIn(emails.south!, password);
    await other.goto(`/outlets/${south}/transfers`);
    await other.getByRole('link', { name: /Ibuprofen tablets/ }).click();
    await other.getByLabel('Agreed').fill('24');
    await click(other, 'Let it go');
    await other.getByText('Agreed.').waitFor();
    await click(other, 'Send');
    await other.getByText('It is yours until it has arrived').waitFor();
    expect(await onHand(south)).toMatchObject({ I1: 36 });
    expect(await text(other)).toMatch(/On the way, owned by\s+South Gate/);

    await counter.reload();
    await counter.getByLabel('Whole I1').fill('20');
    await counter.getByLabel('Damaged I1').fill('5');
    await click(counter, 'Receive');
    await counter.getByText('Of lot I1 only 24 were sent').waitFor();
    await counter.getByLabel('Damaged I1').fill('1');
    await click(counter, 'Receive');
    await counter.getByText('Received.').waitFor();
    expect(await onHand(north)).toMatchObject({ I1: 20 });
    expect(await text(counter)).toMatch(/I1\s+30 Jun 2023\s+24\s+20\s+1\s+3/);
  });

  it('are cleared of a recalled lot: blocked everywhere at once, returned, destroyed with two names, done', async () => {
    // A recall blocks a lot in every district.
    const officer = await browser.signIn((await member(clinic, 'officer')).email, password);
    officer.on('dialog', (dialog) => void dialog.accept());
    await officer.goto('/recalls/new');
    await officer.getByLabel('Medicine').selectOption({ label: 'Ibuprofen tablets 0.2 g' });
    await officer.getByLabel('Lot number').fill('i 1');
    await officer.getByLabel('What is wrong with it').fill('Too little in it');
    await click(officer, 'Recall a lot');
    await officer.getByText('blocked at every outlet').waitFor();
    expect(await text(officer)).toMatch(/South Gate\s+36[^]*North Gate\s+20/);
    await click(officer, 'Close: nothing is left');
    await officer.getByText('56 units are still on shelves').waitFor();

    // Nobody hands it out, and none is taken in.
    const { id } = await medicine(clinic, 'IBU200');
    await expect(
      clinic
        .get(Visits)
        .log(north, entry(clinic, { medicines: [{ medicineId: id, quantity: 1 }] }), programActing),
    ).rejects.toMatchObject({ code: 'not-enough-stock' });
    await expect(
      receive(clinic, north, 'IBU200', 5, { number: 'I1', expiresOn: '2023-06-30' }),
    ).rejects.toMatchObject({ code: 'lot-recalled' });

    await counter.goto(`/outlets/${north}/stock/${id}`);
    await counter.getByRole('link', { name: 'Destroy' }).click();
    await counter.getByLabel('E-mail').fill(emails.north!);
    await counter.getByLabel('Password').fill(password);
    await click(counter, 'Destroy');
    await counter.getByText('The second name must be a colleague').waitFor();
    await counter.getByLabel('E-mail').fill(emails.second!);
    await counter.getByLabel('Password').fill(password);
    await click(counter, 'Destroy');
    await counter.getByText('Destroyed, with two names').waitFor();

    const other = await browser.signIn(emails.south!, password);
    await other.goto(`/outlets/${south}/stock/${id}`);
    await other.getByRole('link', { name: 'Return to supplier' }).click();
    await click(other, 'Return to supplier');
    await other.getByText('Returned to the supplier').waitFor();

    await officer.goto('/recalls');
    await officer.getByRole('link', { name: /Ibuprofen/ }).click();
    await click(officer, 'Close: nothing is left');
    await officer.getByText('The lot stays blocked').waitFor();
  });

  it('warn by a mail that is acknowledged by one tap, without signing in', async () => {
    const { id } = await medicine(clinic, 'PARA500');
    await clinic.get(ReorderLevels).set(north, id, 5000, programActing);
    clinic.clock.forward(60);
    await clinic.get(Notices).round();
    const { email } = await clinic.reader.of(StaffMember).findOneByOrFail({ email: emails.officer! });
    const mails = await clinic.reader.of(Mail).find({ where: { recipient: email }, order: { id: 'ASC' } });
    const { text: mail } = mails.find((one) => one.text.includes('Paracetamol tablets'))!;
    // The last of the links speaks of all that the mail tells.
    const [link] = mail.match(/\/acknowledgements\/\S+/g)!.slice(-1) as [string];
    const open = () => clinic.reader.of(Alert).findOneByOrFail({ medicineId: id, closedAt: IsNull() });

    // Whoever opens the link without pressing the button, as a scanner does, says nothing.
    const scanner = await browser.window({ javaScriptEnabled: false });
    await scanner.goto(link);
    expect(await open()).toMatchObject({ acknowledgedAt: null });

    // A telephone, nobody signed in: one tap.
    const telephone = await browser.window({ viewport: { width: 390, height: 800 } });
    await telephone.goto(link);
    expect(await open()).toMatchObject({ acknowledgedAt: null });
    await telephone.getByRole('button', { name: 'I see to' }).first().click();
    await telephone.getByText('nobody else is told').waitFor();
    expect(await telephone.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
    expect((await open()).acknowledgedBy).toContain('officer');
    await telephone.goto(link);
    await telephone.getByText('sees to it').first().waitFor();
    await scanner.getByRole('button', { name: 'I see to it' }).first().click();
    await scanner.getByText('somebody sees to it already').waitFor();
  });
});

/** What the list of low risk asks of somebody with fever, beside temperature and oxygen. */
async function measure(page: Page): Promise<void> {
  await page.getByLabel('SpO₂').fill('97');
  await page.getByLabel('Pulse').fill('84');
  await page.getByLabel('Respiration').fill('16');
  await page.locator('[name=feverDays]').fill('2');
}
