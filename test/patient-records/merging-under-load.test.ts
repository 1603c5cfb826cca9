import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Episode, FollowUp } from '../../src/episodes/episode.entity.js';
import { FollowUps } from '../../src/episodes/follow-ups.service.js';
import { Merges } from '../../src/patient-records/merges.service.js';
import { PatientMerge } from '../../src/patient-records/patient-record.entities.js';
import { RecordCorrections } from '../../src/patient-records/record-corrections.service.js';
import { factsOf } from '../../src/patients/patient-facts.js';
import { Patient } from '../../src/patients/patient.entity.js';
import { Referral } from '../../src/referrals/referral.entity.js';
import { Referrals } from '../../src/referrals/referrals.service.js';
import { RestrictedSale } from '../../src/selling/selling-limit.entity.js';
import { SellingLimits } from '../../src/selling/selling.service.js';
import type { Actor } from '../../src/staff/actor.js';
import { programActing } from '../../src/staff/actor.js';
import { LedgerCheck } from '../../src/stock/ledger/ledger-check.js';
import { Corrections } from '../../src/visits/corrections.service.js';
import type { Entry } from '../../src/visits/findings.js';
import { Recount } from '../../src/visits/recount.js';
import { Visit } from '../../src/visits/visit.entity.js';
import { Visits } from '../../src/visits/visits.service.js';
import { Refusal } from '../../src/web/domain/refusal.js';
import { Clinic, today } from '../support/clinic.js';
import { acting, identityNumber } from '../support/people.js';
import { approvedOutlet, district, entry, openHospital, receive } from '../support/town.js';

const workers = 20;
const mostUnits = 6;

/** Numbers from 0 to below 1, the same for a seed (mulberry32). */
function rolls(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

describe('Merging while the counters work', () => {
  let clinic: Clinic;
  let outlets: string[];
  let rationed: string;
  let officer: Actor;

  beforeAll(async () => {
    clinic = await Clinic.open();
    const districtId = await district(clinic);
    const place = { districtId, latitude: 32.39, longitude: 119.42 };
    outlets = [await approvedOutlet(clinic, place), await approvedOutlet(clinic, place)];
    for (const outletId of outlets) rationed = await receive(clinic, outletId, 'IBU300SR', 10_000);
    await openHospital(clinic, { tier: 'tertiary', latitude: 32.4, longitude: 119.42 });
    officer = await acting(clinic, 'officer');
    const medicines = [{ medicineId: rationed, most: mostUnits }];
    await clinic
      .get(SellingLimits)
      .set({ name: 'Six a week', days: 7, onlyOne: true, startsOn: today, medicines }, programActing);
  });
  afterAll(() => clinic.close());

  const find = <T extends object>(entity: new () => T, where: object): Promise<T[]> =>
    clinic.reader.of(entity).findBy(where);
  const log = (given: Partial<Entry>, at = 0) =>
    clinic.get(Visits).log(outlets[at]!, entry(clinic, given), programActing);
  const sale = (quantity: number) => ({
    weight: 60,
    medicines: [{ medicineId: rationed, quantity }],
    overrides: ['same-ingredient-lately:ibuprofen'],
    overrideReason: 'lost the first',
  });
  const grave = { spo2: 91, temperature: 38.5, disposition: 'referral' as const };
  const unlessRefused = async (work: Promise<unknown>) => {
    try {
      await work;
      return true;
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      return false;
    }
  };
  let people = 0;
  /** One person with a passport and an identity number. */
  const double = async () => {
    people += 1;
    const who = { name: `Both ${people}`, bornOn: '1950-03-01', sex: 'female' as const };
    const passport = { ...who, otherDocument: `EB${people}${'0'.repeat(4)}` };
    const number = { ...who, identityNumber: identityNumber(800 + people), isPatient: 'somebody-else' };
    const [first, second] = [await log({ newPatient: passport }), await log({ newPatient: number }, 1)];
    return { kept: second.patient.id, merged: first.patient.id };
  };
  const checked = async () => {
    expect(await clinic.get(Recount).differences()).toEqual([]);
    expect((await clinic.get(LedgerCheck).report()).levels).toEqual([]);
  };
  /** Each illness, call and referral is of the patient whose visit it is. */
  const assertOneOwner = async (ids: readonly string[]) => {
    for (const patientId of ids) {
      const visits = await find(Visit, { patientId });
      for (const visit of visits) {
        const [episode] = await find(Episode, { id: visit.episodeId! });
        expect([visit.id, episode!.patientId]).toEqual([visit.id, patientId]);
      }
      // An open referral may go on to serve a visit of another illness: it is of whom it was begun for.
      for (const entity of [FollowUp, Referral])
        for (const one of await find(entity as new () => FollowUp, { patientId })) {
          const [episode] = await find(Episode, { id: one.episodeId });
          expect([entity.name, episode!.patientId]).toEqual([entity.name, patientId]);
        }
      for (const episode of await find(Episode, { patientId })) {
        const own = visits.filter(({ episodeId }) => episodeId === episode.id);
        expect([episode.id, own.length]).toEqual([episode.id, episode.visits]);
      }
    }
  };

  it('loses nothing and exceeds no ration, whoever logs, sells and refers meanwhile', async () => {
    for (let round = 0; round < 3; round++) {
      const { kept, merged } = await double();
      const before = (await find(Visit, {})).length;
      const merging = (async () => {
        for (let turn = 0; turn < 2; turn++) {
          await new Promise((soon) => setTimeout(soon, 15));
          // Both may have been referred meanwhile: that is refused, and said so.
          await unlessRefused(clinic.get(Merges).merge(kept, merged, {}, officer));
          const [standing] = (await find(PatientMerge, { keptId: kept })).filter((one) => !one.partedAt);
          if (standing) await unlessRefused(clinic.get(Merges).part(standing.id, officer));
        }
        return unlessRefused(clinic.get(Merges).merge(kept, merged, {}, officer));
      })();
      const logged = await Promise.all(
        Array.from({ length: workers }, (_, n) => {
          const patientId = n % 2 ? kept : merged;
          const given = n % 5 === 0 ? grave : n % 5 < 3 ? sale(2) : {};
          return unlessRefused(log({ patientId, ...given }, n % 2));
        }),
      );
      const isMerged = await merging;
      const visits = (await find(Visit, {})).length - before;
      expect(visits).toBe(logged.filter(Boolean).length);
      if (isMerged) {
        expect(await find(Visit, { patientId: merged })).toEqual([]);
        // What each bought while they were two is told; nothing more is sold to the one that they are.
        const had = (await find(RestrictedSale, { buyerNumber: identityNumber(800 + people) })).reduce(
          (sum, { units }) => sum + units,
          0,
        );
        expect(had).toBeLessThanOrEqual(2 * mostUnits);
        expect(await unlessRefused(log({ patientId: merged, ...sale(mostUnits) }))).toBe(false);
      }
      await assertOneOwner([kept, merged]);
    }
    await checked();
  });

  it('sells one ration to one person who comes as two at once, once they are merged', async () => {
    const { kept, merged } = await double();
    await clinic.get(Merges).merge(kept, merged, {}, officer);
    await Promise.all(
      Array.from({ length: workers }, (_, n) =>
        unlessRefused(log({ patientId: n % 2 ? kept : merged, ...sale(1) }, n % 2)),
      ),
    );
    const sold = await find(RestrictedSale, { buyerNumber: identityNumber(800 + people) });
    expect(sold).toHaveLength(mostUnits);
  });

  it.each([1, 2, 3])(
    'is undone exactly after 50 acts of any kind (%i)',
    async (seed) => {
      const roll = rolls(seed);
      const pick = <T>(from: readonly T[]): T => from[Math.floor(roll() * from.length)]!;
      const { kept, merged } = await double();
      const patients = [kept, merged];
      const owners = async () => {
        const rows = await Promise.all(
          [Visit, Episode, FollowUp, Referral].map(async (entity) =>
            (
              await Promise.all(
                patients.map((patientId) => find<Visit>(entity as typeof Visit, { patientId })),
              )
            )
              .flat()
              .map(({ id, patientId }) => [id, patientId] as const),
          ),
        );
        return new Map(rows.flat());
      };
      const act = async () => {
        const patientId = pick(patients);
        const [visit] = (await find(Visit, { patientId })).sort(() => roll() - 0.5);
        const kinds: (() => Promise<unknown>)[] = [
          () => log({ patientId, ...sale(1) }, pick([0, 1])),
          () => log({ patientId, temperature: 38.6, disposition: 'home-care' }, pick([0, 1])),
          () => log({ patientId, ...grave }),
          async () => {
            if (!visit) return;
            const { newPatient: _, id: _id, ...findings } = entry(clinic, { temperature: 37.9 });
            const corrected = { ...findings, version: visit.version, reason: 'typed wrong' };
            await clinic.get(Corrections).correct(visit.outletId, visit.id, corrected, programActing);
          },
          async () => {
            const [call] = (await find(FollowUp, { patientId, state: 'planned' })).slice(0, 1);
            if (call)
              await clinic.get(FollowUps).settle(call.id, pick(['well', 'unreachable']), undefined, officer);
          },
          async () => {
            const [open] = (await find(Referral, { patientId })).filter(({ endedAt }) => !endedAt);
            if (open) await clinic.get(Referrals).act(open.id, 'cancel', { reason: 'went home' }, officer);
          },
        ];
        await unlessRefused(pick(kinds)());
      };
      for (let n = 0; n < 10; n++) await act();
      const facts = async () =>
        (await Promise.all(patients.map((id) => find(Patient, { id })))).map(([one]) => factsOf(one!));
      const [before, who] = [await owners(), await facts()];
      const opened = (await find(Referral, {})).filter(
        (one) => patients.includes(one.patientId) && !one.endedAt,
      );
      for (const { id } of opened.slice(1))
        await clinic.get(Referrals).act(id, 'cancel', { reason: 'went home' }, officer);
      const id = await clinic.get(Merges).merge(kept, merged, {}, officer);
      for (let n = 0; n < 50; n++) await act();
      await clinic.get(Merges).part(id, officer);
      const after = await owners();
      for (const [key, owner] of before) expect([key, after.get(key)]).toEqual([key, owner]);
      expect(await facts()).toEqual(who);
      await assertOneOwner(patients);
      await checked();
      // And records can still be put right.
      const [one] = await find(Patient, { id: merged });
      const named = { ...factsOf(one!), name: 'Put Right', version: one!.version, reason: 'typed wrong' };
      await clinic.get(RecordCorrections).correct(merged, named, officer);
    },
    60_000,
  );
});
