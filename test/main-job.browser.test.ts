/// <reference lib="dom" />
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { Dispatcher } from '../src/mail/dispatcher.js';
import { Notices } from '../src/notices/notices.service.js';
import { Patient } from '../src/patients/patient.entity.js';
import { Visits } from '../src/visits/visits.service.js';
import { RealBrowser } from './support/browser.js';
import { Clinic } from './support/clinic.js';
import { member, password } from './support/people.js';
import { approvedOutlet, chain, district, entry, facility, receive } from './support/town.js';
import { Staff } from '../src/staff/staff.service.js';
import { programActing } from '../src/staff/actor.js';

/** The main job, end to end, as the people of the network do it: every act in a real browser, read off the page. */
describe('The main job', () => {
  let clinic: Clinic;
  let browser: RealBrowser;
  let districtId: string;
  let chainId: string;

  beforeAll(async () => {
    clinic = await Clinic.open();
    browser = await RealBrowser.open(await clinic.listen());
    districtId = await district(clinic, 'Guangling');
    chainId = await chain(clinic, 'Huimin');
  });
  afterEach(() => expect(browser.complaints).toEqual([]));
  afterAll(async () => {
    await browser.close();
    await clinic.close();
  });

  const as = async (
    role: 'admin' | 'officer' | 'counter' | 'doctor' | 'chain-manager',
    places: string[] = [],
  ) => browser.signIn((await member(clinic, role, places)).email, password);
  const text = (page: Page) => page.locator('body').innerText();
  const save = (page: Page, name: string | RegExp) => page.getByRole('button', { name }).click();
  const step = async (page: Page, name: string) => {
    await page.getByRole('button', { name, exact: true }).click();
    await page.waitForLoadState();
  };

  it('an invited officer sets a password by the mailed link and signs in', async () => {
    const { link } = await clinic
      .get(Staff)
      .invite(
        { email: 'zhou@bureau.example', name: 'Zhou Min', role: 'officer', language: 'en', places: [] },
        programActing,
      );
    const page = await browser.window();
    await page.goto(new URL(link).pathname);
    await page.getByLabel('New password').fill('bureau-in-december');
    await save(page, 'Set the password');
    await page.getByLabel('E-mail').fill('zhou@bureau.example');
    await page.getByLabel('Password').fill('bureau-in-december');
    await save(page, 'Sign in');
    await page.waitForURL('**/today');
    expect(await text(page)).toContain('clinics open now');
  });

  it('a chain registers an outlet and applies; the bureau inspects, approves, suspends and reopens it', async () => {
    const manager = await as('chain-manager', [chainId]);
    await manager.goto('/outlets/new');
    await manager.getByLabel('Name').fill('Wenchang Middle Road');
    await manager.getByLabel('Licence number').fill('YZ-0001');
    await manager.getByLabel('District').selectOption({ label: 'Weiyang Guangling' });
    await manager.getByLabel('Chain').selectOption({ label: 'Huimin' });
    await manager.getByLabel('Address').fill('1 Wenchang Middle Road');
    await manager.getByLabel('Latitude').fill('32.39');
    await manager.getByLabel('Longitude').fill('119.42');
    await save(manager, 'Register');
    expect(await text(manager)).toContain('Wenchang Middle Road is registered.');
    await step(manager, 'Apply to be a convenience clinic');
    expect(await text(manager)).toContain('The application is made.');
    expect(await manager.getByRole('button', { name: 'Inspected' }).count()).toBe(0);

    const officer = await as('officer', [districtId]);
    await officer.goto(new URL(manager.url()).pathname);
    await step(officer, 'Inspected');
    await officer.getByLabel('Approval number').fill('YB-2022-1');
    await officer.getByLabel('Valid until').fill('2023-12-31');
    await step(officer, 'Approve');
    expect(await text(officer)).toContain('YB-2022-1, until 31 Dec 2023');
    await officer.locator('#reason-suspend').fill('no pharmacist');
    await step(officer, 'Suspend');
    expect(await text(officer)).toContain('no pharmacist');
    await step(officer, 'Reopen');
    expect(await officer.locator('.badge').first().innerText()).toBe('Approved');
    await officer.goto('/outlets?q=Wenchang');
    expect(await officer.locator('svg.bm-map circle.bm-dot-approved').count()).toBe(1);
  });

  it('the bureau imports a register: sees the changeset, then watches it applied', async () => {
    const officer = await as('officer');
    await officer.goto('/imports/outlets/new');
    const rows = [
      'id,name,addr,tel',
      'R1,One,臺中市西區民權路1號,04-1',
      'R2,Two,臺中市東區信義街2號,04-2',
      'R3,,臺中市東區3號,',
    ];
    await officer
      .getByLabel('File')
      .setInputFiles({ name: 'register.csv', mimeType: 'text/csv', buffer: Buffer.from(rows.join('\n')) });
    await save(officer, 'Look at the changes');
    await officer.waitForURL('**/imports/0*');
    expect(await text(officer)).toMatch(/New\s+2/);
    expect(await text(officer)).toContain('臺中市東區');
    await officer
      .getByRole('link', { name: /Rejected/ })
      .first()
      .click();
    expect(await text(officer)).toContain('Name is missing');
    await save(officer, /Apply \(2 new, 0 changed\)/);
    await officer.getByText('Applied', { exact: true }).waitFor();
    await officer.goto('/outlets?q=R1');
    expect(await text(officer)).toContain('臺中市西區民權路1號');
  });

  it('the bureau registers a doctor, sends them to a session from the outlet’s week, moves and cancels it', async () => {
    await facility(clinic);
    await approvedOutlet(clinic, { districtId, name: 'Wenhe North' });
    const officer = await as('officer');
    await officer.goto('/doctors/new');
    await officer.getByLabel('Name').fill('Chen Jing');
    await officer.getByLabel('Licence number').fill('D-1');
    await officer.getByLabel('Home facility').selectOption({ index: 1 });
    await officer.getByLabel('Registration until').fill('2024-12-31');
    await officer.getByText('Respiratory').click();
    await officer.getByText('Guangling').click();
    await officer.getByLabel('E-mail').fill('chen@hospital.example');
    await officer.getByLabel('Language').selectOption('en');
    await save(officer, 'Register');
    expect(await text(officer)).toContain('Chen Jing is registered.');

    await officer.goto('/outlets?q=Wenhe');
    await officer.getByRole('link', { name: 'Wenhe North' }).first().click();
    await officer.locator('.bm-tabs').getByRole('link', { name: 'Roster' }).click();
    await officer.getByRole('link', { name: /Assign.*Tue.*Morning/ }).click();
    await officer.getByText('Chen Jing').click();
    await save(officer, 'Assign');
    expect(await text(officer)).toContain('Chen Jing is assigned.');
    await officer.getByRole('link', { name: 'Chen Jing' }).click();
    await officer.getByLabel('Day').fill('2022-12-21');
    await save(officer, 'Move');
    expect(await text(officer)).toContain('Moved.');
    await officer.getByRole('link', { name: 'Chen Jing' }).click();
    await officer.getByLabel('Reason').fill('ill');
    await save(officer, 'Cancel');
    expect(await text(officer)).toContain('Cancelled.');
    expect(await officer.locator('.bm-duty').count()).toBe(0);

    await clinic.get(Notices).round();
    await clinic.get(Dispatcher).round();
    const admin = await as('admin');
    await admin.goto('/mailbox');
    expect(await text(admin)).toMatch(
      /chen@hospital.example\s+Clinic session cancelled: Wed 21 Dec Morning 08:30–12:00, Wenhe North/,
    );
    await admin
      .getByRole('link', { name: /session cancelled/ })
      .first()
      .click();
    expect(await text(admin)).toContain('METHOD:CANCEL');
  });

  it('the counter receives a lot, logs a fever patient by keyboard alone, and the warning is mailed', async () => {
    const outletId = await approvedOutlet(clinic, {
      districtId,
      chainId,
      name: 'East Gate',
      email: 'east@clinic.example',
    });
    const counter = await as('counter', [outletId]);
    await counter.goto(`/outlets/${outletId}/deliveries/new`);
    await counter.getByLabel('Medicine').selectOption({ label: 'Paracetamol tablets 0.5 g' });
    await counter.getByLabel('Lot number').fill('220917');
    await counter.getByLabel('Expires on').fill('2024-08-31');
    await counter.getByLabel('Quantity').fill('10');
    await save(counter, 'Receive a lot');
    expect(await text(counter)).toContain('10 units received.');
    const manager = await as('chain-manager', [chainId]);
    await manager.goto(new URL(counter.url()).pathname);
    await manager.getByLabel('Fixed level').fill('8');
    await save(manager, 'Save');

    await counter.goto('/');
    await counter.waitForURL('**/clinic');
    await counter.getByRole('link', { name: 'Log a visit' }).click();
    // From here without a mouse.
    const { keyboard } = counter;
    await counter.locator('form[data-counter][data-ready]').waitFor();
    expect(await counter.evaluate(() => document.activeElement?.getAttribute('name'))).toBe('q');
    await keyboard.press('Alt+i');
    await keyboard.type('11010519491231002X');
    await counter.waitForFunction(
      () => (document.querySelector('[name=bornOn]') as { value?: string } | null)?.value === '1949-12-31',
    );
    await keyboard.press('Enter');
    await keyboard.type('Wang Xiulan');
    await keyboard.press('Alt+t');
    await keyboard.type('101.3');
    await keyboard.press('o');
    await keyboard.type('96');
    await keyboard.press('p');
    await keyboard.type('84');
    await keyboard.press('b');
    await keyboard.type('16');
    await keyboard.press('s');
    await keyboard.press('Tab');
    await keyboard.type('2');
    await keyboard.press('Alt+r');
    await keyboard.press('0');
    await keyboard.press('F4');
    await keyboard.press('m');
    await keyboard.type('dyxajfp');
    await keyboard.press('Enter');
    await keyboard.type('6');
    await keyboard.press('d');
    await keyboard.press('2');
    await keyboard.press('Control+Enter');
    await counter.getByText('is logged').waitFor();
    expect(await text(counter)).toContain('Wang Xiulan is logged. 101.3 °F was read as 38.5 °C.');
    // The next patient is one key away: the search has the focus again.
    expect(await counter.evaluate(() => document.activeElement?.getAttribute('name'))).toBe('q');
    expect(await text(counter)).toContain('Paracetamol tablets 0.5 g: 4 tablets');

    await counter.goto(`/outlets/${outletId}/clinic`);
    expect(await text(counter)).toMatch(/Wang Xiulan\s+38.5 °C fever\s+self-care\s+Medicines/);
    await clinic.get(Notices).round();
    await clinic.get(Dispatcher).round();
    const admin = await as('admin');
    await admin.goto('/mailbox');
    expect(await text(admin)).toContain('East Gate: Paracetamol tablets 0.5 g is low');
    const officer = await as('officer');
    await officer.goto('/alerts');
    expect(await text(officer)).toMatch(/low Paracetamol tablets 0.5 g\s+East Gate\s+4 \/ 8 tablets/);
    await officer.goto('/today');
    expect(await officer.locator('a[href="/alerts"] .bm-figure').innerText()).toBe('1');
  });

  it('a patient is found again, a slip is refused with everything kept, and a visit is corrected', async () => {
    const outletId = await approvedOutlet(clinic, { districtId });
    await receive(clinic, outletId, 'IBU200', 5);
    const counter = await as('counter', [outletId]);
    await counter.goto(`/outlets/${outletId}/visits/new`);
    await counter.locator('[name=q]').fill('11010519491231002x');
    await counter.locator('#found a').click();
    await counter.getByText('someone else').waitFor();
    expect(await text(counter)).toContain('1101**********002X');
    expect(await text(counter)).toContain('East Gate');
    await counter.getByLabel('Temperature').fill('38.9');
    await measure(counter);
    await counter.getByText('None; alert').click();
    await counter.getByLabel('Note').fill('keeps this');
    await counter.getByText('cough', { exact: true }).click();
    await counter.getByText('Asked: these').click();
    await counter.getByLabel('Medicine', { exact: true }).first().fill('IBU200');
    await counter.getByLabel('Qty').first().fill('9');
    await counter.getByText('Home care').click();
    await save(counter, /Save/);
    await counter.getByText('9 asked for, 5 usable').waitFor();
    expect(await counter.getByLabel('Note').inputValue()).toBe('keeps this');
    expect(await counter.getByLabel('cough', { exact: true }).isChecked()).toBe(true);
    await counter.getByLabel('Qty').first().fill('2');
    await save(counter, /Save/);
    await counter.getByText('is logged').waitFor();

    await counter.goto(`/outlets/${outletId}/visits`);
    await counter.getByRole('link', { name: 'Wang Xiulan' }).click();
    await counter.getByRole('link', { name: 'Correct' }).click();
    await counter.getByLabel('Temperature').fill('36.9');
    await counter.getByLabel('Why it is corrected').fill('thermometer slipped');
    await save(counter, 'Correct');
    expect(await text(counter)).toContain('Corrected. The former version is kept.');
    expect(await text(counter)).toContain('thermometer slipped');
    expect(await text(counter)).toContain('36.9 °C');
  });

  /** People are found by name where they were. */
  const seenAt = async (outletId: string, foldedName: string) => {
    const { id: patientId } = await clinic.reader.of(Patient).findOneByOrFail({ foldedName });
    await clinic.get(Visits).log(outletId, entry(clinic, { patientId }), programActing);
  };

  it('what is typed before the page’s behaviours have come is searched for all the same', async () => {
    const outletId = await approvedOutlet(clinic, { districtId });
    await seenAt(outletId, 'wangxiulan');
    const counter = await as('counter', [outletId]);
    let come = (): void => undefined;
    const typed = new Promise<void>((resolve) => (come = resolve));
    await counter.route('**/assets/parts*.js', async (route) => {
      await typed;
      await route.continue();
    });
    await counter.goto(`/outlets/${outletId}/visits/new`, { waitUntil: 'commit' });
    await counter.locator('[name=q]').pressSequentially('Wang X');
    expect(await counter.locator('#found a').count()).toBe(0);
    come();
    await counter.locator('#found a').getByText('Wang Xiulan').waitFor();
  });

  it('stock is adjusted for a reason, and a movement is reversed', async () => {
    const outletId = await approvedOutlet(clinic, { districtId });
    const medicineId = await receive(clinic, outletId, 'IBU200', 20);
    // A minute later, so that the ledger knows which movement came last.
    clinic.clock.forward(1);
    const counter = await as('counter', [outletId]);
    counter.on('dialog', (dialog) => void dialog.accept());
    await counter.goto(`/outlets/${outletId}/stock/${medicineId}`);
    await counter.getByRole('link', { name: 'Adjust' }).click();
    await counter.getByLabel('Change').fill('-3');
    await counter.getByLabel('Reason').selectOption('damaged');
    await save(counter, 'Adjust');
    expect(await text(counter)).toContain('Adjusted.');
    expect(await counter.locator('.bm-figure').innerText()).toBe('17 tablets');
    await counter.getByRole('button', { name: 'Reverse' }).first().click();
    await counter.getByText('Reversed.').waitFor();
    expect(await counter.locator('.bm-figure').innerText()).toBe('20 tablets');
  });

  it('a sign-in that ends in the middle of a form loses nothing that was typed', async () => {
    const outletId = await approvedOutlet(clinic, { districtId });
    const { email } = await member(clinic, 'counter', [outletId]);
    const counter = await browser.signIn(email, password);
    await counter.goto(`/outlets/${outletId}/visits/new`);
    await counter.getByLabel('Name', { exact: true }).fill('Li Na');
    await counter.getByLabel('Temperature').fill('38.1');
    await measure(counter);
    await counter.getByText('None; alert').click();
    await counter.context().clearCookies();
    // The panel that follows what is typed finds the sign-in ended: the page stays, and says so.
    await counter.getByText('Advice').click();
    await counter.getByText('Your sign-in has ended').waitFor();
    await save(counter, /Save/);
    await counter.getByText('what you typed comes back').waitFor();
    await counter.getByLabel('E-mail').fill(email);
    await counter.getByLabel('Password').fill(password);
    await save(counter, 'Sign in');
    await counter.getByText('It is not saved yet').waitFor();
    expect(await counter.getByLabel('Name', { exact: true }).inputValue()).toBe('Li Na');
    expect(await counter.getByLabel('Temperature').inputValue()).toBe('38.1');
    await counter.getByLabel('Born on').fill('1990-05-05');
    await counter.getByLabel('female').check();
    await save(counter, /Save/);
    await counter.getByText('Li Na is logged').waitFor();
  });

  it('an officer’s pages fit a telephone', async () => {
    const { email } = await member(clinic, 'officer');
    const page = await browser.signIn(email, password, { viewport: { width: 390, height: 844 } });
    for (const path of [
      '/today',
      '/outlets',
      '/doctors',
      '/visits',
      '/alerts',
      '/medicines',
      '/facilities',
    ]) {
      await page.goto(path);
      const wider = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      expect({ path, wider }).toEqual({ path, wider: 0 });
    }
    await page.getByText('Menu').click();
    await page.getByRole('link', { name: 'Today' }).click();
    await page.waitForURL('**/today');
  });

  it('goes on without JavaScript', async () => {
    const outletId = await approvedOutlet(clinic, { districtId });
    await seenAt(outletId, 'wangxiulan');
    const { email } = await member(clinic, 'counter', [outletId]);
    const counter = await browser.signIn(email, password, { javaScriptEnabled: false });
    await counter.goto(`/outlets/${outletId}/visits/new`);
    await counter.locator('[name=q]').fill('Wang');
    await counter.getByRole('button', { name: 'Find' }).click();
    await counter.getByRole('link', { name: /Wang Xiulan/ }).click();
    await counter.getByLabel('Temperature').fill('37.4');
    await measure(counter);
    await counter.getByText('None; alert').click();
    await counter.getByText('Advice', { exact: true }).click();
    await save(counter, /Save/);
    expect(await text(counter)).toContain('Wang Xiulan is logged.');
  });
});

/** What the list of low risk asks of somebody with fever, beside temperature and oxygen. */
async function measure(page: Page): Promise<void> {
  await page.getByLabel('SpO₂').fill('97');
  await page.getByLabel('Pulse').fill('84');
  await page.getByLabel('Respiration').fill('16');
  await page.locator('[name=feverDays]').fill('2');
}
