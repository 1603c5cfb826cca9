import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AuditRecord } from '../../src/staff/audit-record.entity.js';
import { Approvals } from '../../src/network/approvals.service.js';
import { Outlet, OutletApproval } from '../../src/network/outlet.entity.js';
import { Outlets } from '../../src/network/outlets.service.js';
import type { Actor } from '../../src/staff/actor.js';
import { Clinic, today } from '../support/clinic.js';
import { acting, signedIn } from '../support/people.js';
import { approvedOutlet, chain, district, registeredOutlet } from '../support/town.js';
import { hidden, textOf, type Visitor } from '../support/visitor.js';

describe('An outlet', () => {
  let clinic: Clinic;
  let officer: Actor;
  let browser: Visitor;

  beforeAll(async () => {
    clinic = await Clinic.open();
    officer = await acting(clinic, 'officer');
    browser = await signedIn(clinic, 'officer');
  });
  afterAll(() => clinic.close());

  it('becomes a convenience clinic step by step, each with who, when and why', async () => {
    const id = await registeredOutlet(clinic);
    const approvals = clinic.get(Approvals);
    await approvals.take(id, 'apply', {}, officer);
    await expect(
      approvals.take(id, 'approve', { number: 'A1', validUntil: '2023-12-31' }, officer),
    ).rejects.toMatchObject({ code: 'wrong-step' });
    await approvals.take(id, 'inspect', {}, officer);
    await expect(approvals.take(id, 'approve', {}, officer)).rejects.toMatchObject({
      code: 'approval-incomplete',
    });
    await expect(
      approvals.take(id, 'approve', { number: 'A1', validUntil: '2022-12-18' }, officer),
    ).rejects.toMatchObject({ code: 'approval-expired' });
    await approvals.take(id, 'approve', { number: 'A1', validUntil: '2023-12-31' }, officer);
    await expect(approvals.take(id, 'suspend', {}, officer)).rejects.toMatchObject({
      code: 'reason-missing',
    });
    await approvals.take(id, 'suspend', { reason: 'no pharmacist' }, officer);
    await approvals.take(id, 'reopen', {}, officer);
    await approvals.take(id, 'revoke', { reason: 'moved away' }, officer);
    const history = await clinic.reader
      .of(OutletApproval)
      .find({ where: { outletId: id }, order: { at: 'ASC', id: 'ASC' } });
    expect(history.map(({ act }) => act).sort()).toEqual([
      'apply',
      'approve',
      'inspect',
      'reopen',
      'revoke',
      'suspend',
    ]);
    expect(history.every(({ by }) => by === officer.id)).toBe(true);
    expect(await clinic.reader.of(Outlet).findOneByOrFail({ id })).toMatchObject({
      state: 'revoked',
      approvalNumber: 'A1',
    });
  });

  it('takes one of two steps that are taken at once', async () => {
    const id = await approvedOutlet(clinic);
    const take = (act: 'suspend' | 'revoke') =>
      clinic.get(Approvals).take(id, act, { reason: 'now' }, officer);
    const results = await Promise.allSettled([take('suspend'), take('suspend')]);
    expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    await take('revoke');
  });

  it('leaves an audit record of each change, before and after', async () => {
    const id = await registeredOutlet(clinic, { name: 'Before' });
    const { changedAt, ...outlet } = await clinic.get(Outlets).find(id, officer.reach);
    clinic.clock.forward(1);
    await clinic.get(Outlets).change(id, { ...outlet, name: 'After' }, changedAt, officer);
    const record = await clinic.reader
      .of(AuditRecord)
      .findOneByOrFail({ subjectId: id, act: 'outlet.changed' });
    expect(record).toMatchObject({
      staffId: officer.id,
      before: { name: 'Before' },
      after: { name: 'After' },
    });
  });

  it('that somebody else changed meanwhile is not overwritten by a stale form', async () => {
    const id = await registeredOutlet(clinic, { name: 'Original' });
    const { body } = await browser.get(`/outlets/${id}/edit`);
    const { districtId, licenceNumber } = await clinic.reader.of(Outlet).findOneByOrFail({ id });
    const form = { since: hidden(body, 'since'), districtId, licenceNumber, address: 'Road' };
    clinic.clock.forward(1);
    expect((await browser.post(`/outlets/${id}`, { ...form, name: 'Mine' })).status).toBe(303);
    clinic.clock.forward(1);
    const late = await browser.post(`/outlets/${id}`, { ...form, name: 'Too late' });
    expect(late.status).toBe(409);
    expect(late.body).toContain('Too late');
    expect(await clinic.reader.of(Outlet).findOneByOrFail({ id })).toMatchObject({ name: 'Mine' });
  });

  it('has a licence number of its own, and a whole position or none', async () => {
    const districtId = await district(clinic);
    await registeredOutlet(clinic, { districtId, licenceNumber: 'TWICE' });
    await browser.get('/outlets/new');
    const form = { name: 'Kept name', address: 'Road', districtId };
    const twice = await browser.post('/outlets', { ...form, licenceNumber: 'TWICE' });
    expect(twice.status).toBe(409);
    expect(textOf(twice.body)).toContain('has this licence number');
    expect(twice.body).toContain('Kept name');
    const half = await browser.post('/outlets', { ...form, licenceNumber: 'H', latitude: '32.1' });
    expect(half.status).toBe(422);
    const wrong = await browser.post('/outlets', {
      ...form,
      licenceNumber: 'W',
      latitude: '132',
      longitude: '1',
    });
    expect(textOf(wrong.body)).toContain('from -90 to 90');
  });

  it('is open by hours as people write them, by night too; its sessions follow from them', async () => {
    const id = await approvedOutlet(clinic);
    const wrong = await browser.post(`/outlets/${id}/hours`, {
      monday: '08:00-12:00',
      friday: '周一 8:00-9:00',
    });
    expect(wrong.status).toBe(422);
    expect(textOf(wrong.body)).toContain('Times such as');
    const said = { monday: '8:00-12:00 13:30-21:00', tuesday: '24小时', sunday: '21:00-次日06:00' };
    expect((await browser.post(`/outlets/${id}/hours`, said)).status).toBe(303);
    expect(await clinic.get(Outlets).find(id, officer.reach)).toMatchObject({
      hours: '周一 08:00-12:00 13:30-21:00; 周二 00:00-24:00; 周日 21:00-06:00',
      week: 'OOXXXXXOOXXXXXOOXXXXX',
    });
    expect(textOf((await browser.get(`/outlets/${id}`)).body)).toMatch(
      /Mon 08:00-12:00 13:30-21:00 Tue 00:00-24:00 Sun 21:00-06:00/,
    );
    expect((await browser.get(`/outlets/${id}/hours`)).body).toContain('value="21:00-06:00"');
  });

  it('is shut on a dated exception', async () => {
    const id = await approvedOutlet(clinic);
    await clinic
      .get(Outlets)
      .makeException(id, { on: today, slots: ['morning'], open: false, reason: 'stocktaking' }, officer);
    const open = (slot: 'morning' | 'afternoon') =>
      clinic.get(Outlets).list({ openOn: today, openIn: slot }, officer.reach, 0, 100);
    expect((await open('morning')).map((outlet) => outlet.id)).not.toContain(id);
    expect((await open('afternoon')).map((outlet) => outlet.id)).toContain(id);
    const { body } = await browser.get(`/outlets/${id}/hours`);
    expect(textOf(body)).toContain('stocktaking');
    const removal = /action="([^"]*removal)"/.exec(body)![1]!;
    await browser.post(removal);
    expect((await open('morning')).map((outlet) => outlet.id)).toContain(id);
  });

  it('is found by any part of name, address or licence number, in either spelling of 臺', async () => {
    await registeredOutlet(clinic, {
      name: '臺北大藥局',
      address: '扬州市广陵区文昌中路 5 号',
      licenceNumber: 'FIND-1',
    });
    for (const words of ['台北', '文昌中路5', 'find-1', '藥局 广陵']) {
      const { body } = await browser.get(`/outlets?q=${encodeURIComponent(words)}`);
      expect(body).toContain('FIND-1');
    }
    expect((await browser.get(`/outlets?q=${encodeURIComponent('%_')}`)).body).not.toContain('FIND-1');
    expect((await browser.get(`/outlets?q=nothing&page=99999&state=none`)).status).toBe(200);
  });

  it('is listed with filters, and drawn on the map in the colour of its state', async () => {
    const chainId = await chain(clinic);
    await approvedOutlet(clinic, { chainId, latitude: 32.39, longitude: 119.42, name: 'On the map' });
    await registeredOutlet(clinic, { chainId, latitude: 32.4, longitude: 119.43 });
    const { body } = await browser.get(`/outlets?chain=${chainId}`);
    expect(
      body.match(
        /<circle\s+class="bm-dot-(approved|registered)"\s+cx="[\d.]+"\s+cy="[\d.]+"\s+r="5">\s*<title>/g,
      ),
    ).toHaveLength(2);
    const approved = await browser.get(`/outlets?chain=${chainId}&state=approved`);
    expect(textOf(approved.body)).toContain('1 outlet');
    expect(body).not.toContain('<image');
  });
});

describe('The map', () => {
  it('takes its pictures from a tile server by a setting', async () => {
    const clinic = await Clinic.open({ MAP_TILES: 'https://tiles.example.org/{z}/{x}/{y}.png' });
    const browser = await signedIn(clinic, 'officer');
    await registeredOutlet(clinic, { latitude: 32.39, longitude: 119.42 });
    const { body, headers } = await browser.get('/outlets');
    expect(body).toMatch(/<image href="https:\/\/tiles.example.org\/\d+\/\d+\/\d+.png"/);
    expect(headers['content-security-policy']).toContain('https://tiles.example.org');
    await clinic.close();
  });
});
