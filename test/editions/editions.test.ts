import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { theProgram } from '../../src/database/act.js';
import { UnitOfWork } from '../../src/database/unit-of-work.js';
import { AuditRecord } from '../../src/staff/audit-record.entity.js';
import { newestEdition, oldestEdition } from '../../src/triage/domain/editions.js';
import { BegunEdition, EditionSignature } from '../../src/editions/edition.entity.js';
import { Editions } from '../../src/editions/editions.service.js';
import { Visit } from '../../src/visits/visit.entity.js';
import { Corrections } from '../../src/visits/corrections.service.js';
import { Visits } from '../../src/visits/visits.service.js';
import { Clinic, mondayMorning, today } from '../support/clinic.js';
import { acting, signedIn } from '../support/people.js';
import { approvedOutlet, district, doctor, entry } from '../support/town.js';
import { textOf, type Visitor } from '../support/visitor.js';

/** A child whose ear hurts: self-care by the older edition, a doctor's by the newer. */
const ear = {
  newPatient: { name: 'Little Ear', bornOn: '2020-12-01', sex: 'female' as const },
  complaint: 'ear' as const,
  signsAsked: true,
  temperature: 36.8,
  feverReported: false,
  spo2: 98,
  pulse: 110,
  respiration: 28,
  symptoms: [],
  conditions: [],
  disposition: 'doctor' as const,
  medicines: [],
};

describe('An edition of the rules', () => {
  let clinic: Clinic;
  let outletId: string;
  let officer: Visitor;
  const doctors: Visitor[] = [];
  const path = `/triage/editions/${newestEdition}`;

  beforeAll(async () => {
    clinic = await Clinic.open();
    outletId = await approvedOutlet(clinic);
    officer = await signedIn(clinic, 'officer');
    const first = await doctor(clinic, [await district(clinic)]);
    const second = await doctor(clinic, [await district(clinic)]);
    for (const id of [first, second]) doctors.push(await signedIn(clinic, 'doctor', [id]));
  });
  afterAll(() => clinic.close());

  const log = async (given: object = {}) => {
    const nurse = await acting(clinic, 'counter', [outletId]);
    return (await clinic.get(Visits).log(outletId, entry(clinic, { ...ear, ...given }), nurse)).visit;
  };
  const period = { from: today, to: today };

  it('of a new network is the newest; one that has judged visits goes on with the one it has', async () => {
    expect(await clinic.get(Editions).inForce(today)).toBe(newestEdition);
    // As the migration leaves a network that has visits.
    await clinic.get(UnitOfWork).run(theProgram, async (unit) => {
      await unit.manager.update(BegunEdition, { edition: newestEdition }, { edition: oldestEdition });
      await unit.record({ name: 'edition.begun', subject: { kind: 'edition', id: unit.newKey() } });
    });
    expect(await clinic.get(Editions).inForce(today)).toBe(oldestEdition);
    const visit = await log();
    expect(visit).toMatchObject({ ruleSet: oldestEdition, judgedLevel: 'self-care' });
  });

  it('is tried on recorded visits: by level, by rule, and each visit', async () => {
    const text = textOf((await officer.get(`${path}?from=${today}&to=${today}`)).body);
    expect(text).toContain('1 visit: 1 would be judged otherwise, 1 of them with another level.');
    expect(text).toMatch(/self-care → doctor: 1/i);
    expect(text).toContain('imci-ear: 1');
    expect((await clinic.reader.of(Visit).find())[0]).toMatchObject({ ruleSet: oldestEdition });
  });

  it('does not begin before two doctors of different home facilities have signed', async () => {
    const begin = (beginsOn: string) => officer.post(`${path}/beginning`, { beginsOn });
    expect(textOf((await begin('2022-12-20')).body)).toContain(
      'Two doctors of different home facilities sign first.',
    );
    expect((await officer.post(`${path}/signatures`, period)).status).toBe(403);
    const [first, second] = doctors as [Visitor, Visitor];
    expect(
      textOf((await first.post(`${path}/signatures`, { from: '2022-01-01', to: '2022-01-02' })).body),
    ).toContain('there is nothing to sign');
    expect((await first.post(`${path}/signatures`, period)).status).toBe(303);
    expect(textOf((await first.post(`${path}/signatures`, period)).body)).toContain(
      'You have signed it before.',
    );
    expect((await begin('2022-12-20')).status).toBe(409);
    expect((await second.post(`${path}/signatures`, period)).status).toBe(303);
    expect(await clinic.reader.of(EditionSignature).find()).toMatchObject([
      { visits: 1, changed: 1 },
      { visits: 1, changed: 1 },
    ]);
    expect(textOf((await begin(today)).body)).toContain('Tomorrow at the earliest.');
    expect((await begin('2022-12-20')).status).toBe(303);
    expect((await begin('2022-12-21')).status).toBe(409);
    const acts = (await clinic.reader.of(AuditRecord).find({ order: { id: 'ASC' } })).map(({ act }) => act);
    expect(acts.filter((act) => act.startsWith('edition.')).sort()).toEqual([
      'edition.begun',
      'edition.begun',
      'edition.begun',
      'edition.signed',
      'edition.signed',
    ]);
  });

  it('judges from its day on, and not what was before; a correction keeps the visit’s own', async () => {
    const before = await log({ newPatient: { ...ear.newPatient, name: 'Before' } });
    expect(before.ruleSet).toBe(oldestEdition);
    clinic.clock.set(new Date(mondayMorning.getTime() + 24 * 3600_000));
    const after = await log({ newPatient: { ...ear.newPatient, name: 'After' } });
    expect(after).toMatchObject({ ruleSet: newestEdition, judgedLevel: 'doctor' });
    // Noted on paper the day before, and typed now.
    const paper = await log({ newPatient: { ...ear.newPatient, name: 'Paper' }, at: mondayMorning });
    expect(paper).toMatchObject({ ruleSet: oldestEdition, judgedLevel: 'self-care' });
    const nurse = await acting(clinic, 'counter', [outletId]);
    const correction = { ...entry(clinic, ear), version: 1, reason: 'typed wrongly', note: 'left ear' };
    await clinic.get(Corrections).correct(outletId, before.id, correction, nurse);
    expect(await clinic.reader.of(Visit).findOneByOrFail({ id: before.id })).toMatchObject({
      version: 2,
      ruleSet: oldestEdition,
      judgedLevel: 'self-care',
    });
    expect(textOf((await officer.get('/triage/editions')).body)).toContain(`${newestEdition} judges now`);
  });

  it('is none that there is not', async () => {
    expect((await officer.get('/triage/editions/2030-01')).status).toBe(404);
  });
});
