import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Capacities } from '../../src/facilities/capacities.service.js';
import { InboxWatches } from '../../src/referrals/inbox-watches.js';
import { Referral } from '../../src/referrals/referral.entity.js';
import { Referrals } from '../../src/referrals/referrals.service.js';
import { programActing } from '../../src/staff/actor.js';
import type { Level } from '../../src/triage/domain/level.js';
import { Visits } from '../../src/visits/visits.service.js';
import { Clinic } from '../support/clinic.js';
import { member, signedIn } from '../support/people.js';
import { told } from '../support/told.js';
import { approvedOutlet, district, entry, openHospital } from '../support/town.js';
import { textOf, type Visitor } from '../support/visitor.js';

describe('A referral, minute by minute', () => {
  let clinic: Clinic;
  let outletId: string;
  let hospital: string;
  let counter: Visitor;
  let ward: Visitor;

  beforeAll(async () => {
    clinic = await Clinic.open();
    const districtId = await district(clinic);
    outletId = await approvedOutlet(clinic, { districtId });
    hospital = await openHospital(clinic, { name: 'Near' });
    await member(clinic, 'officer', [districtId]);
    counter = await signedIn(clinic, 'counter', [outletId]);
    ward = await signedIn(clinic, 'hospital', [hospital]);
  });
  afterAll(() => clinic.close());

  const of: Partial<Record<Level, object>> = {
    emergency: { symptoms: ['stroke'], flagsAsked: true, disposition: 'emergency' },
    urgent: { spo2: 92, disposition: 'referral' },
  };
  const begin = async (level: Level, given: object = {}) => {
    const form = entry(clinic, { temperature: 38.5, ...of[level], ...given });
    const { visit } = await clinic.get(Visits).log(outletId, form, programActing);
    return clinic.reader.of(Referral).findOneByOrFail({ visitId: visit.id });
  };
  const now = (id: string) => clinic.reader.of(Referral).findOneByOrFail({ id });
  const act = (by: Visitor, id: string, said: object) => by.post(`/referrals/${id}/acts`, said);
  const page = async (id: string, by = counter) => textOf((await by.get(`/referrals/${id}`)).body);

  it.each([
    ['emergency', 2],
    ['urgent', 12],
  ] as const)('an %s is looked for after %s hours', async (level, hours) => {
    const { id } = await begin(level, { facilityId: hospital });
    expect((await act(ward, id, { act: 'accept', version: String((await now(id)).version) })).status).toBe(
      303,
    );
    const { acceptedAt, dueAt } = await now(id);
    expect(dueAt!.getTime() - acceptedAt!.getTime()).toBe(hours * 3600_000);
    clinic.clock.forward(hours * 60);
    await clinic.get(Referrals).sweep();
    expect(await now(id)).toMatchObject({ state: 'not-arrived' });
    const [mail] = await told(clinic, { causeId: id, cause: 'referral.not-arrived' });
    expect(mail!.text).toContain(`has not arrived ${hours} hours after`);
    await clinic
      .get(Capacities)
      .report(
        hospital,
        { open: true, accepting: true, beds: 50, bedsOccupied: 1, icuBeds: 9, icuOccupied: 1 },
        programActing,
      );
  });

  it('that nobody sends stays overdue, says so, and the officers are told once that it was not sent', async () => {
    const { id } = await begin('urgent');
    clinic.clock.forward(31);
    await clinic.get(Referrals).sweep();
    await clinic.get(Referrals).sweep();
    expect((await now(id)).dueAt).not.toBeNull();
    expect(await page(id)).toMatch(/To be sent by .* overdue/);
    const mails = await told(clinic, { causeId: id, cause: 'referral.stranded' });
    expect(mails.map(({ subject }) => subject)).toEqual([expect.stringMatching(/^Not sent/)]);
    expect(JSON.stringify(mails)).not.toContain('–');
  });

  it('notes when 120 was called, and the ambulance when it is known', async () => {
    const { id } = await begin('emergency');
    const at = clinic.clock.now();
    expect((await counter.post(`/referrals/${id}/ambulance`, {})).status).toBe(303);
    clinic.clock.forward(4);
    await counter.post(`/referrals/${id}/ambulance`, { ambulance: 'K-1203' });
    expect(await now(id)).toMatchObject({ ambulanceCalledAt: at, ambulance: 'K-1203' });
    expect(await page(id)).toMatch(/120 called at \d\d:\d\d · K-1203/);
  });

  it('tells the bureau when the outlet asks for help', async () => {
    const { id } = await begin('urgent');
    expect((await counter.post(`/referrals/${id}/help`, { help: 'no bed anywhere' })).status).toBe(303);
    const mails = await told(clinic, { causeId: id, cause: 'referral.bureau-told' });
    expect(mails.map(({ subject }) => subject)).toEqual([expect.stringMatching(/^Help with a referral/)]);
    expect(mails[0]!.text).toContain('no bed anywhere');
    expect(await page(id)).toMatch(/asked the bureau for help.*no bed anywhere/);
    expect((await counter.post(`/referrals/${id}/help`, {})).status).toBe(422);
  });

  it('shows again what was typed of an ambulance or a help that could not be noted', async () => {
    const { id } = await begin('urgent');
    const long = await counter.post(`/referrals/${id}/ambulance`, { ambulance: `K-1203 ${'x'.repeat(40)}` });
    expect(long.status).toBe(422);
    expect(long.body).toContain('value="K-1203 xxx');
    await act(counter, id, { act: 'cancel', reason: 'gone home', version: String((await now(id)).version) });
    const late = await counter.post(`/referrals/${id}/help`, { help: 'no bed anywhere' });
    expect(late.status).toBe(409);
    expect(textOf(late.body)).toContain('History');
  });

  it('is told to a hospital by mail only while nobody has its inbox open', async () => {
    const quiet = await begin('urgent', { facilityId: hospital });
    const waits = async ({ id }: Referral) =>
      (await told(clinic, { causeId: id, cause: 'referral.sent' })).map(({ subject }) => subject);
    expect(await waits(quiet)).toEqual([expect.stringMatching(/^A referral waits: Hospital today/)]);
    await clinic.get(InboxWatches).seen(hospital);
    expect(await waits(await begin('urgent', { facilityId: hospital }))).toEqual([]);
    clinic.clock.forward(2);
    expect(await waits(await begin('urgent', { facilityId: hospital }))).toHaveLength(1);
  });

  it('has arrived, though it was on the way when the hospital looked; what can’t be merged is told', async () => {
    const { id } = await begin('urgent', { facilityId: hospital });
    const seen = async () => String((await now(id)).version);
    await act(ward, id, { act: 'accept', version: await seen() });
    const old = await seen();
    await act(counter, id, { act: 'depart', version: old });
    expect((await act(ward, id, { act: 'arrive', version: old })).status).toBe(303);
    expect((await now(id)).state).toBe('arrived');
    const late = await act(counter, id, { act: 'cancel', reason: 'x', version: old });
    expect(late.status).toBe(409);
    // It is the referral's own page that says so.
    expect(textOf(late.body)).toContain('History');
  });

  it('is listed by urgency while it is open, the longest first', async () => {
    const open = (await counter.get('/referrals')).body;
    const levels = [...open.matchAll(/badge bm-level-(\w+)/g)].map(([, level]) => level);
    expect(levels.length).toBeGreaterThan(3);
    expect(levels.lastIndexOf('emergency')).toBeLessThan(levels.indexOf('urgent'));
  });

  it('says on its own page what has changed since', async () => {
    const { id, version } = await begin('urgent', { facilityId: hospital });
    const news = async (since: number) =>
      textOf((await counter.get(`/referrals/${id}/news?version=${since}`)).body);
    const { version: sent } = await now(id);
    expect((await news(sent)).trim()).toBe('');
    expect(await news(version - 1)).toContain('waits for an answer');
  });

  it('shows what was asked before, with the answer, when the place is chosen by hand', async () => {
    const { id } = await begin('urgent', { facilityId: hospital });
    await clinic.get(Capacities).report(hospital, { open: true, accepting: false }, programActing);
    await act(ward, id, { act: 'decline', reason: 'ward shut', version: String((await now(id)).version) });
    expect(await now(id)).toMatchObject({ state: 'declined' });
    expect(await page(id)).toMatch(/Asked before.*Near.*declined.*ward shut/);
  });
});
