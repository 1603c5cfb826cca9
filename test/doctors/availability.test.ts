import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Availabilities } from '../../src/doctors/availabilities.service.js';
import { AvailabilityException } from '../../src/doctors/availability.entity.js';
import { Lendings } from '../../src/doctors/lending.service.js';
import { AuditTrail } from '../../src/staff/audit-trail.js';
import type { Actor } from '../../src/staff/actor.js';
import { Clinic, today } from '../support/clinic.js';
import { acting, signedIn } from '../support/people.js';
import { district, doctor, facility } from '../support/town.js';
import { textOf, type Visitor } from '../support/visitor.js';

/** 21 sayings, day after day from Monday: `can` but on the days named, of which the doctor can't. */
const weekBut = (...weekdays: number[]) =>
  Array.from({ length: 21 }, (_, i) => (weekdays.includes(Math.floor(i / 3)) ? 'cannot' : 'can'));

describe('A doctor says when they can', () => {
  let clinic: Clinic;
  let officer: Actor;
  let home: string;
  let doctorId: string;
  let own: Visitor;

  beforeAll(async () => {
    clinic = await Clinic.open();
    officer = await acting(clinic, 'officer');
    home = await facility(clinic);
    doctorId = await doctor(clinic, [await district(clinic)], { homeFacilityId: home });
    own = await signedIn(clinic, 'doctor', [doctorId]);
  });
  afterAll(() => clinic.close());

  const address = () => `/doctors/${doctorId}/availability`;
  const exceptions = () =>
    clinic.reader.of(AvailabilityException).find({ where: { doctorId }, order: { on: 'ASC', slot: 'ASC' } });

  it('on their own page, which says what is assumed until then', async () => {
    expect(textOf((await own.get(address())).body)).toContain('Nothing said yet');
    const said = { week: weekBut(2), mostHours: '20', overtime: 'on' };
    expect(await own.post(address(), said)).toMatchObject({ status: 303, location: address() });
    const page = textOf((await own.get(address())).body);
    expect(page).not.toContain('Nothing said yet');
    expect((await clinic.get(Availabilities).of(doctorId)).said).toMatchObject({
      week: 'OOXOOOOOOXOOOOOOXOOOO',
      mostHours: 20,
      overtime: true,
    });
  });

  it('and is told what is wrong, with what they chose kept', async () => {
    const wrong = { week: weekBut(4), mostHours: '60', overtime: 'on' };
    const answer = await own.post(address(), wrong);
    expect(answer.status).toBe(422);
    expect(answer.body.match(/value="cannot" selected/g)).toHaveLength(3);
    expect(answer.body).toMatch(/name="overtime" checked/);
    expect(answer.body).toMatch(/name="mostHours"[^>]*value="60"/);
    const short = await own.post(address(), { week: weekBut().slice(1), mostHours: '20' });
    expect(short.status).toBe(422);
    expect(textOf(short.body)).toContain('seven days of three slots');
  });

  it('of some days, where the latest word counts and the trail keeps the former', async () => {
    const say = (said: object) => own.post(`${address()}/exceptions`, said);
    await say({ from: '2022-12-27', to: '2022-12-28', says: 'cannot', note: 'leave' });
    await say({ from: '2022-12-28', slots: 'morning', says: 'likes' });
    expect((await exceptions()).map(({ on, slot, says }) => [on, slot, says])).toEqual([
      ['2022-12-27', 'afternoon', 'cannot'],
      ['2022-12-27', 'evening', 'cannot'],
      ['2022-12-27', 'morning', 'cannot'],
      ['2022-12-28', 'afternoon', 'cannot'],
      ['2022-12-28', 'evening', 'cannot'],
      ['2022-12-28', 'morning', 'likes'],
    ]);
    const trail = await clinic.get(AuditTrail).of(doctorId, 9);
    const said = trail.filter(({ act }) => act === 'availability.said-otherwise');
    expect(said.map(({ before }) => before === null).sort()).toEqual([false, true]);
  });

  it('and takes one back', async () => {
    const [first] = await exceptions();
    await own.post(`${address()}/exceptions/${first!.id}/removal`, {});
    expect(await exceptions()).toHaveLength(5);
    expect((await own.post(`${address()}/exceptions/${first!.id}/removal`, {})).status).toBe(404);
  });

  it('but not from a later day to an earlier one, nor for years', async () => {
    const say = (from: string, to: string) =>
      own.post(`${address()}/exceptions`, { from, to, says: 'cannot' });
    const reversed = await say('2022-12-28', '2022-12-27');
    expect(reversed.status).toBe(422);
    expect(textOf(reversed.body)).toContain('before the first');
    expect((await say('2022-12-28', '2024-12-27')).status).toBe(422);
    expect(await exceptions()).toHaveLength(5);
  });

  it('twice at once, and one of the two is what counts, whole', async () => {
    const days = { from: '2023-01-02', to: '2023-01-04', slots: ['morning', 'evening'] as const };
    const all = await Promise.allSettled(
      (['cannot', 'likes'] as const).map((says) =>
        clinic.get(Availabilities).sayOtherwise(doctorId, { ...days, says }, officer),
      ),
    );
    expect(all.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled']);
    const said = (await exceptions()).filter(({ on }) => on >= '2023-01-02');
    expect(said).toHaveLength(6);
    expect(new Set(said.map(({ says }) => says)).size).toBe(1);
  });
});

describe('A home hospital', () => {
  let clinic: Clinic;
  let home: string;
  let doctorId: string;
  let hospital: Visitor;

  beforeAll(async () => {
    clinic = await Clinic.open();
    home = await facility(clinic);
    doctorId = await doctor(clinic, [await district(clinic)], { homeFacilityId: home });
    hospital = await signedIn(clinic, 'hospital', [home]);
  });
  afterAll(() => clinic.close());

  it('says whom it lends, from when to when, and how many stay', async () => {
    await hospital.get(`/facilities/${home}/lending`);
    const lent = { lent: 'on', from: today, until: '2022-12-31' };
    expect((await hospital.post(`/facilities/${home}/lending/${doctorId}`, lent)).status).toBe(303);
    const keeps = { morning: '1', afternoon: '0', evening: '0' };
    expect((await hospital.post(`/facilities/${home}/lending/minimum`, keeps)).status).toBe(303);
    expect(await clinic.get(Lendings).of(home)).toMatchObject({
      lent: [{ doctor: { id: doctorId }, lent: true, from: today, until: '2022-12-31' }],
      keeps: { morning: 1, afternoon: 0, evening: 0 },
    });
  });

  it('is told when the days are reversed, and nothing changes', async () => {
    const lent = { lent: 'on', from: '2022-12-31', until: today };
    expect((await hospital.post(`/facilities/${home}/lending/${doctorId}`, lent)).status).toBe(422);
    expect((await clinic.get(Lendings).of(home)).lent[0]).toMatchObject({ from: today });
  });

  it('keeps a doctor whom it does not lend', async () => {
    await hospital.post(`/facilities/${home}/lending/${doctorId}`, {});
    expect((await clinic.get(Lendings).of(home)).lent[0]).toMatchObject({ lent: false });
  });
});
