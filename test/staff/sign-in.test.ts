import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { programActing } from '../../src/staff/actor.js';
import { AuditRecord } from '../../src/staff/audit-record.entity.js';
import { SignIn } from '../../src/staff/sign-in.entity.js';
import type { StaffMember } from '../../src/staff/staff-member.entity.js';
import { Staff } from '../../src/staff/staff.service.js';
import { Mail } from '../../src/mail/mail.entity.js';
import { Clinic } from '../support/clinic.js';
import { acting, member, password, signedIn } from '../support/people.js';
import { approvedOutlet } from '../support/town.js';
import { hidden, textOf } from '../support/visitor.js';

describe('Signing in', () => {
  let clinic: Clinic;
  let nurse: StaffMember;

  beforeAll(async () => {
    clinic = await Clinic.open();
  });
  beforeEach(async () => {
    nurse = await member(clinic, 'counter', [await approvedOutlet(clinic)]);
  });
  afterAll(() => clinic.close());

  it('leads to where one’s work begins', async () => {
    const browser = clinic.visitor();
    expect((await browser.signIn(nurse.email, password)).location).toBe('/');
    expect((await browser.get('/')).location).toMatch(/^\/outlets\/.*\/clinic$/);
  });

  it('says nothing of which accounts exist', async () => {
    const browser = clinic.visitor();
    const wrong = await browser.signIn(nurse.email, 'not the password');
    const unknown = await browser.signIn('nobody@clinic.example', 'not the password');
    expect([wrong.status, unknown.status]).toEqual([422, 422]);
    expect(textOf(wrong.body)).toContain('do not belong together');
    expect(textOf(unknown.body)).toContain('do not belong together');
    expect(wrong.body).toContain(nurse.email);
  });

  it('is slowed down by account after five wrong passwords, and opens again after a quarter of an hour', async () => {
    const browser = clinic.visitor();
    for (let i = 0; i < 5; i++) await browser.signIn(nurse.email, 'a guess');
    expect((await browser.signIn(nurse.email, password)).status).toBe(429);
    clinic.clock.forward(16);
    expect((await browser.signIn(nurse.email, password)).status).toBe(303);
  });

  it('is slowed down by address, whatever the account', async () => {
    clinic.clock.forward(60);
    const browser = clinic.visitor();
    for (let i = 0; i < 30; i++) await browser.signIn(`guess${i}@clinic.example`, 'a guess');
    expect((await browser.signIn(nurse.email, password)).status).toBe(429);
    clinic.clock.forward(60);
  });

  it('ends at once when it is revoked, when the account is disabled, and when it expires', async () => {
    const admin = await acting(clinic, 'admin');
    const [first, second] = [clinic.visitor(), clinic.visitor()];
    await first.signIn(nurse.email, password);
    await second.signIn(nurse.email, password);
    await second.post('/account/revoked-sign-ins');
    expect((await first.get('/account')).location).toBe('/sign-in?to=%2Faccount');
    expect((await second.get('/account')).status).toBe(200);

    await clinic.get(Staff).disable(nurse.id, admin);
    expect((await second.get('/account')).status).toBe(303);
    expect((await second.signIn(nurse.email, password)).status).toBe(422);

    await clinic.get(Staff).enable(nurse.id, admin);
    await second.signIn(nurse.email, password);
    clinic.clock.forward(15 * 24 * 60);
    expect((await second.get('/account')).status).toBe(303);
  });

  it('keeps no token that opens anything in the database', async () => {
    await clinic.visitor().signIn(nurse.email, password);
    const { tokenHash } = await clinic.reader.of(SignIn).findOneByOrFail({ staffId: nurse.id });
    expect(tokenHash).toMatch(/^[0-9a-f]{64}$/);
    expect(nurse.passwordHash).toMatch(/^\$argon2id\$/);
  });

  it('goes nowhere but to a page of ours', async () => {
    const browser = clinic.visitor();
    await browser.get('/sign-in');
    for (const to of ['https://evil.example', '//evil.example', '/\\evil.example', '/\t/evil.example']) {
      expect((await browser.post('/sign-in', { email: nurse.email, password, to })).location).toBe('/');
      await browser.get('/account');
    }
  });

  it('of a form that is sent from elsewhere is refused', async () => {
    const browser = await signedIn(clinic, 'admin');
    const answer = await browser.post(
      '/chains',
      { name: 'Evil', _csrf: 'forged' },
      { 'sec-fetch-site': 'cross-site' },
    );
    expect(answer.status).toBe(403);
    expect(answer.body).not.toContain('Evil');
  });

  it('in the middle of a form loses nothing: after signing in again the form is back as it was', async () => {
    const browser = await signedIn(clinic, 'admin');
    await browser.get('/chains');
    browser.forgetSignIn();
    const late = await browser.post('/chains', { name: 'Typed with care', namePatterns: 'one\ntwo' });
    expect(late.status).toBe(401);
    expect(textOf(late.body)).toContain('what you typed comes back');

    const { email } = await member(clinic, 'admin');
    const kept = {
      keptAction: '/chains',
      keptFields: JSON.stringify({ name: 'Typed with care', namePatterns: 'one\ntwo' }),
    };
    const signed = await browser.post('/sign-in', { email, password, ...kept });
    expect(signed.status).toBe(200);
    expect(hidden(signed.body, 'name')).toBe('Typed with care');

    const again = await browser.post('/chains', {
      name: 'Typed with care',
      namePatterns: 'one\ntwo',
      _again: '1',
    });
    expect(again.status).toBe(200);
    expect(again.body).toContain('value="Typed with care"');
    expect(textOf(again.body)).toContain('not saved yet');
    expect((await browser.get('/chains')).body).not.toContain('Typed with care');
  });

  it('presses no button on anybody’s behalf after signing in again', async () => {
    const browser = await signedIn(clinic, 'admin');
    const answer = await browser.post(`/staff/${nurse.id}/disabling`, { _again: '1' });
    expect(answer.location).toBe('/');
    expect((await clinic.visitor().signIn(nurse.email, password)).status).toBe(303);
  });

  it('with an old page still open brings the form back with a fresh token', async () => {
    const browser = await signedIn(clinic, 'admin');
    const stale = await browser.post('/chains', { name: 'From an old tab', _csrf: 'from-yesterday' });
    expect(stale.status).toBe(403);
    expect(hidden(stale.body, 'name')).toBe('From an old tab');
    const again = await browser.post('/chains', { name: 'From an old tab', _again: '1' });
    expect(again.body).toContain('value="From an old tab"');
  });
});

describe('A one-time link', () => {
  let clinic: Clinic;

  beforeAll(async () => {
    clinic = await Clinic.open();
  });
  afterAll(() => clinic.close());

  const invite = (email: string) =>
    clinic
      .get(Staff)
      .invite({ email, name: 'New', role: 'admin', language: 'en', places: [] }, programActing);

  it('is mailed, sets a password once, and is then worth nothing', async () => {
    const { link } = await invite('new@clinic.example');
    const mail = await clinic.reader.of(Mail).findOneByOrFail({ recipient: 'new@clinic.example' });
    expect(mail.text).toContain(link);
    const path = new URL(link).pathname;
    const browser = clinic.visitor();
    expect((await browser.get(path)).body).toContain('new@clinic.example');
    expect((await browser.post(path, { password: 'short' })).status).toBe(422);
    expect((await browser.post(path, { password: 'new@clinic.e' })).status).toBe(303);
    expect((await browser.get(path)).status).toBe(409);
    expect((await browser.signIn('new@clinic.example', 'new@clinic.e')).status).toBe(303);
  });

  it('expires, and is replaced by the next', async () => {
    const { link } = await invite('late@clinic.example');
    const browser = clinic.visitor();
    await browser.get('/passwords/new');
    await browser.post('/passwords', { email: 'late@clinic.example' });
    expect((await browser.get(new URL(link).pathname)).status).toBe(409);
    const forgotten = await clinic.reader.of(Mail).findOneByOrFail({ cause: 'staff.password-forgotten' });
    const path = /\/passwords\/[\w-]+/.exec(forgotten.text)![0];
    clinic.clock.forward(61);
    expect((await browser.get(path)).status).toBe(409);
  });

  it('for an unknown address is promised all the same, and not sent', async () => {
    const browser = clinic.visitor();
    await browser.get('/passwords/new');
    expect((await browser.post('/passwords', { email: 'nobody@clinic.example' })).status).toBe(303);
    expect(await clinic.reader.of(Mail).countBy({ recipient: 'nobody@clinic.example' })).toBe(0);
  });

  it('never stands in the audit trail', async () => {
    const { link } = await invite('secret@clinic.example');
    const trail = await clinic.reader.of(AuditRecord).find();
    expect(JSON.stringify(trail)).not.toContain(link.split('/').at(-1));
  });

  it('is not given twice to one address, and not without a place', async () => {
    await expect(invite('secret@clinic.example')).rejects.toThrow('email-taken');
    const counter = {
      email: 'c@clinic.example',
      name: 'C',
      role: 'counter' as const,
      language: 'en' as const,
      places: [],
    };
    await expect(clinic.get(Staff).invite(counter, programActing)).rejects.toThrow('place-missing');
  });
});
