import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AuditTrail } from '../../src/staff/audit-trail.js';
import { Drafts } from '../../src/roster/draft/drafts.service.js';
import { Searches } from '../../src/roster/draft/searches.service.js';
import { Sessions } from '../../src/sessions/sessions.service.js';
import type { Actor } from '../../src/staff/actor.js';
import { Clinic } from '../support/clinic.js';
import { acting, signedIn } from '../support/people.js';
import { textOf, type Visitor } from '../support/visitor.js';
import { away, nextWeek, type Town, weekTown } from '../support/week.js';

describe('The draft of a week', () => {
  let clinic: Clinic;
  let officer: Actor;
  let visitor: Visitor;
  let town: Town;

  beforeAll(async () => {
    clinic = await Clinic.open();
    officer = await acting(clinic, 'officer');
    visitor = await signedIn(clinic, 'officer');
    town = await weekTown(clinic);
  });
  afterAll(() => clinic.close());

  const drafts = () => clinic.get(Drafts);
  const seats = async () =>
    (await drafts().seats(nextWeek))
      .map(({ doctorId, outletId, on }) => `${nameOf(doctorId)} ${nameOf(outletId)} ${on.slice(8)}`)
      .sort();
  const nameOf = (id: string) => Object.entries(town).find(([, one]) => one === id)![0];
  const monday = (outletId: string) => ({ outletId, on: nextWeek, slot: 'morning' }) as const;
  const seat = (doctorId: string) => ({ doctorId, on: nextWeek, slot: 'morning' }) as const;

  it('is proposed by a search that any page can watch, and sends each where they may', async () => {
    await away(clinic, town.xu, '2022-12-30');
    await clinic.get(Searches).start(nextWeek, officer, { seconds: 20, gap: 0 });
    expect(await clinic.get(Searches).state(nextWeek)).toMatchObject({ running: true, broken: false });
    await expect(clinic.get(Searches).start('2023-01-02', officer)).rejects.toMatchObject({
      code: 'search-under-way',
    });
    await visitor.get(`/roster?week=${nextWeek}`);
    const refused = await visitor.post(`/roster/${nextWeek}/changes`, { act: 'lock', seat: '' });
    expect([409, 422]).toContain(refused.status);
    await clinic.get(Searches).ended(nextWeek);
    expect(await clinic.get(Searches).state(nextWeek)).toMatchObject({ running: false, broken: false });
    const found = await seats();
    expect(found.filter((one) => one.includes('second'))).toEqual(
      [26, 27, 28, 29].map((day) => `xu second ${day}`),
    );
    expect(found.filter((one) => one.includes('first'))).toHaveLength(5);
    const draft = (await drafts().find(nextWeek))!;
    expect(draft.proposal).toMatchObject({ status: 'best', gap: 0 });
  });

  it('that ran out of time is the best so far, and says so', async () => {
    await clinic.get(Searches).start(nextWeek, officer, { seconds: 0, gap: 0 });
    await clinic.get(Searches).ended(nextWeek);
    expect((await drafts().find(nextWeek))!.proposal!.status).toBe('in-time');
    expect((await seats()).length).toBeGreaterThan(0);
    const board = textOf((await visitor.get(`/roster?week=${nextWeek}`)).body);
    expect(board).toContain('The search ran out of time: this is the best it found, at most 100 % above');
    await clinic.get(Searches).start(nextWeek, officer, { seconds: 20, gap: 0 });
    await clinic.get(Searches).stop(nextWeek, officer);
    await clinic.get(Searches).ended(nextWeek);
    expect(await clinic.get(Searches).state(nextWeek)).toMatchObject({ running: false, broken: false });
    await clinic.get(Searches).start(nextWeek, officer, { seconds: 20, gap: 0 });
    await clinic.get(Searches).ended(nextWeek);
  });

  it('shows what is missing, and says which rule keeps whom from going', async () => {
    const page = await visitor.get(`/roster?week=${nextWeek}&place=${town.second}.2022-12-30.morning`);
    const text = textOf(page.body);
    expect(text).toContain('needs child');
    expect(text).toContain('second needs 1 more: Paediatrics');
    expect(text).toContain('2 may not treat this');
    expect(text).toContain('1 can’t then');
    const list = textOf((await visitor.get(`/roster/uncovered?week=${nextWeek}`)).body);
    expect(list).toContain('2 may not treat this');
    const doctors = textOf((await visitor.get(`/roster/doctors?week=${nextWeek}`)).body);
    expect(doctors).toContain('am second');
  });

  it('is changed where no rule stands against it, at a cost that is said, and changed back', async () => {
    const before = await seats();
    const there = before.includes('chen first 26') ? town.chen : town.liu;
    const other = there === town.chen ? town.liu : town.chen;
    const cost = await drafts().change(
      nextWeek,
      { kind: 'replace', seat: seat(there), doctorId: other },
      officer,
    );
    expect(cost.terms.uncovered).toBe(0);
    expect(await seats()).toContain(`${nameOf(other)} first 26`);
    await drafts().undo(nextWeek, officer);
    expect(await seats()).toEqual(before);
    const removed = await drafts().change(nextWeek, { kind: 'remove', seat: seat(town.xu) }, officer);
    expect(removed.terms.uncovered).toBeGreaterThan(0);
    await drafts().undo(nextWeek, officer);
    await expect(drafts().undo(nextWeek, officer)).rejects.toMatchObject({ code: 'nothing-to-undo' });
    expect(await seats()).toEqual(before);
    const trail = await clinic.get(AuditTrail).of(nextWeek);
    expect(trail.map(({ act }) => act)).toContain('draft.undone');
  });

  it('refuses by name what a rule stands against, and nothing is half done', async () => {
    const before = await seats();
    const change = (act: Parameters<Drafts['change']>[1]) => drafts().change(nextWeek, act, officer);
    await expect(change({ kind: 'place', doctorId: town.xu, to: monday(town.first) })).rejects.toMatchObject({
      code: 'rule-clash',
      values: { doctor: 'xu', outlet: 'first' },
    });
    const friday = { outletId: town.second, on: '2022-12-30', slot: 'morning' } as const;
    await expect(change({ kind: 'place', doctorId: town.xu, to: friday })).rejects.toMatchObject({
      code: 'rule-unavailable',
    });
    await expect(
      change({
        kind: 'swap',
        seat: seat(town.xu),
        with: seat(before.includes('chen first 26') ? town.chen : town.liu),
      }),
    ).rejects.toMatchObject({ code: 'rule-scope' });
    await expect(
      change({ kind: 'remove', seat: { ...seat(town.chen), slot: 'evening' } }),
    ).rejects.toMatchObject({
      code: 'draft-changed-meanwhile',
    });
    expect(await seats()).toEqual(before);
    const page = await visitor.post(`/roster/${nextWeek}/changes`, {
      act: 'place',
      doctorId: town.xu,
      to: `${town.first}.${nextWeek}.morning`,
    });
    expect(page.status).toBe(409);
    expect(textOf(page.body)).toContain('xu is at another session then.');
  });

  it('changed by two officers at once takes one change, and tells the other', async () => {
    const change = (kind: 'lock' | 'remove') =>
      drafts().change(nextWeek, { kind, seat: seat(town.xu) }, officer);
    const results = await Promise.allSettled([change('lock'), change('remove')]);
    expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(results.find((one) => one.status === 'rejected')).toMatchObject({
      reason: { code: 'draft-changed-meanwhile' },
    });
    await drafts().undo(nextWeek, officer);
  });

  it('keeps what is locked when it is proposed again', async () => {
    const sent = (await seats()).includes('chen first 28') ? town.liu : town.chen;
    const wednesday = { on: '2022-12-28', slot: 'morning' } as const;
    const there = sent === town.chen ? town.liu : town.chen;
    await drafts().change(
      nextWeek,
      { kind: 'replace', seat: { doctorId: there, ...wednesday }, doctorId: sent },
      officer,
    );
    await drafts().change(nextWeek, { kind: 'lock', seat: { doctorId: sent, ...wednesday } }, officer);
    await clinic.get(Searches).start(nextWeek, officer, { seconds: 20, gap: 0 });
    await clinic.get(Searches).ended(nextWeek);
    const kept = (await drafts().seats(nextWeek)).filter(({ locked }) => locked);
    expect(kept).toMatchObject([{ doctorId: sent, on: '2022-12-28', outletId: town.first }]);
  });

  it('is nobody’s to look at or change but officers’, each within their districts', async () => {
    const stranger = await signedIn(clinic, 'counter', [town.first]);
    expect((await stranger.get(`/roster?week=${nextWeek}`)).status).toBe(403);
    const elsewhere = await signedIn(clinic, 'officer', [(await weekTown(clinic)).districtId]);
    const page = await elsewhere.get(`/roster?week=${nextWeek}&seat=${town.xu}.${nextWeek}.morning`);
    expect(page.body).not.toContain(town.xu);
    const act = { act: 'remove', seat: `${town.xu}.${nextWeek}.morning` };
    expect((await elsewhere.post(`/roster/${nextWeek}/changes`, act)).status).toBe(404);
    expect((await elsewhere.post(`/roster/${nextWeek}/search`)).status).toBe(403);
    expect((await elsewhere.post(`/roster/${nextWeek}/draft/removal`)).status).toBe(403);
    expect((await visitor.get('/roster/2022-12-27/review')).status).toBe(404);
  });

  it('begun by hand starts with what is published', async () => {
    await drafts().discard(nextWeek, officer);
    expect(await seats()).toEqual([]);
    await clinic.get(Sessions).assign(town.chen, monday(town.first), officer);
    await drafts().open(nextWeek, officer);
    expect(await seats()).toEqual(['chen first 26']);
    expect(textOf((await visitor.get(`/roster?week=${nextWeek}`)).body)).toContain(
      '0 changes to what is published',
    );
  });
});
