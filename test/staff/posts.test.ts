import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Outlets } from '../../src/network/outlets.service.js';
import type { Actor } from '../../src/staff/actor.js';
import { Actors } from '../../src/staff/actors.js';
import { AuditRecord } from '../../src/staff/audit-record.entity.js';
import { Posts } from '../../src/staff/posts.service.js';
import type { StaffMember } from '../../src/staff/staff-member.entity.js';
import { Clinic } from '../support/clinic.js';
import { acting, member, password } from '../support/people.js';
import { approvedOutlet, chain, facility } from '../support/town.js';
import { textOf, type Visitor } from '../support/visitor.js';

describe('Somebody with several posts', () => {
  let clinic: Clinic;
  let admin: Actor;
  let nurse: StaffMember;
  let browser: Visitor;
  let [north, hospital] = ['', ''];

  beforeAll(async () => {
    clinic = await Clinic.open();
    admin = await acting(clinic, 'admin');
    north = await approvedOutlet(clinic, { name: 'North Gate' });
    hospital = await facility(clinic, { name: 'Subei Hospital' });
  });
  afterAll(() => clinic.close());
  beforeEach(async () => {
    nurse = await member(clinic, 'counter', [north]);
    clinic.clock.forward(1);
    await clinic.get(Posts).give(nurse.id, { role: 'hospital', places: [hospital] }, admin);
    browser = clinic.visitor();
    await browser.signIn(nurse.email, password);
  });

  const posts = () => clinic.get(Posts).of(nurse.id);
  const takeUp = async (role: string) => {
    const post = (await posts()).find((one) => one.role === role)!;
    return browser.post('/account/post', { post: post.id });
  };
  const counter = () => browser.get(`/outlets/${north}/visits/new`).then(({ status }) => status);
  const inbox = () => browser.get('/inbox').then(({ status }) => status);

  it('begins in the first, and may what that one may', async () => {
    expect([await counter(), await inbox()]).toEqual([200, 403]);
  });

  it('takes up another, and may what that one may and no more, on this browser alone', async () => {
    const elsewhere = clinic.visitor();
    await elsewhere.signIn(nurse.email, password);
    expect((await takeUp('hospital')).status).toBe(303);
    expect([await counter(), await inbox()]).toEqual([403, 200]);
    expect((await elsewhere.get(`/outlets/${north}/visits/new`)).status).toBe(200);
    await takeUp('counter');
    expect([await counter(), await inbox()]).toEqual([200, 403]);
  });

  it('reads in the head of each page which it is, and where', async () => {
    expect(textOf((await browser.get('/account')).body)).toContain('Counter staff · North Gate');
    await takeUp('hospital');
    expect(textOf((await browser.get('/inbox')).body)).toContain('Hospital staff · Subei Hospital');
  });

  it('stands in the trail with the role in which they acted', async () => {
    await takeUp('hospital');
    await browser.post('/language', { language: 'en' });
    const record = { staffId: nurse.id, act: 'staff.language-set' };
    expect(await clinic.reader.of(AuditRecord).findBy(record)).toMatchObject([{ role: 'hospital' }]);
  });

  it('falls back to the first when the one in use ends', async () => {
    await takeUp('hospital');
    await clinic.get(Posts).end(nurse.id, (await posts())[1]!.id, admin);
    expect([await counter(), await inbox()]).toEqual([200, 403]);
    expect(textOf((await browser.get('/account')).body)).not.toContain('North Gate');
  });

  it('takes up none of somebody else, and none that ended', async () => {
    const [own, others] = [(await posts())[1]!, (await clinic.get(Posts).of(admin.id))[0]!];
    expect((await browser.post('/account/post', { post: others.id })).status).toBe(404);
    await clinic.get(Posts).end(nurse.id, own.id, admin);
    expect((await browser.post('/account/post', { post: own.id })).status).toBe(404);
    expect(await counter()).toBe(200);
  });

  it('is given none twice, none without its place, and one place a hospital', async () => {
    const give = (role: 'counter' | 'hospital', ...places: string[]) =>
      clinic.get(Posts).give(nurse.id, { role, places }, admin);
    await expect(give('counter', north)).rejects.toMatchObject({ code: 'post-held' });
    await expect(give('hospital', hospital)).rejects.toMatchObject({ code: 'post-held' });
    await expect(give('hospital')).rejects.toMatchObject({ code: 'place-missing' });
    await expect(give('hospital', north)).rejects.toMatchObject({ code: 'place-missing' });
    await expect(
      clinic.get(Posts).move(nurse.id, (await posts())[0]!.id, [hospital], admin),
    ).rejects.toMatchObject({
      code: 'place-missing',
    });
    const another = await facility(clinic);
    await expect(give('hospital', another, hospital)).rejects.toMatchObject({ code: 'one-place' });
    clinic.clock.forward(1);
    await give('hospital', another);
    expect((await posts()).map(({ role }) => role)).toEqual(['counter', 'hospital', 'hospital']);
  });

  it('keeps a last post, and an administrator their own', async () => {
    const [first, second] = await posts();
    await clinic.get(Posts).end(nurse.id, second!.id, admin);
    await expect(clinic.get(Posts).end(nurse.id, first!.id, admin)).rejects.toMatchObject({
      code: 'last-post',
    });
    clinic.clock.forward(1);
    await clinic.get(Posts).give(admin.id, { role: 'officer', places: [] }, admin);
    const [asAdmin] = await clinic.get(Posts).of(admin.id);
    await expect(clinic.get(Posts).end(admin.id, asAdmin!.id, admin)).rejects.toMatchObject({
      code: 'own-account',
    });
  });

  it('reaches over both chains as the manager of two, and over no third', async () => {
    const [one, two, three] = [await chain(clinic), await chain(clinic), await chain(clinic)];
    const manager = await member(clinic, 'chain-manager', [one]);
    const [post] = await clinic.get(Posts).of(manager.id);
    await clinic.get(Posts).move(manager.id, post!.id, [one, two], admin);
    const { reach } = (await clinic.get(Actors).of(manager))!;
    const within = async (chainId: string) => {
      const outlet = await approvedOutlet(clinic, { chainId });
      return clinic
        .get(Outlets)
        .find(outlet, reach)
        .then(
          () => true,
          () => false,
        );
    };
    expect([await within(one), await within(two), await within(three)]).toEqual([true, true, false]);
  });
});
