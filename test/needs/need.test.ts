import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Approvals } from '../../src/network/approvals.service.js';
import { Outlets } from '../../src/network/outlets.service.js';
import { FeverHistory } from '../../src/needs/fever-history.js';
import { NeedChange } from '../../src/needs/need.entity.js';
import { Needs } from '../../src/needs/needs.service.js';
import { programActing } from '../../src/staff/actor.js';
import { Visits } from '../../src/visits/visits.service.js';
import { Clinic, today } from '../support/clinic.js';
import { signedIn } from '../support/people.js';
import { approvedOutlet, district, entry } from '../support/town.js';
import { textOf, type Visitor } from '../support/visitor.js';

const week = (doctors: string) => Array<string>(21).fill(doctors);

describe('The need for doctors', () => {
  let clinic: Clinic;
  let outletId: string;
  let officer: Visitor;

  beforeAll(async () => {
    clinic = await Clinic.open();
    const districtId = await district(clinic);
    outletId = await approvedOutlet(clinic, { districtId });
    officer = await signedIn(clinic, 'officer', [districtId]);
    await officer.get(`/outlets/${outletId}/need`);
  });
  afterAll(() => clinic.close());

  const address = () => `/outlets/${outletId}/need`;
  const needed = async (from = today, to = from) =>
    clinic.get(Needs).between([await clinic.get(Outlets).find(outletId, programActing.reach)], from, to);

  it('is set for any week, by scope, where the outlet is open', async () => {
    expect((await officer.post(address(), { scope: 'general', week: week('1') })).status).toBe(303);
    expect((await officer.post(address(), { scope: 'paediatrics', week: week('2') })).status).toBe(303);
    const slots = (await needed()).map(({ slot, scope, doctors }) => `${slot} ${scope} ${doctors}`);
    expect(slots).toContain('morning general 1');
    expect(slots).toContain('morning paediatrics 2');
    expect(slots.some((slot) => slot.startsWith('evening'))).toBe(false);
  });

  it('is refused when it is no week', async () => {
    const short = await officer.post(address(), { scope: 'general', week: week('1').slice(1) });
    expect(short.status).toBe(422);
    expect(textOf(short.body)).toContain('0 to 9 doctors');
    const twelve = await officer.post(address(), { scope: 'general', week: ['12', ...week('3').slice(1)] });
    expect(twelve.status).toBe(422);
    expect(twelve.body).toContain('value="12"');
    expect(twelve.body.match(/name="week"[^>]*value="3"/g)).toHaveLength(20);
    expect((await officer.post(address(), { scope: 'surgery', week: week('1') })).status).toBe(422);
  });

  it('is otherwise on a day, where the latest word counts, until it is taken back', async () => {
    const change = (doctors: string) =>
      officer.post(`${address()}/changes`, { scope: 'general', on: '2022-12-20', slot: 'morning', doctors });
    await change('3');
    await change('5');
    const general = async () =>
      (await needed('2022-12-20')).find(({ slot, scope }) => slot === 'morning' && scope === 'general');
    expect(await general()).toMatchObject({ doctors: 5 });
    const { id } = await clinic.reader.of(NeedChange).findOneByOrFail({ outletId });
    await officer.post(`${address()}/changes/${id}/removal`, {});
    expect(await general()).toMatchObject({ doctors: 1 });
  });

  it('is none where the outlet is closed that day, or after its approval, or while it is suspended', async () => {
    await clinic
      .get(Outlets)
      .makeException(
        outletId,
        { on: '2022-12-21', slots: ['morning', 'afternoon'], open: false },
        programActing,
      );
    expect(await needed('2022-12-21')).toEqual([]);
    expect(await needed('2030-01-01')).toEqual([]);
    await clinic.get(Approvals).take(outletId, 'suspend', { reason: 'x' }, programActing);
    expect(await needed()).toEqual([]);
    await clinic.get(Approvals).take(outletId, 'reopen', {}, programActing);
    expect(await needed()).not.toEqual([]);
  });

  it('is suggested from the outlet’s own fever visits by weekday and slot', async () => {
    const now = clinic.clock.now();
    for (const [instant, fever] of [
      ['2022-12-12T00:40:00Z', true],
      ['2022-12-12T04:44:00Z', true],
      ['2022-12-12T04:46:00Z', true],
      ['2022-12-12T09:46:00Z', true],
      ['2022-12-12T01:00:00Z', false],
    ] as const) {
      clinic.clock.set(new Date(instant));
      await clinic
        .get(Visits)
        .log(outletId, entry(clinic, { temperature: fever ? 38.2 : 36.6 }), programActing);
    }
    clinic.clock.set(now);
    const counts = await clinic.get(FeverHistory).between('2022-12-12', '2022-12-12', outletId);
    expect(counts.map(({ slot, visits }) => [slot, visits])).toEqual([
      ['morning', 2],
      ['afternoon', 1],
      ['evening', 1],
    ]);
    const expected = await clinic.get(Needs).expected(outletId);
    expect([expected[0], expected[7], expected[14]]).toEqual([2, 1, 1]);
    expect(textOf((await officer.get(`${address()}?suggested=1`)).body)).toContain('2 → 0');
  });
});
