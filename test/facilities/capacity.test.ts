import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Capacities } from '../../src/facilities/capacities.service.js';
import { CapacityReport, FacilityDay } from '../../src/facilities/capacity.entity.js';
import { isStale } from '../../src/facilities/domain/capacity.js';
import { Imports } from '../../src/imports/imports.service.js';
import { programActing } from '../../src/staff/actor.js';
import { Notice } from '../../src/notices/notice.entity.js';
import { CapacityReminders } from '../../src/referrals/capacity-reminders.js';
import { Facility } from '../../src/facilities/facility.entity.js';
import { caseOf } from '../support/cases.js';
import { Clinic, mondayMorning, today } from '../support/clinic.js';
import { acting, member, signedIn } from '../support/people.js';
import { facility } from '../support/town.js';
import { textOf } from '../support/visitor.js';

describe('A facility’s room', () => {
  let clinic: Clinic;

  beforeAll(async () => {
    clinic = await Clinic.open();
  });
  afterAll(() => clinic.close());

  const room = { open: true, accepting: true };

  it('is reported by its own staff, or by an officer for it, and by nobody else', async () => {
    const [own, other] = [await facility(clinic), await facility(clinic)];
    const ward = await acting(clinic, 'hospital', [own]);
    await clinic.get(Capacities).report(own, { ...room, waiting: 14 }, ward);
    await expect(clinic.get(Capacities).report(other, room, ward)).rejects.toMatchObject({
      code: 'not-found',
    });
    await clinic.get(Capacities).report(other, room, await acting(clinic, 'officer'));
    const visitor = await signedIn(clinic, 'hospital', [own]);
    expect((await visitor.get(`/facilities/${other}/capacity`)).status).toBe(404);
    expect(textOf((await visitor.get(`/facilities/${own}/capacity`)).body)).toContain('accepting 14');
  });

  it.each([
    [{ beds: 10, bedsOccupied: 11 }, 'occupied-above-total'],
    [{ icuBeds: 1, icuOccupied: 2 }, 'occupied-above-total'],
    [{ bedsOccupied: 1 }, 'total-missing'],
  ])('is never more occupied than there is: %j', async (figures, code) => {
    const id = await facility(clinic);
    await expect(
      clinic.get(Capacities).report(id, { ...room, ...figures }, programActing),
    ).rejects.toMatchObject({ code });
    await expect(
      clinic.writer.getRepository(CapacityReport).insert({
        id: `x${code}`,
        facilityId: id,
        ...room,
        beds: 1,
        bedsOccupied: 2,
        reportedAt: clinic.clock.now(),
      }),
    ).rejects.toThrow();
  });

  it('is asked for by mail in the last hour before it ages, once a report, and the list says who is silent', async () => {
    const [own, silent] = [
      await facility(clinic, { name: '问诊医院' }),
      await facility(clinic, { name: '沉默医院' }),
    ];
    const { email } = await member(clinic, 'hospital', [own]);
    await clinic.get(Capacities).report(own, room, programActing);
    const asked = async () => {
      await clinic.get(CapacityReminders).sweep();
      const notices = await clinic.reader.of(Notice).findBy({ recipient: email });
      return notices.length;
    };
    clinic.clock.forward(3 * 60 - 1);
    expect(await asked()).toBe(0);
    clinic.clock.forward(1);
    expect(await asked()).toBe(1);
    expect(await asked()).toBe(1);
    const officer = await signedIn(clinic, 'officer');
    const names = async (query: string) => {
      const { body } = await officer.get(`/facilities?${query}`);
      return ['问诊医院', '沉默医院'].filter((name) => body.includes(name));
    };
    expect(await names('silent=on')).toEqual(['沉默医院']);
    clinic.clock.forward(2 * 60);
    expect(await names('silent=on')).toEqual(['问诊医院', '沉默医院']);
    expect(textOf((await officer.get('/facilities?silent=on')).body)).toMatch(/too old|never/);
    // Too old already: the mail would come too late, and another is not sent.
    expect(await asked()).toBe(1);
    await clinic.get(Capacities).report(own, room, programActing);
    clinic.clock.forward(3 * 60);
    expect(await asked()).toBe(2);
    await clinic.get(Capacities).report(silent, room, programActing);
    clinic.clock.set(mondayMorning);
  });

  it('ages: after four hours it counts as unknown', () => {
    const at = new Date('2022-12-19T00:00:00Z');
    expect(isStale(at, new Date('2022-12-19T04:00:00Z'))).toBe(false);
    expect(isStale(at, new Date('2022-12-19T04:00:00.001Z'))).toBe(true);
  });

  it('keeps every report, and the day’s longest queue', async () => {
    const id = await facility(clinic);
    for (const waiting of [10, 30, 20])
      await clinic.get(Capacities).report(id, { ...room, waiting }, programActing);
    expect(await clinic.get(Capacities).of(id)).toMatchObject({ waiting: 20 });
    expect(await clinic.get(Capacities).history(id)).toHaveLength(3);
    expect(await clinic.reader.of(FacilityDay).findOneByOrFail({ facilityId: id, on: today })).toMatchObject({
      waitingMost: 30,
    });
  });

  it.each(['capacity-old-year-2002.csv', 'capacity-year-typed-2062.csv'])(
    'of a year that nobody meant is refused: %s',
    async (name) => {
      const named = { city: '扬州市', name: '城北人民医院' };
      if (!(await clinic.reader.of(Facility).existsBy(named))) await facility(clinic, named);
      const how = { dryRun: false, acceptGuesses: true };
      expect(
        await clinic.get(Imports).importFile('capacity', caseOf(name), programActing, how),
      ).toMatchObject({
        changed: 0,
        rejected: 1,
      });
    },
  );

  it('comes from a file too: newer reports of known facilities, and every other row says why not', async () => {
    const names = ['One', 'Two', 'Three'];
    const ids = await Promise.all(names.map((name) => facility(clinic, { name })));
    await clinic.get(Capacities).report(ids[1]!, { ...room, waiting: 5 }, programActing);
    const file = Buffer.from(
      [
        'city,name,reported at,open,accepting,waiting,beds,beds occupied',
        'Weiyang,One,2022-12-19 08:30,yes,no,40,100,90',
        'Weiyang,Two,2022-12-19 08:30,yes,yes,7,,',
        'Weiyang,Three,2022-12-19 08:30,yes,yes,7,10,11',
        'Weiyang,Three,2022-12-20 08:30,yes,yes,7,,',
        'Weiyang,Nobody,2022-12-19 08:30,yes,yes,,,',
        'Weiyang,Four,yesterday,yes,yes,,,',
        'Weiyang,Five,2022-12-19 08:30,perhaps,yes,,,',
        'Weiyang,Six,2022-12-19 08:30,yes,yes,many,,',
      ].join('\n'),
    );
    const imports = clinic.get(Imports);
    const counts = await imports.importFile('capacity', file, programActing, {
      dryRun: false,
      acceptGuesses: true,
    });
    expect(counts).toMatchObject({ rows: 8, new: 0, changed: 1, unchanged: 0, rejected: 7 });
    expect(await clinic.get(Capacities).of(ids[0]!)).toMatchObject({
      accepting: false,
      waiting: 40,
      bedsOccupied: 90,
      reportedAt: new Date('2022-12-19T00:30:00Z'),
    });
    expect(await clinic.get(Capacities).of(ids[1]!)).toMatchObject({ waiting: 5 });
    expect(
      await imports.importFile('capacity', file, programActing, { dryRun: false, acceptGuesses: true }),
    ).toMatchObject({
      changed: 0,
      unchanged: 1,
    });
  });
});
