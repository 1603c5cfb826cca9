import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AlertRule } from '../../src/alerts/alert.entity.js';
import { Thresholds } from '../../src/alerts/thresholds.service.js';
import { Doctor } from '../../src/doctors/doctor.entity.js';
import { SellingLimit } from '../../src/selling/selling-limit.entity.js';
import { SellingLimits } from '../../src/selling/selling.service.js';
import { District } from '../../src/network/district.entity.js';
import { Facility } from '../../src/facilities/facility.entity.js';
import { Imports } from '../../src/imports/imports.service.js';
import type { Actor } from '../../src/staff/actor.js';
import { programActing } from '../../src/staff/actor.js';
import { Clinic, today } from '../support/clinic.js';
import { acting, member, password } from '../support/people.js';
import { district, doctor, facility, medicine } from '../support/town.js';
import { textOf, type Visitor } from '../support/visitor.js';

describe('An officer of a district', () => {
  let clinic: Clinic;
  let officer: Actor;
  let visitor: Visitor;
  let own: District;
  let other: District;
  let medicineId: string;

  beforeAll(async () => {
    clinic = await Clinic.open();
    const [ownId, otherId] = [await district(clinic, 'Guangling'), await district(clinic, 'Hanjiang')];
    own = await clinic.reader.of(District).findOneByOrFail({ id: ownId });
    other = await clinic.reader.of(District).findOneByOrFail({ id: otherId });
    officer = await acting(clinic, 'officer', [ownId]);
    visitor = clinic.visitor();
    await visitor.signIn((await member(clinic, 'officer', [ownId])).email, password);
    medicineId = (await medicine(clinic, 'PARA500')).id;
  });
  afterAll(() => clinic.close());

  const post = async (path: string, form: object) => {
    await visitor.get('/account');
    return (await visitor.post(path, form)).status;
  };
  const where = { own: () => own.id, other: () => other.id, everywhere: () => '' };

  it.each([
    ['own', 303],
    ['other', 403],
    ['everywhere', 403],
  ] as const)('sets selling limits and thresholds that hold in %s: %i', async (place, status) => {
    const limits = () => clinic.reader.of(SellingLimit).count();
    const before = await limits();
    const districtId = where[place]();
    const limit = {
      name: 'Fever',
      districtId,
      days: '7',
      startsOn: today,
      medicines: [{ medicineId, most: '6' }],
    };
    expect(await post('/selling-limits', limit)).toBe(status);
    expect(await post('/alerts/rules', { kind: 'low', districtId, threshold: '2' })).toBe(status);
    expect((await limits()) - before).toBe(status === 303 ? 1 : 0);
  });

  it.each([
    ['own', 303],
    ['other', 403],
    ['everywhere', 403],
  ] as const)('ends limits and removes thresholds that hold in %s: %i', async (place, status) => {
    const districtId = where[place]() || undefined;
    const facts = { name: 'Later', districtId, days: 7, onlyOne: false, startsOn: today };
    const limit = await clinic
      .get(SellingLimits)
      .set({ ...facts, medicines: [{ medicineId, most: 6 }] }, programActing);
    const rule = {
      kind: 'out',
      medicineId: null,
      districtId: districtId ?? null,
      threshold: 1,
      escalateMinutes: null,
    } as const;
    await clinic.get(Thresholds).set(rule, programActing);
    const { id } = (await clinic.reader.of(AlertRule).find()).find(
      (one) => one.kind === 'out' && one.districtId === rule.districtId,
    )!;
    expect(await post(`/selling-limits/${limit}/ending`, { on: today })).toBe(status);
    expect(await post(`/alerts/rules/${id}/removal`, {})).toBe(status);
    const { endsOn } = await clinic.reader.of(SellingLimit).findOneByOrFail({ id: limit });
    expect(endsOn).toBe(status === 303 ? today : null);
  });

  it('keeps the hospitals that the register writes into it, and moves none in or out', async () => {
    const facts = { name: 'A', tier: 'hospital', city: own.city };
    expect(await post('/facilities', { ...facts, county: own.name })).toBe(303);
    expect(await post('/facilities', { ...facts, name: 'B', county: other.name })).toBe(403);
    expect(await post('/facilities', { ...facts, name: 'C', county: '' })).toBe(403);
    const mine = await clinic.reader.of(Facility).findOneByOrFail({ name: 'A' });
    expect(
      await post(`/facilities/${mine.id}`, { ...facts, county: own.name, telephone: '0514 1234567' }),
    ).toBe(303);
    expect(await post(`/facilities/${mine.id}`, { ...facts, county: other.name })).toBe(403);
    const theirs = await facility(clinic, { city: other.city, county: other.name });
    expect(await post(`/facilities/${theirs}`, { ...facts, name: 'Mine now', county: own.name })).toBe(403);
    const page = await visitor.get(`/facilities/${theirs}`);
    expect(page.status).toBe(200);
    expect(textOf(page.body)).not.toContain('Save');
    for (const path of [`/facilities/${theirs}/capacity`, `/facilities/${theirs}/lending`])
      expect((await visitor.get(path)).status).toBe(403);
    expect(await post(`/facilities/${theirs}/capacity`, { open: 'on' })).toBe(403);
  });

  it('strikes off, reinstates and registers doctors of its own districts alone', async () => {
    const mine = await doctor(clinic, [own.id]);
    const theirs = await doctor(clinic, [other.id]);
    const both = await doctor(clinic, [own.id, other.id]);
    expect(await post(`/doctors/${mine}/striking-off`, { reason: 'retired' })).toBe(303);
    for (const id of [theirs, both]) {
      expect(await post(`/doctors/${id}/striking-off`, { reason: 'no' })).toBe(403);
      expect(await clinic.reader.of(Doctor).findOneByOrFail({ id })).toMatchObject({ struckOffAt: null });
    }
    const said = { from: today, says: 'cannot' };
    expect(await post(`/doctors/${both}/availability/exceptions`, said)).toBe(303);
    expect(await post(`/doctors/${theirs}/availability/exceptions`, said)).toBe(403);
    expect(await post(`/doctors/${theirs}/feed`, {})).toBe(403);
  });

  it('imports what lies in its districts; other rows are told as such, and the catalogue is not its own', async () => {
    const csv = (text: string) => Buffer.from(text);
    const file = csv(
      `city,county,name,level\n${own.city},${own.name},Mine by file,community\n${other.city},${other.name},Theirs by file,community\n`,
    );
    const counts = await clinic
      .get(Imports)
      .importFile('facilities', file, officer, { dryRun: false, acceptGuesses: true });
    expect(counts).toMatchObject({ new: 1, rejected: 1 });
    expect(await clinic.reader.of(Facility).countBy({ name: 'Theirs by file' })).toBe(0);
    const catalogue = csv('code,nameZh\nX,某药\n');
    await expect(
      clinic.get(Imports).importFile('medicines', catalogue, officer, { dryRun: false, acceptGuesses: true }),
    ).rejects.toMatchObject({ code: 'network-officers-only' });
  });
});
