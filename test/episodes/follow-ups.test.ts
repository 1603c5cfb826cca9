import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FollowUp } from '../../src/episodes/episode.entity.js';
import { FollowUps } from '../../src/episodes/follow-ups.service.js';
import { programActing } from '../../src/staff/actor.js';
import { Visits } from '../../src/visits/visits.service.js';
import { Clinic } from '../support/clinic.js';
import { signedIn } from '../support/people.js';
import { approvedOutlet, district, entry } from '../support/town.js';
import { textOf, type Visitor } from '../support/visitor.js';

describe('A follow-up', () => {
  let clinic: Clinic;
  let outletId: string;
  let counter: Visitor;

  beforeAll(async () => {
    clinic = await Clinic.open();
    const districtId = await district(clinic);
    outletId = await approvedOutlet(clinic, { districtId });
    counter = await signedIn(clinic, 'counter', [outletId]);
  });
  afterAll(() => clinic.close());

  const planned = async (name: string) => {
    const newPatient = { name, bornOn: '1950-03-01', sex: 'female' as const };
    const form = entry(clinic, { newPatient, temperature: 39, spo2: 92, disposition: 'referral' });
    const { visit } = await clinic.get(Visits).log(outletId, form, programActing);
    return clinic.reader.of(FollowUp).findOneByOrFail({ visitId: visit.id });
  };

  it('has a page of its own, also before its day', async () => {
    const { id } = await planned('Still Coughs');
    const { status, body } = await counter.get(`/follow-ups/${id}`);
    expect(status).toBe(200);
    expect(textOf(body)).toContain('Still Coughs');
    expect(body).toContain('name="note"');
  });

  it('keeps the note that was typed when it can’t be noted, and says what somebody else noted meanwhile', async () => {
    const { id } = await planned('Called Twice');
    const long = await counter.post(`/follow-ups/${id}`, { outcome: 'better', note: 'eats '.repeat(120) });
    expect(long.status).toBe(422);
    expect(long.body).toContain('value="eats eats');
    await clinic.get(FollowUps).settle(id, 'admitted', 'ward 3', programActing);
    const late = await counter.post(`/follow-ups/${id}`, { outcome: 'better', note: 'walks about' });
    expect(late.status).toBe(409);
    expect(textOf(late.body)).toMatch(/admitted ward 3 Not noted: walks about/);
    expect(late.body).not.toContain('name="note"');
  });

  it('is nobody’s who is not of its outlet', async () => {
    const { id } = await planned('Of Here');
    const districtId = await district(clinic);
    const stranger = await signedIn(clinic, 'counter', [await approvedOutlet(clinic, { districtId })]);
    expect((await stranger.get(`/follow-ups/${id}`)).status).toBe(404);
    expect((await stranger.post(`/follow-ups/${id}`, { outcome: 'better' })).status).toBe(404);
    expect(await clinic.reader.of(FollowUp).findOneByOrFail({ id })).toMatchObject({ state: 'planned' });
  });
});
