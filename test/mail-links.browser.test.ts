import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Mail } from '../src/mail/mail.entity.js';
import { Notices } from '../src/notices/notices.service.js';
import { programActing } from '../src/staff/actor.js';
import { roles } from '../src/staff/domain/roles.js';
import { Passwords } from '../src/staff/passwords.service.js';
import { RealBrowser } from './support/browser.js';
import { Clinic } from './support/clinic.js';
import { fullTown } from './support/full-town.js';
import { member } from './support/people.js';
import { Recalls } from '../src/stock/recalls/recalls.service.js';
import { Transfers } from '../src/stock/transfers/transfers.service.js';
import { approvedOutlet, doctor, newKey, receive } from './support/town.js';
import { Sessions } from '../src/sessions/sessions.service.js';

/** Every link of every mail, opened as a mail gateway opens them: in a real browser, with scripts. */
describe('The links of mails', () => {
  let clinic: Clinic;
  let browser: RealBrowser;

  beforeAll(async () => {
    clinic = await Clinic.open();
    const { keys, places } = await fullTown(clinic);
    for (const role of roles) {
      const { email } = await member(clinic, role, places[role]);
      await clinic.get(Passwords).forgotten(email);
    }
    const seen = await doctor(clinic, [keys.districtId!]);
    for (const on of ['2022-12-20', '2022-12-21'])
      await clinic
        .get(Sessions)
        .assign(seen, { outletId: keys.outletId!, on, slot: 'morning' }, programActing);
    const medicineId = await receive(clinic, keys.outletId!, 'PARA500', 20, { number: 'TWICE' });
    const wish = {
      fromOutletId: keys.outletId!,
      toOutletId: await approvedOutlet(clinic),
      medicineId,
      quantity: 5,
    };
    await clinic.get(Transfers).ask({ id: newKey(clinic), ...wish }, programActing);
    await clinic.get(Recalls).announce({ medicineId, number: 'TWICE', reason: 'Cracked' }, programActing);
    // A lot that expires within days is an alert.
    await receive(clinic, keys.outletId!, 'IBU200', 1, { expiresOn: '2022-12-24' });
    for (let minutes = 0; minutes < 60; minutes += 5) {
      clinic.clock.forward(5);
      await clinic.get(Notices).round();
    }
    browser = await RealBrowser.open(await clinic.listen());
  });
  afterAll(async () => {
    await browser.close();
    await clinic.close();
  });

  /** All that the database holds. */
  async function everything(): Promise<Record<string, unknown[]>> {
    const tables = clinic.writer.entityMetadatas.map(({ tableName }) => tableName);
    const rows = tables.map(async (table): Promise<[string, unknown[]]> => [
      table,
      await clinic.writer.query<unknown[]>(`SELECT * FROM "${table}"`),
    ]);
    return Object.fromEntries(await Promise.all(rows));
  }

  it('change nothing when they are opened, whatever scripts run', async () => {
    const mails = await clinic.reader.of(Mail).find();
    const links = [
      ...new Set(
        mails.flatMap(
          ({ text, html }) => `${text} ${html}`.match(/http:\/\/localhost:3000\/[^\s"<>]*/g) ?? [],
        ),
      ),
    ].map((link) => link.replaceAll('&amp;', '&').slice('http://localhost:3000'.length));
    const rooms = new Set(links.map((link) => link.split('/')[1]!.split('?')[0]));
    expect([...rooms]).toEqual(
      expect.arrayContaining(['answers', 'acknowledgements', 'passwords', 'transfers', 'outlets']),
    );
    expect(links.some((link) => link.includes('answer=declined'))).toBe(true);

    const before = await everything();
    expect(Object.values(before).flat().length).toBeGreaterThan(100);
    const open = async (some: string[]) => {
      const window = await browser.window();
      for (const link of some) {
        const answer = await window.goto(link, { waitUntil: 'networkidle' });
        // A password's link was replaced by the next one.
        const expected = link.startsWith('/passwords') ? [200, 409] : [200];
        expect(expected, link).toContain(answer?.status());
      }
    };
    await Promise.all([0, 1, 2, 3].map((window) => open(links.filter((_, i) => i % 4 === window))));
    expect(await everything()).toEqual(before);
  }, 120_000);
});
