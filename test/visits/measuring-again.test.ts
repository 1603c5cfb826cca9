import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FollowUp } from '../../src/episodes/episode.entity.js';
import { Visit } from '../../src/visits/visit.entity.js';
import { Clinic } from '../support/clinic.js';
import { signedIn } from '../support/people.js';
import { approvedOutlet } from '../support/town.js';
import { visitForm } from '../support/visit-form.js';
import { textOf, type Visitor } from '../support/visitor.js';

describe('Somebody who is to be measured again', () => {
  let clinic: Clinic;
  let counter: Visitor;
  let outletId: string;

  beforeAll(async () => {
    clinic = await Clinic.open({ ALTITUDE: '2810', SPO2_BY_ALTITUDE: '1500:2,2500:4' });
    outletId = await approvedOutlet(clinic);
    counter = await signedIn(clinic, 'counter', [outletId]);
  });
  afterAll(() => clinic.close());

  /** A child of two who breathes 42 times a minute: a first count over the limit. */
  const child = (given: object = {}) => {
    const { 'medicines[0][medicine]': _medicine, 'medicines[0][quantity]': _quantity, ...rest } = visitForm();
    const fast = {
      temperature: '36.8',
      feverDays: '',
      spo2: '98',
      pulse: '110',
      respiration: '42',
      systolic: '',
    };
    return { ...rest, bornOn: '2020-10-01', ...fast, weight: '12', disposition: 'doctor', ...given };
  };
  const log = async (given: object = {}) => {
    const form = child(given);
    const answer = await counter.post(`/outlets/${outletId}/visits`, form);
    return { answer, visit: await clinic.reader.of(Visit).findOneBy({ id: form.id }) };
  };
  const queue = async () => textOf((await counter.get(`/outlets/${outletId}/queue`)).body);

  it('waits with a clock, and is urgent if the second count is no slower', async () => {
    const { visit } = await log({ measureAgain: 'on' });
    expect(visit).toMatchObject({ level: 'doctor', recounted: false });
    expect(visit!.measureAgainAt!.getTime() - visit!.at.getTime()).toBe(10 * 60_000);
    expect(await queue()).toContain('measure again in 10 min');
    clinic.clock.forward(10);
    expect(await queue()).toContain('measure again now');
    const { id: _id, ...again } = child({ recounted: 'on', disposition: 'referral' });
    const corrected = { ...again, version: '1', reason: 'counted again' };
    expect(
      (await counter.post(`/outlets/${outletId}/visits/${visit!.id}/corrections`, corrected)).status,
    ).toBe(303);
    const after = await clinic.reader.of(Visit).findOneByOrFail({ id: visit!.id });
    expect(after).toMatchObject({ level: 'urgent', recounted: true, measureAgainAt: null });
  });

  it('goes on waiting when something else is corrected, and is here again when it is decided anew', async () => {
    const { visit } = await log({ name: 'Still There', measureAgain: 'on' });
    const correct = (version: string, given: object) => {
      const { id: _id, ...form } = child(given);
      const sent = { ...form, version, reason: 'typed wrongly' };
      return counter.post(`/outlets/${outletId}/visits/${visit!.id}/corrections`, sent);
    };
    const now = () => clinic.reader.of(Visit).findOneByOrFail({ id: visit!.id });
    expect((await correct('1', { temperature: '36.9' })).status).toBe(303);
    expect((await now()).measureAgainAt).toEqual(visit!.measureAgainAt);
    await counter.post(`/outlets/${outletId}/visits/${visit!.id}/leaving`, {});
    expect((await now()).leftAt).not.toBeNull();
    expect((await correct('2', { disposition: 'online' })).status).toBe(303);
    expect(await now()).toMatchObject({ leftAt: null, measureAgainAt: null });
  });

  it('a weight that does not fit the age is asked about, once; 斤 is read', async () => {
    const asked = await log({ name: 'Heavy One', weight: '30' });
    expect(asked.answer.status).toBe(422);
    expect(asked.answer.body).toMatch(/value="weight(=|&#x3D;)30"/);
    expect((await log({ name: 'Heavy One', weight: '30', 'confirmed[]': 'weight=30' })).answer.status).toBe(
      303,
    );
    expect((await log({ name: 'In Jin', weight: '24斤' })).visit).toMatchObject({ weight: 12 });
  });

  it('is not let go meanwhile', async () => {
    const { answer, visit } = await log({ measureAgain: 'on', disposition: 'referral' });
    expect(answer.status).toBe(422);
    expect(textOf(answer.body)).toContain('Who is to be measured again waits: choose the doctor.');
    expect(visit).toBeNull();
  });

  it('may have left before it was done: out of the queue, once, and called the next day', async () => {
    const { visit } = await log({ name: 'Gone Home', measureAgain: 'on' });
    expect(await queue()).toContain('Gone Home');
    const leave = () => counter.post(`/outlets/${outletId}/visits/${visit!.id}/leaving`, {});
    expect((await leave()).status).toBe(303);
    expect((await leave()).status).toBe(409);
    expect(await queue()).not.toContain('Gone Home');
    expect(textOf((await counter.get(`/outlets/${outletId}/visits/${visit!.id}`)).body)).toContain(
      'left before it was done',
    );
    expect(await clinic.reader.of(FollowUp).countBy({ visitId: visit!.id, state: 'planned' })).toBe(1);
  });

  it('is judged by limits of SpO₂ that lie lower at an altitude, and the page says so', async () => {
    const calm = { respiration: '28', disposition: 'advice' };
    const preview = async (spo2: string) =>
      textOf((await counter.post(`/outlets/${outletId}/visits/triage`, child({ ...calm, spo2 }))).body);
    expect(await preview('92')).toContain('SpO₂ limits 4 lower, for the altitude');
    expect(await preview('92')).toContain('Self-care');
    expect(await preview('91')).toContain('A doctor today');
    expect(await preview('87')).toContain('Call 120 now');
    const { visit } = await log({ ...calm, spo2: '92' });
    expect(visit).toMatchObject({ altitudePoints: 4, level: 'self-care' });
  });
});
