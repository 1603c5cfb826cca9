import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Episode } from '../../src/episodes/episode.entity.js';
import { Episodes } from '../../src/episodes/episodes.service.js';
import { EpisodeRecount } from '../../src/insight/episode-recount.js';
import { Outlet } from '../../src/network/outlet.entity.js';
import { Capacities } from '../../src/facilities/capacities.service.js';
import {
  canTake,
  isOpen,
  type ReferralAct,
  referralActs,
  type ReferralState,
  referralStates,
  steps,
} from '../../src/referrals/domain/referral-state.js';
import { Patient } from '../../src/patients/patient.entity.js';
import { familyNameOf } from '../../src/patients/domain/family-name.js';
import { Referral, ReferralTurn } from '../../src/referrals/referral.entity.js';
import type { Said } from '../../src/referrals/referral-changes.js';
import { Referrals } from '../../src/referrals/referrals.service.js';
import { type Actor, programActing } from '../../src/staff/actor.js';
import { AuditRecord } from '../../src/staff/audit-record.entity.js';
import { Visit } from '../../src/visits/visit.entity.js';
import { Corrections } from '../../src/visits/corrections.service.js';
import { Visits } from '../../src/visits/visits.service.js';
import { told } from '../support/told.js';
import { Clinic } from '../support/clinic.js';
import { acting, member, signedIn } from '../support/people.js';
import { approvedOutlet, district, entry, openHospital, room } from '../support/town.js';
import { textOf } from '../support/visitor.js';

const severe = { temperature: 39, spo2: 91, disposition: 'referral' as const };

describe('A referral', () => {
  let clinic: Clinic;
  let referrals: Referrals;
  let outletId: string;
  let near: string;
  let far: string;
  let nurse: Actor;
  let ward: Actor;

  beforeAll(async () => {
    clinic = await Clinic.open();
    referrals = clinic.get(Referrals);
    const districtId = await district(clinic);
    outletId = await approvedOutlet(clinic, { districtId, latitude: 32.39, longitude: 119.42 });
    near = await openHospital(clinic, { name: 'Near', tier: 'tertiary', latitude: 32.4, longitude: 119.42 });
    far = await openHospital(clinic, { name: 'Far', tier: 'hospital', latitude: 32.6, longitude: 119.42 });
    nurse = await acting(clinic, 'counter', [outletId]);
    ward = await acting(clinic, 'hospital', [near]);
    await member(clinic, 'officer', [districtId]);
  });
  afterAll(() => clinic.close());
  beforeEach(async () => {
    for (const id of [near, far]) await clinic.get(Capacities).report(id, room, programActing);
  });

  const begin = async (given: object = {}) => {
    const form = entry(clinic, { ...severe, ...given });
    const { visit } = await clinic.get(Visits).log(outletId, form, nurse);
    return clinic.reader.of(Referral).findOneByOrFail({ visitId: visit.id });
  };
  const now = (id: string) => clinic.reader.of(Referral).findOneByOrFail({ id });
  const episodeOf = ({ episodeId }: Referral) => clinic.reader.of(Episode).findOneByOrFail({ id: episodeId });
  const saidWith: Partial<Record<ReferralAct, () => Said>> = {
    'ask-opinion': () => ({ reason: 'Is it severe?' }),
    advise: () => ({ opinion: 'Send.' }),
    send: () => ({ facilityId: near }),
    'pass-on': () => ({ facilityId: far }),
    decline: () => ({ reason: 'no bed' }),
    cancel: () => ({ reason: 'went home' }),
    close: () => ({ outcome: 'admitted' }),
  };
  /** The shortest way to each state. Time and passing on are the program's. */
  const wayTo: Record<ReferralState, readonly ReferralAct[]> = {
    drafted: [],
    consulting: ['ask-opinion'],
    sent: ['send'],
    declined: ['send', 'decline'],
    unanswered: ['send', 'time-out'],
    accepted: ['send', 'accept'],
    'on-the-way': ['send', 'accept', 'depart'],
    'not-arrived': ['send', 'accept', 'miss'],
    arrived: ['send', 'accept', 'arrive'],
    closed: ['send', 'accept', 'arrive', 'close'],
    onward: ['send', 'accept', 'arrive', 'refer-onward'],
    cancelled: ['cancel'],
  };
  /** No hospital has room, so that nothing is passed on by itself. */
  const fillUp = async (...ids: string[]) => {
    for (const id of ids)
      await clinic.get(Capacities).report(id, { open: true, accepting: false }, programActing);
  };

  it.each(referralStates)(
    'reaches the state “%s”, and there refuses every step that is none of its own',
    async (state) => {
      const acts = wayTo[state];
      const { id } = await begin();
      for (const act of acts) {
        if (act === 'decline' || act === 'time-out') await fillUp(near, far);
        await referrals.act(id, act, saidWith[act]?.() ?? {}, programActing);
      }
      const before = await now(id);
      const readers = [await signedIn(clinic, 'counter', [outletId]), await signedIn(clinic, 'admin')];
      expect(before.state).toBe(state);
      expect(before.endedAt !== null).toBe(!isOpen(state));
      for (const reader of readers) expect((await reader.get(`/referrals/${id}`)).status).toBe(200);
      const forbidden = referralActs.filter((act) => !canTake(act, state));
      expect(forbidden.length).toBeGreaterThan(0);
      for (const act of forbidden) {
        await expect(referrals.act(id, act, saidWith[act]?.() ?? {}, programActing)).rejects.toMatchObject({
          code: `referral-moved-${state}`,
        });
      }
      expect(await now(id)).toEqual(before);
      expect(await clinic.reader.of(ReferralTurn).countBy({ referralId: id })).toBe(acts.length + 1);
    },
  );

  it('is drafted by the visit that sends the patient away, once, and sent at once where that was chosen', async () => {
    const draft = await begin();
    expect(draft).toMatchObject({ state: 'drafted', level: 'urgent', facilityId: null });
    const sent = await begin({ facilityId: near });
    expect(sent).toMatchObject({ state: 'sent', facilityId: near });
    const again = entry(clinic, { ...severe, patientId: draft.patientId });
    await clinic.get(Visits).log(outletId, again, nurse);
    expect(await clinic.reader.of(Referral).countBy({ patientId: draft.patientId })).toBe(1);
  });

  it('of a patient who came back from the hospital and is sent again is a new one', async () => {
    const first = await begin({ facilityId: near });
    await referrals.act(first.id, 'accept', {}, ward);
    await referrals.act(first.id, 'arrive', {}, ward);
    const again = entry(clinic, { ...severe, patientId: first.patientId, facilityId: far });
    await clinic.get(Visits).log(outletId, again, nurse);
    expect(await now(first.id)).toMatchObject({ state: 'closed', outcome: 'not-stated' });
    const open = await clinic.reader.of(Referral).findOneByOrFail({ visitId: again.id });
    expect(open).toMatchObject({ state: 'sent', facilityId: far });
  });

  it('goes with the patient: a graver visit elsewhere raises it, and shortens the time to answer', async () => {
    const first = await begin({ facilityId: near });
    clinic.clock.forward(5);
    const { districtId } = await clinic.reader.of(Outlet).findOneByOrFail({ id: outletId });
    const elsewhere = await approvedOutlet(clinic, { districtId });
    const worse = entry(clinic, {
      ...severe,
      patientId: first.patientId,
      symptoms: ['stroke'],
      disposition: 'emergency',
    });
    await clinic.get(Visits).log(elsewhere, worse, programActing);
    expect(await now(first.id)).toMatchObject({
      state: 'sent',
      level: 'emergency',
      visitId: worse.id,
      outletId: elsewhere,
    });
    clinic.clock.forward(10);
    await referrals.sweep();
    expect((await now(first.id)).facilityId).toBe(far);
  });

  it('that nobody sends is told to the officer, once', async () => {
    const { id } = await begin();
    clinic.clock.forward(30);
    await referrals.sweep();
    await referrals.sweep();
    expect((await told(clinic, { causeId: id, cause: 'referral.stranded' })).length).toBe(1);
    expect((await now(id)).state).toBe('drafted');
  });

  it('onward never goes back to where it came from', async () => {
    const { id } = await begin({ facilityId: near });
    await referrals.act(id, 'accept', {}, ward);
    await referrals.act(id, 'arrive', {}, ward);
    const next = await referrals.act(id, 'refer-onward', {}, ward);
    await referrals.act(next.id, 'send', { facilityId: far }, ward);
    await referrals.act(next.id, 'decline', { reason: 'no bed' }, await acting(clinic, 'hospital', [far]));
    expect(await now(next.id)).toMatchObject({ state: 'declined', facilityId: far });
  });

  it('that was corrected away after it was sent is called off at both ends', async () => {
    const sent = await begin({ facilityId: near });
    const visit = await clinic.reader.of(Visit).findOneByOrFail({ id: sent.visitId });
    const findings = { ...entry(clinic), temperature: 38, spo2: 98, version: visit.version, reason: 'slip' };
    await clinic.get(Corrections).correct(outletId, visit.id, findings, nurse);
    expect((await now(sent.id)).state).toBe('cancelled');
    clinic.clock.forward(25 * 60);
    await clinic.get(Episodes).sweep();
    expect(await clinic.get(EpisodeRecount).differences()).toEqual([]);
  });

  it('cancelled twice, each time at once, was none, and the recount agrees', async () => {
    const first = await begin();
    clinic.clock.forward(60);
    await referrals.act(first.id, 'cancel', { reason: 'mistake' }, nurse);
    clinic.clock.forward(29 * 60);
    const again = entry(clinic, { ...severe, patientId: first.patientId });
    await clinic.get(Visits).log(outletId, again, nurse);
    clinic.clock.forward(60);
    const second = await clinic.reader.of(Referral).findOneByOrFail({ visitId: again.id });
    await referrals.act(second.id, 'cancel', { reason: 'mistake' }, nurse);
    clinic.clock.forward(30 * 60);
    await referrals.sweep();
    await clinic.get(Episodes).sweep();
    expect((await episodeOf(first)).class).not.toBe('lost');
    expect(await clinic.get(EpisodeRecount).differences()).toEqual([]);
  });

  it('that was passed on tells the hospital which answers too late', async () => {
    const { id } = await begin({ facilityId: near });
    const visitor = await signedIn(clinic, 'hospital', [near]);
    await visitor.get('/inbox');
    clinic.clock.forward(30);
    await referrals.sweep();
    const late = await visitor.post(`/referrals/${id}/acts`, { act: 'accept', version: 2 });
    expect(late.status).toBe(409);
    expect(textOf(late.body)).toContain('It has been sent meanwhile');
  });

  it('that was never sent does not stand in the way of the next illness', async () => {
    const old = await begin();
    clinic.clock.forward(20 * 24 * 60);
    const again = entry(clinic, { ...severe, patientId: old.patientId });
    await clinic.get(Visits).log(outletId, again, nurse);
    expect((await now(old.id)).state).toBe('cancelled');
    await clinic.get(Episodes).sweep();
    expect(await episodeOf(old)).toMatchObject({ class: 'lost' });
    expect(await clinic.reader.of(Referral).findOneByOrFail({ visitId: again.id })).toMatchObject({
      state: 'drafted',
    });
  });

  it('that was a slip of the counter goes with the correction', async () => {
    const draft = await begin();
    const visit = await clinic.reader.of(Visit).findOneByOrFail({ id: draft.visitId });
    const findings = { ...entry(clinic), temperature: 38, spo2: 98, version: visit.version, reason: 'slip' };
    await clinic.get(Corrections).correct(outletId, visit.id, findings, nurse);
    expect((await now(draft.id)).state).toBe('cancelled');
    expect(await episodeOf(draft)).toMatchObject({ class: 'open', referredAt: null });
  });

  it.each([
    ['send', {}, 'act-incomplete'],
    ['cancel', {}, 'act-incomplete'],
    ['ask-opinion', {}, 'act-incomplete'],
  ] as const)('needs what “%s” has to say', async (act, said, code) => {
    const { id } = await begin();
    await expect(referrals.act(id, act, said, nurse)).rejects.toMatchObject({ code });
  });

  it('is not sent where there is no room by then, even if the page offered it', async () => {
    const { id } = await begin();
    await fillUp(near);
    await expect(referrals.act(id, 'send', { facilityId: near }, nurse)).rejects.toMatchObject({
      code: 'facility-full',
    });
    clinic.clock.forward(4 * 60 + 1);
    await expect(referrals.act(id, 'send', { facilityId: far }, nurse)).rejects.toMatchObject({
      code: 'facility-stale',
    });
  });

  it('belongs to two sides: each does its own, and nobody else sees it', async () => {
    const { id } = await begin({ facilityId: near });
    await expect(referrals.act(id, 'accept', {}, nurse)).rejects.toMatchObject({ code: 'not-your-act' });
    await expect(referrals.act(id, 'depart', {}, ward)).rejects.toMatchObject({ code: 'not-your-act' });
    const elsewhere = await acting(clinic, 'hospital', [far]);
    await expect(referrals.act(id, 'accept', {}, elsewhere)).rejects.toMatchObject({ code: 'not-found' });
    const stranger = await acting(clinic, 'counter', [await approvedOutlet(clinic)]);
    await expect(referrals.act(id, 'cancel', { reason: 'x' }, stranger)).rejects.toMatchObject({
      code: 'not-found',
    });
    await referrals.act(id, 'accept', {}, ward);
    expect((await now(id)).state).toBe('accepted');
  });

  it('goes at night to whom somebody telephoned, and to nobody who is known to be full', async () => {
    const { id } = await begin();
    clinic.clock.forward(5 * 60);
    const counter = await signedIn(clinic, 'counter', [outletId]);
    const shown = textOf((await counter.get(`/referrals/${id}`)).body);
    expect(shown).toMatch(/Telephone, the nearest first.*Near.*Far.*They take the patient, by telephone/);
    const send = (facilityId: string, telephoned: boolean) =>
      referrals.act(id, 'send', { facilityId, telephoned }, nurse);
    await expect(send(near, false)).rejects.toMatchObject({ code: 'facility-stale' });
    await clinic.get(Capacities).report(near, { ...room, accepting: false }, programActing);
    await expect(send(near, true)).rejects.toMatchObject({ code: 'facility-full' });
    expect(await send(far, true)).toMatchObject({ state: 'sent', facilityId: far });
    expect(textOf((await counter.get(`/referrals/${id}`)).body)).toContain('taken by telephone');
  });

  it('that is declined goes on to the next facility, and the officer is told', async () => {
    const { id } = await begin({ facilityId: near });
    await referrals.act(id, 'decline', { reason: 'no bed' }, ward);
    expect(await now(id)).toMatchObject({ state: 'sent', facilityId: far, passedOn: 1 });
    const passedOn = await told(clinic, { causeId: id, cause: 'referral.passed-on' });
    // The hospital that has it now hears of it too, for nobody there has its inbox open.
    const mails = passedOn.filter(({ subject }) => !subject.startsWith('A referral waits'));
    expect(mails).toHaveLength(1);
    expect(mails[0]!.subject).toContain('Far');
    // A mail travels in the open: it says the family name alone.
    const { patientId } = await now(id);
    const { name } = await clinic.reader.of(Patient).findOneByOrFail({ id: patientId });
    expect(mails[0]!.text + mails[0]!.html).not.toContain(name);
    expect(mails[0]!.text).toContain(familyNameOf(name));
    const turns = await clinic.reader
      .of(ReferralTurn)
      .find({ where: { referralId: id }, order: { version: 'ASC' } });
    expect(turns.map(({ act }) => act)).toEqual(['draft', 'send', 'decline', 'pass-on']);
  });

  it('that nobody answers in time is passed on; with nowhere left, the officer is told so', async () => {
    const { id } = await begin({ facilityId: near });
    clinic.clock.forward(29);
    await referrals.sweep();
    expect((await now(id)).facilityId).toBe(near);
    clinic.clock.forward(1);
    await referrals.sweep();
    expect(await now(id)).toMatchObject({ state: 'sent', facilityId: far });
    clinic.clock.forward(30);
    await referrals.sweep();
    expect(await now(id)).toMatchObject({ state: 'unanswered', facilityId: far, dueAt: null });
    expect((await told(clinic, { causeId: id, cause: 'referral.stranded' })).length).toBe(1);
  });

  it('an emergency is answered within ten minutes or passed on', async () => {
    const { id } = await begin({ symptoms: ['stroke'], disposition: 'emergency', facilityId: near });
    clinic.clock.forward(10);
    await referrals.sweep();
    expect((await now(id)).facilityId).toBe(far);
  });

  it('of a patient who does not arrive within 24 h is lost, and found again when they do', async () => {
    const referral = await begin({ facilityId: near });
    await referrals.act(referral.id, 'accept', {}, ward);
    clinic.clock.forward(24 * 60);
    await referrals.sweep();
    expect((await now(referral.id)).state).toBe('not-arrived');
    expect((await told(clinic, { causeId: referral.id, cause: 'referral.not-arrived' })).length).toBe(1);
    await referrals.act(referral.id, 'arrive', {}, ward);
    expect(await episodeOf(referral)).toMatchObject({ class: 'referred' });
  });

  it('that is cancelled in time was none; cancelled after the patient was lost, it still was one', async () => {
    const early = await begin({ facilityId: near });
    await referrals.act(early.id, 'cancel', { reason: 'mistake' }, nurse);
    expect(await episodeOf(early)).toMatchObject({ class: 'open', referredAt: null });
    const late = await begin();
    clinic.clock.forward(24 * 60 + 1);
    await referrals.act(late.id, 'cancel', { reason: 'mistake' }, nurse);
    expect((await episodeOf(late)).referredAt).not.toBeNull();
  });

  it('onward is a new one, linked to the old, from the first facility', async () => {
    const { id } = await begin({ facilityId: near });
    await referrals.act(id, 'accept', {}, ward);
    await referrals.act(id, 'arrive', {}, ward);
    const next = await referrals.act(id, 'refer-onward', { note: 'needs ICU' }, ward);
    expect((await now(id)).state).toBe('onward');
    expect(await now(next.id)).toMatchObject({
      onwardFromId: id,
      fromFacilityId: near,
      state: 'drafted',
      note: 'needs ICU',
    });
    await referrals.act(next.id, 'send', { facilityId: far }, ward);
    expect((await now(next.id)).state).toBe('sent');
  });

  it('may ask the experts before it is sent', async () => {
    const { id } = await begin();
    await referrals.act(id, 'ask-opinion', { reason: 'Home or hospital?' }, nurse);
    await expect(referrals.act(id, 'advise', { opinion: 'x' }, nurse)).rejects.toMatchObject({
      code: 'not-your-act',
    });
    const lower = await acting(clinic, 'hospital', [far]);
    await expect(referrals.act(id, 'advise', { opinion: 'x' }, lower)).rejects.toMatchObject({
      code: 'not-found',
    });
    await referrals.act(id, 'advise', { opinion: 'Hospital.' }, ward);
    expect(await now(id)).toMatchObject({
      state: 'drafted',
      question: 'Home or hospital?',
      opinion: 'Hospital.',
    });
  });

  it('takes 50 acts at once and keeps one consistent history', async () => {
    const { id } = await begin({ facilityId: near });
    const wishes: [ReferralAct, Actor][] = Array.from({ length: 50 }, (_, n) =>
      n % 3 === 0 ? ['accept', ward] : n % 3 === 1 ? ['cancel', nurse] : ['decline', ward],
    );
    const results = await Promise.allSettled(
      wishes.map(([act, actor]) => referrals.act(id, act, { ...saidWith[act]?.(), version: 2 }, actor)),
    );
    const won = results.flatMap((result, n) => (result.status === 'fulfilled' ? [wishes[n]![0]] : []));
    expect(won).toHaveLength(1);
    for (const result of results) {
      if (result.status === 'rejected')
        expect((result.reason as { code: string }).code).toMatch(/^referral-moved-|^not-found|^not-your-act/);
    }
    const turns = await clinic.reader
      .of(ReferralTurn)
      .find({ where: { referralId: id }, order: { version: 'ASC' } });
    expect(turns.map(({ version }) => version)).toEqual(turns.map((_, n) => n + 1));
    for (const [n, turn] of turns.slice(1).entries())
      expect(steps[turn.act as ReferralAct].from as readonly string[]).toContain(turns[n]!.to);
    const { state, version } = await now(id);
    expect({ state, version }).toEqual({ state: turns.at(-1)!.to, version: turns.at(-1)!.version });
    const acts = await clinic.reader.of(AuditRecord).countBy({ subjectId: id });
    expect(acts).toBe(turns.length);
  });

  it('is shown to the hospital, the most urgent first, with a letter, and the loser of two is told what happened', async () => {
    const visitor = await signedIn(clinic, 'hospital', [near]);
    const { id } = await begin({ facilityId: near });
    const emergency = await begin({ symptoms: ['stroke'], disposition: 'emergency', facilityId: near });
    const inbox = (await visitor.get('/inbox')).body;
    expect(inbox.indexOf(emergency.id)).toBeGreaterThan(0);
    expect(inbox.indexOf(emergency.id)).toBeLessThan(inbox.indexOf(id));
    expect(textOf((await visitor.get(`/referrals/${id}/letter`)).body)).toContain('SpO₂ 91 %');
    await visitor.get(`/referrals/${id}`);
    await referrals.act(id, 'cancel', { reason: 'went home' }, nurse);
    const late = await visitor.post(`/referrals/${id}/acts`, { act: 'accept', version: 2 });
    expect(late.status).toBe(409);
    expect(textOf(late.body)).toContain('It was cancelled meanwhile');
    expect(textOf(late.body)).toContain('went home');
  });

  it('is seen at the counter before anything is typed', async () => {
    const { patientId } = await begin({ facilityId: near });
    const counter = await signedIn(clinic, 'counter', [outletId]);
    const page = textOf((await counter.get(`/outlets/${outletId}/visits/new?patient=${patientId}`)).body);
    expect(page).toContain('A referral is open: Near');
  });
});
