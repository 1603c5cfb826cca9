import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Availabilities } from '../../src/doctors/availabilities.service.js';
import { Loan } from '../../src/doctors/availability.entity.js';
import { Doctors } from '../../src/doctors/doctors.service.js';
import { Imports } from '../../src/imports/imports.service.js';
import { programActing } from '../../src/staff/actor.js';
import { Clinic } from '../support/clinic.js';
import { signedIn } from '../support/people.js';
import { district, doctor } from '../support/town.js';
import { textOf, type Visitor } from '../support/visitor.js';

describe('When doctors can, as a file', () => {
  let clinic: Clinic;
  let officer: Visitor;
  let chen: string;

  beforeAll(async () => {
    clinic = await Clinic.open();
    officer = await signedIn(clinic, 'officer');
    const districtId = await district(clinic);
    chen = await doctor(clinic, [districtId], { name: '陈静', licenceNumber: 'D-1' });
    await doctor(clinic, [districtId], { name: '=HYPERLINK("x")', licenceNumber: 'D-2' });
    const gone = await doctor(clinic, [districtId], { licenceNumber: 'D-3' });
    await clinic.get(Doctors).strikeOff(gone, 'retired', programActing);
    await clinic
      .get(Availabilities)
      .sayOtherwise(
        chen,
        { from: '2022-12-24', to: '2022-12-24', slots: ['morning'], says: 'cannot' },
        programActing,
      );
    const week = 'OLRXOXXOOOOOXXXXXXXLX';
    await clinic.get(Availabilities).say(chen, { week, mostHours: 24, overtime: true }, programActing);
  });
  afterAll(() => clinic.close());

  const exported = async (ending: string) =>
    (
      await clinic.app.inject({
        method: 'GET',
        url: `/doctors/availability.${ending}`,
        headers: { cookie: officer.cookieHeader },
      })
    ).rawPayload;
  const load = (content: Buffer, dryRun = false) =>
    clinic.get(Imports).importFile('availability', content, programActing, { dryRun, acceptGuesses: true });

  it.each(['csv', 'xlsx'])('leaves as %s, and read again it changes nothing', async (ending) => {
    expect(await load(await exported(ending))).toMatchObject({ rows: 2, unchanged: 2 });
  });

  it('changed in a spreadsheet changes what it says, and nothing else', async () => {
    const file = (await exported('csv')).toString('utf8');
    expect(file).not.toMatch(/,=HYPERLINK/);
    const changed = file
      .replace(/(D-1,陈静,)O,/, '$1不行,')
      .replace(',24,yes,2022-12-24 X..', ',16,no,2022-12-24 .O.; 2022-12-26 XXX')
      .replace(/(D-1,.*),yes,,/, '$1,yes,2022-12-20,2022-12-31');
    expect(await load(Buffer.from(changed), true)).toMatchObject({ changed: 1, unchanged: 1 });
    expect(await load(Buffer.from(changed))).toMatchObject({ changed: 1, unchanged: 1 });
    const { said } = await clinic.get(Availabilities).of(chen);
    expect(said).toMatchObject({ week: 'XLRXOXXOOOOOXXXXXXXLX', mostHours: 16, overtime: false });
    const loan = await clinic.reader.of(Loan).findOneBy({ doctorId: chen });
    expect(loan).toMatchObject({ lent: true, from: '2022-12-20', until: '2022-12-31' });
    const { exceptions } = await clinic.get(Availabilities).of(chen);
    const told = exceptions.map(({ on, slot, says }) => `${on.slice(8)} ${slot} ${says}`);
    expect(told.sort()).toEqual([
      '24 afternoon can',
      '26 afternoon cannot',
      '26 evening cannot',
      '26 morning cannot',
    ]);
  });

  it('says of each row that can’t be taken why', async () => {
    const [headings, ...all] = (await exported('csv')).toString('utf8').trim().split('\n');
    const row = all.find((line) => line.startsWith('D-1'));
    const rows = [
      row!.replace(/,16,no/, ',60,no'),
      row!.replace('D-1', 'D-9'),
      row!.replace('D-1', 'D-3'),
      row!.replace('X,', 'maybe,'),
      row!.replace('2022-12-26 XXX', '2022-12-26 X'),
      row!.replace('2022-12-31', '2022-12-01'),
      row!.replace(',yes,2022-12-20', ',yes,soon'),
    ];
    await officer.get('/imports/availability/new');
    const content = Buffer.from([headings, ...rows].join('\n'));
    const { location } = await officer.upload('/imports/availability', 'a.csv', content);
    const page = textOf((await officer.get(location!)).body);
    expect(page).toContain('Most hours a week is no whole number from 0 to 48');
    expect(page.match(/the register knows no such working doctor/g)).toHaveLength(2);
    expect(page).toContain('Days otherwise needs days such as');
    expect(page).toContain('Lent until is before the first day');
    expect(page).toContain('Lent from is no day');
    expect(page).toContain('Monday needs O, L, R or X in each slot');
    await expect(load(Buffer.from('licence number,name\nD-1,x\n'))).rejects.toMatchObject({
      code: 'column-missing',
    });
  });

  it.each(['outlets', 'facilities', 'capacity', 'availability'])('has a page to upload %s', async (kind) => {
    expect((await officer.get(`/imports/${kind}/new`)).status).toBe(200);
  });
});
