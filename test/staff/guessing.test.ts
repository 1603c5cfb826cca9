import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { SignInAttempt } from '../../src/staff/sign-in.entity.js';
import type { StaffMember } from '../../src/staff/staff-member.entity.js';
import { Clinic } from '../support/clinic.js';
import { member, password } from '../support/people.js';
import { approvedOutlet } from '../support/town.js';

describe('Whoever guesses passwords', () => {
  let clinic: Clinic;
  let nurse: StaffMember;

  beforeAll(async () => {
    // One proxy stands before it.
    clinic = await Clinic.open({ TRUST_PROXY: '1' });
  });
  beforeEach(async () => {
    clinic.clock.forward(60);
    nurse = await member(clinic, 'counter', [await approvedOutlet(clinic)]);
  });
  afterAll(() => clinic.close());

  const attempts = (email: string) => clinic.reader.of(SignInAttempt).findBy({ email });
  const statuses = async (tries: Promise<{ status: number }>[]) =>
    (await Promise.all(tries)).map(({ status }) => status).sort();
  const fail = async (times: number, from: string) => {
    const stranger = clinic.visitor();
    await stranger.get('/sign-in');
    const tries = Array.from({ length: times }, () =>
      stranger.post('/sign-in', { email: nurse.email, password: 'a guess' }, { 'x-forwarded-for': from }),
    );
    return statuses(tries);
  };

  it('has five of 60 parallel guesses judged, and no more', async () => {
    const answers = await fail(60, '203.0.113.1');
    expect(answers.filter((status) => status === 422)).toHaveLength(5);
    expect(answers.filter((status) => status === 429)).toHaveLength(55);
    expect(await attempts(nurse.email)).toHaveLength(5);
  });

  it('is nobody who knows the password: 40 who come with it at the same second, at one address, are let in', async () => {
    const others = await Promise.all(
      Array.from({ length: 20 }, async () => member(clinic, 'counter', [await approvedOutlet(clinic)])),
    );
    const all = [...others.map(({ email }) => email), ...Array.from({ length: 20 }, () => nurse.email)];
    const answers = await Promise.all(all.map((email) => clinic.visitor().signIn(email, password)));
    expect(answers.map(({ status }) => status)).toEqual(all.map(() => 303));
  });

  it('shuts nobody out of a browser on which they have signed in before, in their own account', async () => {
    const own = clinic.visitor();
    await own.signIn(nurse.email, password);
    await own.post('/sign-out');
    await fail(5, '203.0.113.2');
    const other = clinic.visitor();
    expect((await other.signIn(nurse.email, password)).status).toBe(429);
    expect((await own.signIn(nurse.email, password)).status).toBe(303);
    // It is known for whoever signed in on it, and has five guesses of its own.
    await own.post('/sign-out');
    const colleague = await member(clinic, 'counter', [await approvedOutlet(clinic)]);
    for (let n = 0; n < 5; n++) expect((await own.signIn(colleague.email, 'a guess')).status).toBe(422);
    expect((await own.signIn(colleague.email, password)).status).toBe(429);
    for (let n = 0; n < 5; n++) expect((await own.signIn(nurse.email, 'a guess')).status).toBe(422);
    expect((await own.signIn(nurse.email, password)).status).toBe(429);
  });

  it('is no longer known once everything of the account was signed out', async () => {
    const own = clinic.visitor();
    await own.signIn(nurse.email, password);
    const elsewhere = clinic.visitor();
    await elsewhere.signIn(nurse.email, password);
    await elsewhere.post('/account/revoked-sign-ins');
    await fail(5, '203.0.113.3');
    expect((await own.signIn(nurse.email, password)).status).toBe(429);
  });

  it('from one address stops others there only on browsers that are not known', async () => {
    const address = { 'x-forwarded-for': '203.0.113.4' };
    const own = clinic.visitor();
    await own.get('/sign-in');
    expect((await own.post('/sign-in', { email: nurse.email, password }, address)).status).toBe(303);
    await own.get('/account');
    await own.post('/sign-out');
    const stranger = clinic.visitor();
    await stranger.get('/sign-in');
    for (let n = 0; n < 30; n++)
      await stranger.post('/sign-in', { email: `guess${n}@clinic.example`, password: 'a guess' }, address);
    const unknown = await stranger.post('/sign-in', { email: nurse.email, password }, address);
    expect(unknown.status).toBe(429);
    await own.get('/sign-in');
    expect((await own.post('/sign-in', { email: nurse.email, password }, address)).status).toBe(303);
  });

  it('gains nothing by what they write into X-Forwarded-For: only what the proxy adds is believed', async () => {
    const stranger = clinic.visitor();
    await stranger.get('/sign-in');
    const tries = [];
    for (let n = 0; n < 32; n++)
      tries.push(
        await stranger.post(
          '/sign-in',
          { email: `guess${n}@clinic.example`, password: 'a guess' },
          { 'x-forwarded-for': `198.51.100.${n}, 203.0.113.5` },
        ),
      );
    expect(tries.map(({ status }) => status).slice(29)).toEqual([422, 429, 429]);
    const noted = await clinic.reader.of(SignInAttempt).findBy({ address: '203.0.113.5' });
    expect(noted).toHaveLength(30);
  });
});
