import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Episode, FollowUp } from '../../src/episodes/episode.entity.js';
import { Episodes } from '../../src/episodes/episodes.service.js';
import type { FollowUpOutcome } from '../../src/episodes/domain/follow-up-plan.js';
import { FollowUps } from '../../src/episodes/follow-ups.service.js';
import { told } from '../support/told.js';
import { Sessions } from '../../src/sessions/sessions.service.js';
import { type Actor, programActing } from '../../src/staff/actor.js';
import { newestEdition as ruleSet } from '../../src/triage/domain/editions.js';
import { assess } from '../../src/triage/domain/assess.js';
import { RulesComparison } from '../../src/editions/rules-comparison.js';
import { Consultations } from '../../src/consultations/consultations.service.js';
import { caseOf } from '../../src/visits/judgement.js';
import { SignedLinks } from '../../src/web/signed-links.js';
import { Visit } from '../../src/visits/visit.entity.js';
import { Corrections } from '../../src/visits/corrections.service.js';
import { Visits } from '../../src/visits/visits.service.js';
import { Clinic, mondayMorning, today } from '../support/clinic.js';
import { acting, member, signedIn } from '../support/people.js';
import { approvedOutlet, district, doctor, entry, receive } from '../support/town.js';
import { hidden, textOf } from '../support/visitor.js';

const day = 24 * 60;

describe('Triage at the counter', () => {
  let clinic: Clinic;
  let outletId: string;
  let nurse: Actor;
  let physician: Actor;

  beforeAll(async () => {
    clinic = await Clinic.open();
    const districtId = await district(clinic);
    outletId = await approvedOutlet(clinic, { districtId });
    nurse = await acting(clinic, 'counter', [outletId]);
    const doctorId = await doctor(clinic, [districtId]);
    await clinic.get(Sessions).assign(doctorId, { outletId, on: today, slot: 'morning' }, programActing);
    physician = await acting(clinic, 'doctor', [doctorId]);
    await member(clinic, 'officer', [districtId]);
  });
  afterAll(() => clinic.close());

  const log = async (given: object, actor = nurse) =>
    (await clinic.get(Visits).log(outletId, entry(clinic, given), actor)).visit;
  const episodeOf = ({ episodeId }: Visit) => clinic.reader.of(Episode).findOneByOrFail({ id: episodeId! });
  const callsOf = ({ episodeId }: Visit) =>
    clinic.reader.of(FollowUp).find({ where: { episodeId: episodeId! }, order: { dueOn: 'ASC', id: 'ASC' } });

  it('keeps what the rules gave, which edition judged, what fired and what was missing', async () => {
    const { id } = await log({ temperature: 39, spo2: 93, respiration: undefined, disposition: 'referral' });
    const visit = await clinic.reader.of(Visit).findOneByOrFail({ id });
    expect(visit).toMatchObject({ ruleSet, judgedLevel: 'urgent', level: 'urgent', levelReason: null });
    expect(visit.triage!.fired.map(({ rule }) => rule)).toContain('covid-adult-spo2');
    expect(visit.triage!.missing).toContain('respiration');
    expect(assess(caseOf(visit, '1950-03-01')).level).toBe('urgent');
  });

  it.each([
    ['advice for what is urgent', { spo2: 92 }, 'disposition-too-weak'],
    [
      'a visiting doctor for an emergency',
      { symptoms: ['stroke'], disposition: 'doctor' },
      'disposition-too-weak',
    ],
    [
      'home care without a temperature',
      { temperature: undefined, disposition: 'home-care' },
      'disposition-too-weak',
    ],
    [
      'home care of an elderly patient without oxygen measured',
      { spo2: undefined, disposition: 'home-care' },
      'disposition-too-weak',
    ],
    ['advice without the red flags asked', { flagsAsked: false }, 'disposition-too-weak'],
    ['a level that is lowered', { spo2: 92, level: 'self-care', levelReason: 'looks well' }, 'level-lowered'],
    ['an unlikely pulse', { pulse: 190 }, 'unlikely-figure'],
  ])('refuses %s of a nurse', async (_, given, code) => {
    const before = await clinic.reader.of(Visit).count();
    await expect(log(given)).rejects.toMatchObject({ code });
    expect(await clinic.reader.of(Visit).count()).toBe(before);
  });

  it('takes an unlikely figure that was confirmed', async () => {
    const visit = await log({ pulse: 190, confirmed: ['pulse=190'], disposition: 'referral' });
    expect(visit.pulse).toBe(190);
  });

  it('lets a nurse raise a level, and then asks for what it asks for', async () => {
    await expect(log({ level: 'urgent' })).rejects.toMatchObject({ code: 'disposition-too-weak' });
    const visit = await log({ level: 'urgent', levelReason: 'pale', disposition: 'referral' });
    expect(visit).toMatchObject({ judgedLevel: 'self-care', level: 'urgent', levelReason: 'pale' });
  });

  it('lets a doctor lower a level or decide for less, with a reason; both are kept', async () => {
    const low = { spo2: 92, level: 'self-care' as const };
    await expect(log(low, physician)).rejects.toMatchObject({ code: 'level-reason-missing' });
    const visit = await log({ ...low, levelReason: 'chronic, as always' }, physician);
    expect(visit).toMatchObject({
      judgedLevel: 'urgent',
      level: 'self-care',
      levelReason: 'chronic, as always',
    });
    await expect(log({ spo2: 92, disposition: 'home-care' }, physician)).rejects.toMatchObject({
      code: 'level-reason-missing',
    });
  });

  it('a correction is judged again', async () => {
    const form = entry(clinic, { temperature: 38 });
    const { visit } = await clinic.get(Visits).log(outletId, form, nurse);
    const correct = (given: object) =>
      clinic
        .get(Corrections)
        .correct(outletId, visit.id, { ...form, ...given, version: 1, reason: 'slip' }, nurse);
    await expect(correct({ spo2: 91 })).rejects.toMatchObject({ code: 'disposition-too-weak' });
    await correct({ spo2: 91, disposition: 'referral' });
    expect(await clinic.reader.of(Visit).findOneByOrFail({ id: visit.id })).toMatchObject({
      level: 'urgent',
    });
    expect((await episodeOf(visit)).referredAt).toEqual(visit.at);
  });

  it('a correction keeps a level that was raised, and what a doctor decided', async () => {
    const form = entry(clinic, {
      temperature: 38,
      level: 'urgent',
      levelReason: 'pale',
      disposition: 'referral',
    });
    const { visit } = await clinic.get(Visits).log(outletId, form, nurse);
    const typo = {
      ...form,
      level: undefined,
      levelReason: undefined,
      note: 'typo',
      version: 1,
      reason: 'typo',
    };
    await clinic.get(Corrections).correct(outletId, visit.id, typo, nurse);
    expect(await clinic.reader.of(Visit).findOneByOrFail({ id: visit.id })).toMatchObject({
      judgedLevel: 'self-care',
      level: 'urgent',
      levelReason: 'pale',
    });
    await expect(
      clinic.get(Corrections).correct(outletId, visit.id, { ...typo, level: 'self-care', version: 2 }, nurse),
    ).rejects.toMatchObject({ code: 'level-lowered' });

    const waiting = entry(clinic, { temperature: undefined, disposition: 'doctor' });
    const { visit: seen } = await clinic.get(Visits).log(outletId, waiting, nurse);
    const decision = { outcome: 'referral' as const, level: 'urgent' as const };
    await clinic.get(Consultations).conclude(outletId, seen.id, decision, physician);
    const correct = (given: object) =>
      clinic
        .get(Corrections)
        .correct(outletId, seen.id, { ...waiting, ...given, version: 1, reason: 'typo' }, nurse);
    await expect(correct({ disposition: 'online' })).rejects.toMatchObject({ code: 'doctor-has-decided' });
    await correct({ note: 'typo' });
    expect(await clinic.reader.of(Visit).findOneByOrFail({ id: seen.id })).toMatchObject({
      level: 'urgent',
      outcome: 'referral',
      seenBy: physician.id,
    });
  });

  it('a visit that a doctor let go with less may be put right by a nurse, until something graver is found', async () => {
    const form = entry(clinic, {
      spo2: 92,
      level: 'doctor',
      disposition: 'home-care',
      levelReason: 'as always',
    });
    const { visit } = await clinic.get(Visits).log(outletId, form, physician);
    const typo = { ...form, level: undefined, levelReason: undefined, version: 1, reason: 'typo' };
    await clinic.get(Corrections).correct(outletId, visit.id, { ...typo, note: 'typo' }, nurse);
    expect(await clinic.reader.of(Visit).findOneByOrFail({ id: visit.id })).toMatchObject({
      level: 'doctor',
    });
    await expect(
      clinic
        .get(Corrections)
        .correct(outletId, visit.id, { ...typo, symptoms: ['stroke'], version: 2 }, nurse),
    ).rejects.toMatchObject({ code: 'disposition-too-weak' });
  });

  it('a visit from before triage is held to the rules when it is corrected', async () => {
    const form = entry(clinic, { temperature: 38 });
    const { visit } = await clinic.get(Visits).log(outletId, form, nurse);
    const untriaged = { level: null, judgedLevel: null, ruleSet: null, triage: null };
    await clinic.writer.getRepository(Visit).update({ id: visit.id }, untriaged);
    const correction = { ...form, spo2: 91, version: 1, reason: 'slip' };
    await expect(
      clinic.get(Corrections).correct(outletId, visit.id, correction, nurse),
    ).rejects.toMatchObject({
      code: 'disposition-too-weak',
    });
    const { judgedLevel, level, triage } = visit;
    await clinic.writer
      .getRepository(Visit)
      .update({ id: visit.id }, { judgedLevel, level, triage: triage!, ruleSet });
  });

  it('rule sets are compared over recorded visits, and a visit that would be judged otherwise is named', async () => {
    const comparison = clinic.get(RulesComparison);
    const { visits, changes } = await comparison.compare(today, today, ruleSet);
    expect(visits).toBe(await clinic.reader.of(Visit).countBy({ on: today }));
    expect(changes).toEqual([]);
    const visit = await log({ spo2: 92, disposition: 'referral' });
    const triage = { fired: [], missing: [] };
    await clinic.writer
      .getRepository(Visit)
      .update({ id: visit.id }, { judgedLevel: 'doctor', ruleSet: '2020-01', triage });
    const after = await comparison.compare(today, today, ruleSet);
    expect(after.changes).toMatchObject([
      { visitId: visit.id, ruleSet: '2020-01', was: 'doctor', now: 'urgent' },
    ]);
    expect(after.changes[0]!.gained).toContain('covid-adult-spo2');
    expect((await comparison.compare('2022-01-01', '2022-01-31', ruleSet)).visits).toBe(0);
    await clinic.writer
      .getRepository(Visit)
      .update({ id: visit.id }, { judgedLevel: 'urgent', ruleSet, triage: visit.triage! });
  });

  describe('the doctor’s queue', () => {
    it('is ended once with what the doctor decided', async () => {
      const visit = await log({ temperature: undefined, disposition: 'doctor' });
      const conclude = (given: object) =>
        clinic.get(Consultations).conclude(outletId, visit.id, { outcome: 'home-care', ...given }, physician);
      await expect(conclude({})).rejects.toMatchObject({ code: 'level-reason-missing' });
      const results = await Promise.allSettled([conclude({ reason: 'seen' }), conclude({ reason: 'seen' })]);
      expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
      expect(await clinic.reader.of(Visit).findOneByOrFail({ id: visit.id })).toMatchObject({
        disposition: 'doctor',
        outcome: 'home-care',
        seenBy: physician.id,
        levelReason: 'seen',
      });
      expect((await callsOf(visit)).length).toBeGreaterThan(0);
      await expect(conclude({ reason: 'again' })).rejects.toMatchObject({ code: 'not-waiting' });
    });

    it('shows the most urgent first, with the time waited', async () => {
      const calm = await log({
        temperature: undefined,
        disposition: 'doctor',
        newPatient: { name: 'Calm', bornOn: '1990-01-01', sex: 'male' },
      });
      clinic.clock.forward(5);
      await log({ temperature: undefined, level: 'urgent', levelReason: 'pale', disposition: 'referral' });
      const urgent = await log(
        {
          spo2: 92,
          disposition: 'doctor',
          levelReason: 'no bed',
          newPatient: { name: 'Grave', bornOn: '1990-01-01', sex: 'male' },
        },
        physician,
      );
      const page = (await (await signedIn(clinic, 'counter', [outletId])).get(`/outlets/${outletId}/queue`))
        .body;
      expect(page.indexOf(urgent.id)).toBeLessThan(page.indexOf(calm.id));
      expect(textOf(page)).toMatch(/Calm.* 5 min/);
      clinic.clock.set(mondayMorning);
    });
  });

  describe('an episode', () => {
    it('holds the visits of one illness, and knows who came back worse', async () => {
      const first = await log({ temperature: 38 });
      clinic.clock.forward(13 * day);
      const second = await log({
        patientId: first.patientId,
        temperature: 38,
        spo2: 92,
        disposition: 'referral',
      });
      expect(second.episodeId).toBe(first.episodeId);
      expect(await episodeOf(first)).toMatchObject({
        visits: 2,
        firstLevel: 'self-care',
        laterLevel: 'urgent',
        class: 'worse',
      });
      clinic.clock.forward(14 * day);
      const third = await log({ patientId: first.patientId, temperature: 38 });
      expect(third.episodeId).not.toBe(first.episodeId);
      clinic.clock.set(mondayMorning);
    });

    it('is confirmed by a call on day 3, which ends it and its other calls', async () => {
      const visit = await log({
        temperature: 38,
        disposition: 'home-care',
        conditions: ['hypertension', 'unvaccinated'],
      });
      const due = async () =>
        (await callsOf(visit)).map(({ dueOn, risk, riskBy, state }) =>
          [dueOn, risk, riskBy, state].join(' '),
        );
      expect(await due()).toEqual(['2022-12-20 yellow row-65-to-80-stable planned']);
      clinic.clock.forward(day);
      const [first] = await callsOf(visit);
      await clinic.get(FollowUps).settle(first!.id, 'same', undefined, nurse);
      expect(await episodeOf(visit)).toMatchObject({ class: 'open', keptAwayOn: null });
      expect(await due()).toEqual([
        '2022-12-20 yellow row-65-to-80-stable done',
        '2022-12-23 yellow row-65-to-80-stable planned',
      ]);
      clinic.clock.forward(3 * day);
      const [, second] = await callsOf(visit);
      await clinic.get(FollowUps).settle(second!.id, 'better', 'eats again', nurse);
      expect(await episodeOf(visit)).toMatchObject({ class: 'confirmed', keptAwayOn: '2022-12-23' });
      await expect(
        clinic.get(FollowUps).settle(second!.id, 'better', undefined, nurse),
      ).rejects.toMatchObject({ code: 'follow-up-settled' });
      // Better is not yet well: somebody calls again, until 24 hours went by without fever.
      expect((await due()).at(-1)).toBe('2022-12-26 yellow row-65-to-80-stable planned');
      clinic.clock.forward(3 * day);
      await clinic.get(FollowUps).settle((await callsOf(visit))[2]!.id, 'well', undefined, nurse);
      expect((await episodeOf(visit)).endedAt).not.toBeNull();
      expect((await callsOf(visit)).map(({ state }) => state)).toEqual(['done', 'done', 'done']);
      clinic.clock.set(mondayMorning);
    });

    it('does not let a late paper note, an ended illness or a correction spoil the plan', async () => {
      const grave = await log({ spo2: 92, disposition: 'home-care', levelReason: 'stays home' }, physician);
      const planned = (await callsOf(grave)).map(({ id }) => id);
      const at = new Date(clinic.clock.now().getTime() - day * 60_000);
      await log({ patientId: grave.patientId, temperature: 38, disposition: 'home-care', at });
      const still = (await callsOf(grave)).filter(({ state }) => state === 'planned').map(({ id }) => id);
      expect(still.sort()).toEqual(planned.sort());

      const newPatient = { name: 'Young Caller', bornOn: '1990-03-01', sex: 'female' as const };
      const form = entry(clinic, { newPatient, temperature: 38, disposition: 'home-care' });
      const { visit } = await clinic.get(Visits).log(outletId, form, nurse);
      const correct = (given: object, version: number) =>
        clinic
          .get(Corrections)
          .correct(outletId, visit.id, { ...form, ...given, version, reason: 'slip' }, nurse);
      await correct({ disposition: 'advice' }, 1);
      expect((await callsOf(visit)).every(({ state }) => state === 'stopped')).toBe(true);
      clinic.clock.forward(2 * day);
      await correct({ disposition: 'home-care' }, 2);
      const left = (await callsOf(visit))
        .filter(({ state }) => state === 'planned')
        .map(({ dueOn }) => dueOn);
      // Green would be called on day 3; the note of day 0 comes on day 2.
      expect(left).toEqual(['2022-12-22']);
      const call = (await callsOf(visit)).find(({ state }) => state === 'planned')!;
      clinic.clock.forward(day);
      await clinic.get(FollowUps).settle(call.id, 'admitted', undefined, nurse);
      const raised = { ...form, level: 'doctor' as const, levelReason: 'x', version: 3, reason: 'slip' };
      await clinic.get(Corrections).correct(outletId, visit.id, raised, physician);
      expect((await callsOf(visit)).filter(({ state }) => state === 'planned')).toEqual([]);
      clinic.clock.set(mondayMorning);
    });

    it('plans contacts of key people whatever was decided, and of nobody else who may go home', async () => {
      const plans = async (given: object) => (await callsOf(await log(given))).map(({ risk }) => risk);
      let people = 0;
      const aged = (bornOn: string) => ({
        newPatient: { name: `Someone ${(people += 1)}`, bornOn, sex: 'female' as const },
      });
      expect(await plans({ ...aged('1990-03-01') })).toEqual([]);
      expect(await plans({ ...aged('1990-03-01'), conditions: ['diabetes'] })).toEqual([]);
      expect(await plans({ ...aged('1990-03-01'), conditions: ['diabetes'], temperature: 37.8 })).toEqual([
        'yellow',
      ]);
      expect(await plans({ ...aged('1990-03-01'), absent: true, disposition: 'doctor' })).toEqual(['green']);
      expect(await plans({ ...aged('1957-12-19') })).toEqual(['green']);
      expect(await plans({ ...aged('1957-12-20') })).toEqual([]);
      const sent = { ...aged('1940-03-01'), spo2: 91, temperature: 38, disposition: 'emergency' };
      expect(await plans({ ...sent })).toEqual(['red']);
    });

    it('follows a correction that makes somebody a key person, and one that takes it back', async () => {
      const newPatient = { name: 'Corrected', bornOn: '1990-03-01', sex: 'female' as const };
      const form = entry(clinic, { newPatient, temperature: 38, feverDays: 1 });
      const { visit } = await clinic.get(Visits).log(outletId, form, nurse);
      const planned = async () =>
        (await callsOf(visit)).filter(({ state }) => state === 'planned').map(({ risk }) => risk);
      expect(await planned()).toEqual([]);
      const correct = (given: object, version: number) =>
        clinic
          .get(Corrections)
          .correct(outletId, visit.id, { ...form, ...given, version, reason: 'slip' }, nurse);
      await correct({ conditions: ['diabetes'] }, 1);
      expect(await planned()).toEqual(['yellow']);
      await correct({ conditions: ['diabetes', 'vaccinated'] }, 2);
      expect(await planned()).toEqual(['green']);
      await correct({}, 3);
      expect(await planned()).toEqual([]);
      await correct({ unstable: true, disposition: 'doctor' }, 4);
      expect(await planned()).toEqual(['red']);
    });

    it('stays with the officer while nobody is reached, and is told the truth of who refused or died', async () => {
      const visit = await log({ temperature: 38, disposition: 'home-care' });
      const settle = async (outcome: FollowUpOutcome) => {
        const [open] = (await callsOf(visit)).filter(({ state }) => state !== 'done' && state !== 'stopped');
        return clinic.get(FollowUps).settle(open!.id, outcome, undefined, nurse);
      };
      for (const _ of [1, 2]) expect((await settle('unreachable')).state).toBe('planned');
      for (const _ of [3, 4]) expect((await settle('unreachable')).state).toBe('handed-over');
      expect((await episodeOf(visit)).attendedOn).toBeNull();
      await settle('died');
      expect(await episodeOf(visit)).toMatchObject({ attendedOn: null, endedAt: expect.any(Date) as Date });
      expect((await callsOf(visit)).filter(({ state }) => state === 'planned')).toEqual([]);
    });

    it('of somebody sent on to a doctor has one call the next day, until the doctor has seen them', async () => {
      const newPatient = { name: 'Young', bornOn: '1990-03-01', sex: 'female' as const };
      const visit = await log({ newPatient, temperature: undefined, disposition: 'doctor' });
      expect((await callsOf(visit)).map(({ dueOn }) => dueOn)).toEqual(['2022-12-20']);
      const seen = { outcome: 'advice' as const, reason: 'nothing found' };
      await clinic.get(Consultations).conclude(outletId, visit.id, seen, physician);
      expect((await callsOf(visit)).map(({ state }) => state)).toEqual(['stopped']);
    });

    it('is presumed diverted when a week went by in silence', async () => {
      const visit = await log({ temperature: 38 });
      clinic.clock.forward(7 * day);
      await clinic.get(Episodes).sweep();
      expect(await episodeOf(visit)).toMatchObject({ class: 'open' });
      clinic.clock.forward(day);
      await clinic.get(Episodes).sweep();
      expect(await episodeOf(visit)).toMatchObject({ class: 'presumed', dueAt: null });
      clinic.clock.set(mondayMorning);
    });

    it('of a patient who attended a hospital unsent was not diverted', async () => {
      const visit = await log({ temperature: 38, disposition: 'home-care' });
      clinic.clock.forward(3 * day);
      const [call] = await callsOf(visit);
      await clinic.get(FollowUps).settle(call!.id, 'attended', undefined, nurse);
      expect(await episodeOf(visit)).toMatchObject({ class: 'worse', attendedOn: '2022-12-22' });
      clinic.clock.set(mondayMorning);
    });

    it('hands a patient who can’t be reached three times to the officer', async () => {
      const visit = await log({ temperature: 38, disposition: 'home-care' });
      const [call] = await callsOf(visit);
      const tries = [];
      for (let n = 0; n < 3; n++) {
        clinic.clock.forward(day);
        tries.push(await clinic.get(FollowUps).settle(call!.id, 'unreachable', undefined, nurse));
      }
      expect(tries.map(({ state, dueOn }) => [state, dueOn])).toEqual([
        ['planned', '2022-12-21'],
        ['planned', '2022-12-22'],
        ['handed-over', '2022-12-22'],
      ]);
      const [mail] = await told(clinic, { causeId: call!.id, cause: 'follow-up.handed-over' });
      expect(mail!.subject).toContain('can’t be reached');
      clinic.clock.set(mondayMorning);
    });

    it('severe at home by a doctor’s word has a dated reassessment', async () => {
      const visit = await log(
        { spo2: 92, disposition: 'home-care', levelReason: 'wishes to stay home' },
        physician,
      );
      expect(
        (await callsOf(visit)).filter(({ kind }) => kind === 'reassessment').map(({ dueOn }) => dueOn),
      ).toEqual(['2022-12-20']);
    });

    it('ends by itself when nobody was heard of for 14 days', async () => {
      const newPatient = { name: 'Away', bornOn: '1990-03-01', sex: 'female' as const };
      const silent = await log({ newPatient, temperature: 36.8 });
      const called = await log({ temperature: 38, disposition: 'home-care' });
      clinic.clock.forward(14 * day);
      await clinic.get(Episodes).sweep();
      expect((await episodeOf(silent)).endedAt).not.toBeNull();
      // Whom somebody is still to call is not forgotten, for 28 days.
      expect((await episodeOf(called)).endedAt).toBeNull();
      clinic.clock.forward(14 * day);
      await clinic.get(Episodes).sweep();
      expect((await episodeOf(called)).endedAt).not.toBeNull();
      expect(new Set((await callsOf(called)).map(({ state }) => state))).toEqual(new Set(['stopped']));
      clinic.clock.set(mondayMorning);
    });
  });

  describe('the page', () => {
    it('shows the result while it is typed, and asks once about what is unlikely', async () => {
      const counter = await signedIn(clinic, 'counter', [outletId]);
      const { body } = await counter.get(`/outlets/${outletId}/visits/new`);
      const typed = {
        bornOn: '1950-03-01',
        temperature: '102.6',
        spo2: '93',
        pulse: '190',
        symptoms: ['none'],
      };
      const panel = textOf(
        (await counter.post(`/outlets/${outletId}/visits/triage`, typed, { 'hx-request': 'true' })).body,
      );
      expect(panel).toContain('Call 120 now NEWS2 ≥ 7');
      expect(panel).toContain('SpO₂ 93 % (≤93)');
      expect(panel).toContain('102.6 °F is read as 39.2 °C');
      expect(panel).toContain('Pulse 190 is unlikely');
      const form = { id: hidden(body, 'id'), name: 'Fast', sex: 'male', disposition: 'emergency', ...typed };
      const asked = await counter.post(`/outlets/${outletId}/visits`, form);
      expect(asked.status).toBe(422);
      expect(textOf(asked.body)).toContain('190 is unlikely');
      const confirmed = hidden(asked.body, 'confirmed\\[\\]').replace('&#x3D;', '=');
      expect(confirmed).toBe('pulse=190');
      expect(
        (await counter.post(`/outlets/${outletId}/visits`, { ...form, confirmed: [confirmed] })).status,
      ).toBe(303);
    });

    it.each([
      ['a pregnancy', { pregnant: true }],
      ['an illness', { conditions: ['heart' as const] }],
    ])('checks what was given again when %s is added', async (why, found) => {
      const medicineId = await receive(clinic, outletId, 'IBU200', 20);
      const form = entry(clinic, {
        newPatient: { name: `Somebody ${why}`, bornOn: '1990-03-01', sex: 'female' },
        disposition: 'medicines',
        medicines: [{ medicineId, quantity: 2 }],
      });
      const { visit } = await clinic.get(Visits).log(outletId, form, nurse);
      const corrected = { ...form, ...found, version: 1, reason: 'not asked' };
      await expect(
        clinic.get(Corrections).correct(outletId, visit.id, corrected, nurse),
      ).rejects.toMatchObject({
        code: 'unsafe-medicine-doctor',
      });
    });

    it('warns by the age on the visit’s day when a late correction is shown again for a figure that can’t be read', async () => {
      await receive(clinic, outletId, 'IBU200', 50);
      const visit = await log({
        newPatient: { name: 'An infant', bornOn: '2022-08-01', sex: 'male' },
        pulse: 130,
        respiration: 36,
        systolic: undefined,
        disposition: 'doctor',
      });
      clinic.clock.forward(60 * day);
      const counter = await signedIn(clinic, 'counter', [outletId]);
      const corrections = `/outlets/${outletId}/visits/${visit.id}/corrections`;
      await counter.get(`${corrections}/new`);
      const again = await counter.post(corrections, {
        version: '1',
        reason: 'slip',
        temperature: 'abc',
        disposition: 'doctor',
        'medicines[0][medicine]': 'IBU200',
        'medicines[0][quantity]': '6',
      });
      expect(again.status).toBe(422);
      expect(textOf(again.body)).toContain('not for children under 6 months');
      clinic.clock.set(mondayMorning);
    });

    it('gives the patient a slip that opens on a telephone, for 30 days, and no other', async () => {
      const medicineId = await receive(clinic, outletId, 'PARASUSP', 5);
      const visit = await log({
        newPatient: { name: 'Wang Meng', bornOn: '2020-12-01', sex: 'male' },
        temperature: 38.2,
        pulse: 110,
        respiration: 30,
        systolic: undefined,
        weight: 12,
        disposition: 'medicines',
        medicines: [{ medicineId, quantity: 1 }],
      });
      const counter = await signedIn(clinic, 'counter', [outletId]);
      const slip = textOf((await counter.get(`/outlets/${outletId}/visits/${visit.id}/slip`)).body);
      expect(slip).toContain('1.2 to 1.8 ml (120 to 180 mg) each time, at most 4 times in 24 hours');
      expect((await counter.get(`/outlets/${outletId}/visits/${visit.id}/slip.svg`)).body).toContain('<svg');
      const token = clinic.get(SignedLinks).tokenOf('slip', visit.id);
      const patient = clinic.visitor();
      const open = await patient.get(`/slips/${token}?language=zh-CN`);
      expect(textOf(open.body)).toContain('您可以在家休养');
      expect(open.body).not.toContain('Wang Meng');
      expect((await patient.get(`/slips/${visit.id}.${'x'.repeat(32)}`)).status).toBe(404);
      clinic.clock.forward(31 * day);
      expect((await patient.get(`/slips/${token}`)).status).toBe(404);
      clinic.clock.set(mondayMorning);
    });
  });
});
