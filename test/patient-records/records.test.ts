import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Connections } from '../../src/database/connections.js';
import { Episode, FollowUp } from '../../src/episodes/episode.entity.js';
import { belongings } from '../../src/patient-records/belongings.js';
import { Doubles } from '../../src/patient-records/doubles.service.js';
import { Merges } from '../../src/patient-records/merges.service.js';
import {
  LikelyDouble,
  PatientMerge,
  PatientVersion,
} from '../../src/patient-records/patient-record.entities.js';
import { PatientRecordsQueries } from '../../src/patient-records/patient-records.queries.js';
import { RecordCorrections } from '../../src/patient-records/record-corrections.service.js';
import { factsOf } from '../../src/patients/patient-facts.js';
import { FoundBy } from '../../src/patients/found-by.entity.js';
import { PatientSearch } from '../../src/patients/patient-search.js';
import { Outlet } from '../../src/network/outlet.entity.js';
import { Patient } from '../../src/patients/patient.entity.js';
import { Referral } from '../../src/referrals/referral.entity.js';
import { RestrictedSale } from '../../src/selling/selling-limit.entity.js';
import { SellingLimits } from '../../src/selling/selling.service.js';
import type { Actor } from '../../src/staff/actor.js';
import { programActing } from '../../src/staff/actor.js';
import { AuditRecord } from '../../src/staff/audit-record.entity.js';
import type { Entry } from '../../src/visits/findings.js';
import { Visit, VisitVersion } from '../../src/visits/visit.entity.js';
import { Visits } from '../../src/visits/visits.service.js';
import { Clinic, today } from '../support/clinic.js';
import { acting, identityNumber, signedIn } from '../support/people.js';
import { approvedOutlet, district, entry, receive } from '../support/town.js';
import { textOf } from '../support/visitor.js';

describe('A patient’s record', () => {
  let clinic: Clinic;
  let outletId: string;
  let elsewhereId: string;
  let rationed: string;
  let nurse: Actor;
  let officer: Actor;

  beforeAll(async () => {
    clinic = await Clinic.open();
    const districtId = await district(clinic);
    outletId = await approvedOutlet(clinic, { districtId });
    elsewhereId = await approvedOutlet(clinic);
    rationed = await receive(clinic, outletId, 'IBU300SR', 1000);
    await receive(clinic, elsewhereId, 'IBU300SR', 1000);
    await receive(clinic, outletId, 'PARA500', 1000);
    nurse = await acting(clinic, 'counter', [outletId]);
    officer = await acting(clinic, 'officer');
    await clinic.get(SellingLimits).set(
      {
        name: 'Six a week',
        days: 7,
        onlyOne: true,
        startsOn: today,
        medicines: [{ medicineId: rationed, most: 6 }],
      },
      programActing,
    );
  });
  afterAll(() => clinic.close());

  const log = async (given: Partial<Entry>, at = outletId) =>
    (await clinic.get(Visits).log(at, entry(clinic, given), programActing)).visit;
  const find = <T extends object>(entity: new () => T, where: object): Promise<T[]> =>
    clinic.reader.of(entity).findBy(where);
  const patient = async (id: string) => (await find(Patient, { id }))[0]!;
  const search = async (words: string, at = outletId) =>
    (await clinic.get(PatientSearch).search(words, at)).map(({ id }) => id);
  const correct = async (id: string, facts: object, actor: Actor = nurse) => {
    const now = await patient(id);
    const { version } = now;
    const changed = { ...factsOf(now), version, reason: 'typed wrong', ...facts };
    return clinic.get(RecordCorrections).correct(id, changed, actor);
  };
  const merge = (kept: string, merged: string, chosen = {}) =>
    clinic.get(Merges).merge(kept, merged, chosen, officer);
  const part = (id: string) => clinic.get(Merges).part(id, officer);
  const sale = (quantity: number) => ({
    weight: 60,
    medicines: [{ medicineId: rationed, quantity }],
    overrides: ['same-ingredient-lately:ibuprofen'],
    overrideReason: 'lost the first',
  });
  let people = 0;
  const somebody = (facts: object = {}) => ({
    name: `Known ${++people}`,
    bornOn: '1970-05-05',
    sex: 'female' as const,
    ...facts,
  });

  describe('when it is corrected', () => {
    it('keeps what it said before, and has ages and levels of open visits judged again', async () => {
      // A baby of seven weeks with 38.6 °C, typed as born a year too early.
      const visit = await log({
        newPatient: somebody({ bornOn: '2021-10-30', guardianName: 'Mother' }),
        temperature: 38.6,
        weight: 5,
        confirmed: ['weight=5'],
        pulse: 150,
        respiration: 40,
        systolic: undefined,
        disposition: 'doctor',
      });
      const follows = await correct(visit.patientId, { bornOn: '2022-10-30' });
      expect(follows.map(({ kind }) => kind)).toEqual(['age', 'level']);
      expect(follows[0]).toMatchObject({ from: { months: 13 }, to: { months: 1 } });
      expect(follows[1]).toMatchObject({ visitId: visit.id, from: 'doctor', to: 'urgent' });
      const [now] = await find(Visit, { id: visit.id });
      expect(now).toMatchObject({ level: 'urgent', version: 2 });
      expect(await find(VisitVersion, { visitId: visit.id })).toHaveLength(1);
      const [kept] = await find(PatientVersion, { patientId: visit.patientId });
      expect(kept).toMatchObject({ was: { bornOn: '2021-10-30' }, reason: 'typed wrong', follows });
      // What changed in what was told is in the trail, without what is personal.
      const trail = await find(AuditRecord, { act: 'patient.corrected', subjectId: visit.patientId });
      expect(trail.map(({ after }) => after)).toEqual([
        { facts: ['bornOn'], reason: 'typed wrong', follows: 2 },
      ]);
    });

    it('is found by what it says now, and no longer by what was wrong', async () => {
      const visit = await log({ newPatient: somebody({ name: '王小朋', telephone: '13900001234' }) });
      await correct(visit.patientId, { name: '王小明', telephone: '13900005678' });
      for (const words of ['王小明', '小明', 'wxm', '5678', '13900005678'])
        expect([words, await search(words)]).toEqual([words, [visit.patientId]]);
      for (const words of ['王小朋', '小朋', 'wxp', '1234', '13900001234'])
        expect([words, await search(words)]).toEqual([words, []]);
    });

    it('takes birth date and sex from an identity number, and its rations with it', async () => {
      const visit = await log({ newPatient: somebody({ otherDocument: 'E777' }), ...sale(4) });
      await correct(visit.patientId, { identityNumber: identityNumber(701) });
      expect(await patient(visit.patientId)).toMatchObject({ bornOn: '1990-07-03', version: 2 });
      const [sold] = await find(RestrictedSale, { visitId: visit.id });
      expect(sold).toMatchObject({ buyerNumber: identityNumber(701), forNumber: null });
      await expect(log({ patientId: visit.patientId, ...sale(3) })).rejects.toMatchObject({
        code: 'selling-limit-until',
      });
    });

    it('counts what was bought under a passport when the counter types a number for the first time', async () => {
      const who = somebody({ otherDocument: 'E778' });
      const visit = await log({ newPatient: who, ...sale(4) });
      const again = {
        ...who,
        identityNumber: identityNumber(702),
        bornOn: undefined,
        isPatient: visit.patientId,
      };
      await expect(log({ newPatient: again, ...sale(3) })).rejects.toMatchObject({
        code: 'selling-limit-until',
      });
      expect(await log({ newPatient: again, ...sale(2) })).toMatchObject({ patientId: visit.patientId });
    });

    it('is refused where it changed meanwhile, is another’s number, or the patient was seen before', async () => {
      const one = await log({ newPatient: somebody({ identityNumber: identityNumber(703) }) });
      const other = await log({ newPatient: somebody() });
      const refusals = [
        [{ version: 7 }, 'record-changed-meanwhile'],
        [{ identityNumber: identityNumber(703) }, 'number-of-another'],
        [{ bornOn: '2022-12-19', version: 2 }, 'record-changed-meanwhile'],
        [{ bornOn: '2023-01-01' }, 'impossible-birth'],
        [{ identityNumber: '110105194912310021' }, 'identity-number-check-character'],
      ] as const;
      for (const [facts, code] of refusals)
        await expect(correct(other.patientId, facts)).rejects.toMatchObject({ code });
      await clinic.writer.getRepository(Visit).update({ id: one.id }, { on: '1990-07-02' });
      await expect(correct(one.patientId, { name: 'Another' })).rejects.toMatchObject({
        code: 'seen-before-birth',
      });
      expect(await patient(other.patientId)).toMatchObject({ version: 1 });
    });

    it('is out of reach for whoever works where the patient never was', async () => {
      const visit = await log({ newPatient: somebody() }, elsewhereId);
      await expect(correct(visit.patientId, { name: 'Another' })).rejects.toMatchObject({
        code: 'not-found',
      });
      const counter = await signedIn(clinic, 'counter', [outletId]);
      expect((await counter.get(`/patients/${visit.patientId}`)).status).toBe(404);
    });
  });

  /** One person with a passport here and an identity number there, each ill, followed up and with a ration. */
  const double = async (n: number) => {
    const name = `Double ${++people}`;
    const first = await log({
      newPatient: somebody({ name, otherDocument: `EP${n}`, telephone: `1390000${1000 + n}` }),
      ...sale(4),
      temperature: 38.5,
      disposition: 'home-care',
      symptoms: ['cough'],
    });
    const other = somebody({ name, identityNumber: identityNumber(n), isPatient: 'somebody-else' });
    const second = await log({ newPatient: other, ...sale(4) }, elsewhereId);
    return { kept: second.patientId, merged: first.patientId, first, second };
  };

  /** Whose everything is, and what both records say. */
  const holdings = async (...ids: string[]) => {
    const of = async (entity: new () => { id: string }) =>
      Promise.all(
        ids.map(async (patientId) => (await find(entity, { patientId })).map(({ id }) => id).sort()),
      );
    const visits = (await Promise.all(ids.map((patientId) => find(Visit, { patientId })))).flat();
    const sales = await Promise.all(visits.map(({ id: visitId }) => find(RestrictedSale, { visitId })));
    return {
      visits: await of(Visit),
      episodes: await of(Episode),
      followUps: await of(FollowUp),
      referrals: await of(Referral),
      sales: sales.flat().map(({ id, buyerNumber, forNumber }) => ({ id, buyerNumber, forNumber })),
      facts: (await Promise.all(ids.map(patient))).map(factsOf),
      found: await Promise.all(
        (await Promise.all(ids.map(patient))).map(({ name }) => search(name, elsewhereId)),
      ),
    };
  };

  describe('that is one of two', () => {
    it('stands for both once they are merged: all goes over, and is judged anew', async () => {
      const { kept, merged, first, second } = await double(710);
      await merge(kept, merged);
      expect(await find(Visit, { patientId: merged })).toEqual([]);
      expect((await find(Visit, { patientId: kept })).map(({ id }) => id).sort()).toEqual(
        [first.id, second.id].sort(),
      );
      for (const entity of Object.values(belongings))
        expect(await find(entity as new () => object, { patientId: merged })).toEqual([]);
      // Eight in a week for one who may have six: told, and no more is sold.
      const [{ follows } = { follows: [] }] = await find(PatientVersion, { patientId: kept });
      expect(follows).toContainEqual({
        kind: 'ration',
        limit: 'Six a week',
        days: 7,
        had: [{ medicineId: rationed, units: 8 }],
      });
      await expect(log({ patientId: kept, ...sale(1) })).rejects.toMatchObject({
        code: 'selling-limit-until',
      });
      // Ibuprofen twice within days, that nobody had seen as one.
      expect(follows).toContainEqual(expect.objectContaining({ kind: 'medicine', visitId: second.id }));
      // Whoever is looked for, or chosen, by the other record is this one.
      expect(await patient(kept)).toMatchObject({ otherDocument: 'EP710', telephone: '13900001710' });
      for (const words of ['EP710', '13900001710', '1710', identityNumber(710)])
        expect([words, await search(words)]).toEqual([words, [kept]]);
      expect(await log({ patientId: merged })).toMatchObject({ patientId: kept });
    });

    it('is two again when that is undone, exactly as before', async () => {
      const { kept, merged } = await double(711);
      const before = await holdings(kept, merged);
      const id = await merge(kept, merged);
      expect(await holdings(kept, merged)).not.toEqual(before);
      await part(id);
      expect(await holdings(kept, merged)).toEqual(before);
      await expect(part(id)).rejects.toMatchObject({ code: 'parted-already' });
      // And one again, and two.
      await part(await merge(merged, kept));
      expect(await holdings(kept, merged)).toEqual(before);
    });

    it('keeps what came since under the record that stayed, but for an illness that goes back', async () => {
      const { kept, merged, first, second } = await double(712);
      const id = await merge(kept, merged, { otherDocument: 'kept' });
      // The illness of the record that stays was long ago.
      const long = new Date('2022-11-01');
      await clinic.writer
        .getRepository(Episode)
        .update({ id: second.episodeId! }, { startedAt: long, lastVisitAt: long, dueAt: null });
      const goesOn = await log({ patientId: kept, temperature: 38.9, at: first.at });
      expect(goesOn.episodeId).toBe(first.episodeId);
      clinic.clock.forward(60 * 24 * 30);
      const later = await log({ patientId: kept, telephone: undefined } as Partial<Entry>, elsewhereId);
      clinic.clock.forward(-60 * 24 * 30);
      await correct(kept, { telephone: '13911119999' }, officer);
      await part(id);
      expect((await find(Visit, { id: goesOn.id }))[0]).toMatchObject({ patientId: merged });
      expect((await find(Visit, { id: later.id }))[0]).toMatchObject({ patientId: kept });
      const [episode] = await find(Episode, { id: first.episodeId! });
      expect(episode).toMatchObject({ patientId: merged, visits: 2 });
      // The telephone that was told since stays.
      expect(await patient(kept)).toMatchObject({ telephone: '13911119999', otherDocument: null });
      expect(await patient(merged)).toMatchObject({ telephone: '13900001712', otherDocument: 'EP712' });
    });

    it('is found by either of two identity numbers, whichever is right, and each has its own again', async () => {
      const [right, wrong] = [identityNumber(716), identityNumber(717)];
      const kept = await log({ newPatient: somebody({ identityNumber: wrong }), ...sale(2) });
      const merged = await log({ newPatient: somebody({ identityNumber: right }), ...sale(2) });
      const ids = [kept.patientId, merged.patientId] as const;
      const before = await holdings(...ids);
      const id = await merge(...ids, { identityNumber: 'merged' });
      expect(await patient(ids[0])).toMatchObject({ identityNumber: right });
      for (const number of [right, wrong]) expect([number, await search(number)]).toEqual([number, [ids[0]]]);
      const typed = { ...somebody(), identityNumber: wrong, isPatient: ids[0] };
      expect(await log({ newPatient: typed })).toMatchObject({ patientId: ids[0] });
      // Both sales are of the number that is right.
      const sold = await find(RestrictedSale, { buyerNumber: right });
      expect(sold.map(({ visitId }) => visitId).sort()).toEqual([kept.id, merged.id].sort());
      await part(id);
      const after = await holdings(...ids);
      expect([after.facts, after.sales]).toEqual([before.facts, before.sales]);
    });

    it('judges no visit again, and changes no sale, by what says nothing of age or number', async () => {
      const own = await log({ newPatient: somebody({ identityNumber: identityNumber(718) }), ...sale(2) });
      expect(await correct(own.patientId, { name: 'Put Right', telephone: '13912121212' })).toEqual([]);
      expect((await find(Visit, { id: own.id }))[0]).toMatchObject({ version: 1 });
    });

    it('is not merged where that would lose something', async () => {
      const { kept, merged } = await double(713);
      const third = await log({ newPatient: somebody({ identityNumber: identityNumber(714) }) });
      await expect(merge(kept, kept)).rejects.toMatchObject({ code: 'not-two-records' });
      await expect(merge(kept, third.patientId)).rejects.toMatchObject({ code: 'numbers-differ' });
      for (const id of [kept, merged])
        await log({ patientId: id, spo2: 91, disposition: 'referral', temperature: 38.5 });
      await expect(merge(kept, merged)).rejects.toMatchObject({ code: 'both-referred' });
      const fourth = await log({ newPatient: somebody() }, elsewhereId);
      const unseen = clinic.get(Merges).merge(third.patientId, fourth.patientId, {}, nurse);
      await expect(unseen).rejects.toMatchObject({
        code: 'not-found',
      });
    });

    it('is not made two again after something was erased, or while it was merged onward', async () => {
      const { kept, merged } = await double(715);
      const id = await merge(kept, merged);
      const third = await log({ newPatient: somebody() });
      const onward = await merge(third.patientId, kept);
      expect(await log({ patientId: merged })).toMatchObject({ patientId: third.patientId });
      await expect(part(id)).rejects.toMatchObject({ code: 'merged-onward' });
      await part(onward);
      await clinic.writer.getRepository(PatientMerge).update({ id }, { moved: null });
      await expect(part(id)).rejects.toMatchObject({ code: 'erased-since' });
      const page = await (await signedIn(clinic, 'officer')).get(`/patients/${kept}`);
      expect(textOf(page.body)).toContain('was erased since');
    });

    it('is erased of what no law keeps, and the rest is restricted', async () => {
      const { kept, merged } = await double(760);
      const id = await merge(kept, merged);
      await correct(kept, { telephone: '13955556666' });
      const { name, telephone } = await patient(kept);
      const before = await holdings(kept);
      const nurses = await signedIn(clinic, 'counter', [outletId]);
      const officers = await signedIn(clinic, 'officer');
      expect((await nurses.get(`/patients/${kept}`)).status).toBe(200);
      expect((await nurses.get(`/patients/${kept}/erasures/new`)).status).toBe(403);
      expect((await officers.post(`/patients/${merged}/erasures`, { reason: 'x' })).status).toBe(404);
      const asked = textOf((await officers.get(`/patients/${kept}/erasures/new`)).body);
      expect(asked).toContain('19 Dec 2037');
      expect((await officers.post(`/patients/${kept}/erasures`, { reason: '' })).status).toBe(422);
      const reason = 'asked for at the counter';
      expect((await officers.post(`/patients/${kept}/erasures`, { reason })).status).toBe(303);

      // Visits, illnesses and sales stay; nothing says how they are reached, and nothing what was said before.
      const after = await holdings(kept);
      expect([after.visits, after.episodes, after.sales]).toEqual([
        before.visits,
        before.episodes,
        before.sales,
      ]);
      for (const one of [kept, merged])
        expect(await patient(one)).toMatchObject({ telephone: null, restrictedAt: expect.any(Date) as Date });
      const left = await Promise.all(
        [Patient, PatientVersion, PatientMerge, AuditRecord, FoundBy, LikelyDouble].map((entity) =>
          clinic.reader.of<object>(entity).find(),
        ),
      );
      expect(JSON.stringify(left)).not.toContain(telephone!);
      expect(JSON.stringify(left)).not.toContain(`1390000${1000 + 760}`);
      const trail = await find(AuditRecord, { subjectId: kept });
      expect(trail.map(({ act, after: said }) => [act, said !== null]).sort()).toEqual([
        ['patient.corrected', false],
        ['patient.erased', true],
        ['patient.merged', false],
        ['patient.registered', false],
      ]);

      // Nobody finds them by name, whole numbers still do: rations hold.
      expect(await search(name)).toEqual([]);
      expect(await search('EP760')).toEqual([kept]);
      expect((await nurses.get(`/patients/${kept}`)).status).toBe(404);
      expect(textOf((await officers.get(`/patients/${kept}`)).body)).toMatch(
        /rest restricted.*was erased since/,
      );
      await expect(part(id)).rejects.toMatchObject({ code: 'erased-since' });
      await expect(correct(kept, { name: 'Another' })).rejects.toMatchObject({ code: 'record-restricted' });
      expect((await officers.post(`/patients/${kept}/erasures`, { reason })).status).toBe(409);
    });
  });

  it('is compared with all that share something rare, until somebody says that these are two', async () => {
    const name = '司马相如';
    const first = await log({ newPatient: somebody({ name }) });
    const second = await log({ newPatient: somebody({ name, isPatient: 'somebody-else' }) });
    await log({ newPatient: somebody({ name, bornOn: '1951-01-09' }) });
    const doubles = clinic.get(Doubles);
    const listed = async () =>
      (await clinic.get(PatientRecordsQueries).doubles({ over: 'network' }, 0, 100))
        .filter((line) => line.first.name === name)
        .map((line) => [line.first.id, line.second.id].sort());
    await doubles.sweep();
    expect(await listed()).toEqual([[first.patientId, second.patientId].sort()]);
    expect(await doubles.sweep()).toBe(0);
    // A record that is corrected is compared again: it is no longer like the other.
    await correct(second.patientId, { bornOn: '1955-11-23', sex: 'male' });
    await doubles.sweep();
    expect(await listed()).toEqual([]);
    await correct(second.patientId, { bornOn: '1970-05-05', sex: 'female' });
    await doubles.sweep();
    expect(await listed()).toHaveLength(1);
    await doubles.sayTwo(second.patientId, first.patientId, officer);
    await correct(second.patientId, { telephone: '13800008888' });
    await doubles.sweep();
    expect(await listed()).toEqual([]);
    const [firstId] = [first.patientId, second.patientId].sort();
    const [said] = await find(LikelyDouble, { firstId });
    expect(said).toMatchObject({ saidTwoBy: officer.id });
  });

  it('of a district’s officer is a double only where both were in the district', async () => {
    const name = '诸葛孔明';
    const both = [
      await log({ newPatient: somebody({ name }) }),
      await log({ newPatient: somebody({ name, isPatient: 'somebody-else' }) }, elsewhereId),
    ];
    await clinic.get(Doubles).sweep();
    const { districtId } = await clinic.reader.of(Outlet).findOneByOrFail({ id: outletId });
    const officerThere = await acting(clinic, 'officer', [districtId]);
    const { reach } = officerThere;
    const queries = clinic.get(PatientRecordsQueries);
    const names = async (of: typeof reach) =>
      (await queries.doubles(of, 0, 100)).map((line) => line.first.name);
    expect(await names({ over: 'network' })).toContain(name);
    expect(await names(reach)).not.toContain(name);
    await expect(queries.pair(both[0]!.patientId, both[1]!.patientId, officerThere)).rejects.toMatchObject({
      code: 'not-found',
    });
  });

  it('has all that is a patient’s own go over: no table is forgotten', () => {
    const moved = new Set<unknown>([Visit, ...Object.values(belongings)]);
    const holders = clinic.app
      .get(Connections)
      .writer.entityMetadatas.filter(
        ({ target, columns }) =>
          !moved.has(target) && columns.some(({ propertyName }) => propertyName === 'patientId'),
      )
      .map(({ tableName }) => tableName);
    // By what a record is found, and what it was, stay with the record.
    expect(holders.sort()).toEqual(['patient_found_by', 'patient_version']);
  });
});
