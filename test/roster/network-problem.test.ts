import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Availabilities } from '../../src/doctors/availabilities.service.js';
import { Lendings } from '../../src/doctors/lending.service.js';
import { checkRoster } from '../../src/rostering/check/check.js';
import { needWeekOf } from '../../src/needs/domain/need.js';
import { Needs } from '../../src/needs/needs.service.js';
import { NetworkProblem } from '../../src/roster/network/network-problem.js';
import { readProblem } from '../../src/rostering/problem/problem-file.js';
import { RosterSettings, usualSettings } from '../../src/roster/settings/roster-settings.service.js';
import { Sessions } from '../../src/sessions/sessions.service.js';
import { solve } from '../../src/rostering/solver/solve.js';
import { programActing } from '../../src/staff/actor.js';
import { Clinic, today } from '../support/clinic.js';
import { signedIn } from '../support/people.js';
import { approvedOutlet, district, doctor, facility } from '../support/town.js';

/** `today` is Monday 2022-12-19, in the morning slot. */
describe('The problem of a network', () => {
  let clinic: Clinic;
  let outlet: string;
  let home: string;
  let chen: string;
  let liu: string;

  beforeAll(async () => {
    clinic = await Clinic.open();
    const districtId = await district(clinic);
    outlet = await approvedOutlet(clinic, { districtId, latitude: 32.4, longitude: 119.4 });
    home = await facility(clinic, { latitude: 32.4, longitude: 119.5 });
    chen = await doctor(clinic, [districtId], { homeFacilityId: home });
    liu = await doctor(clinic, [districtId], { homeFacilityId: home, scopes: ['general', 'paediatrics'] });
    const week = needWeekOf([1, 1, 1, 1, 1, 0, 0, ...Array<number>(14).fill(0)])!;
    await clinic.get(Needs).set(outlet, 'general', week, programActing);
    await clinic.get(Sessions).assign(chen, { outletId: outlet, on: today, slot: 'morning' }, programActing);
    await clinic
      .get(Sessions)
      .assign(liu, { outletId: outlet, on: '2022-12-20', slot: 'morning' }, programActing);
  });
  afterAll(() => clinic.close());

  const week = () => clinic.get(NetworkProblem).between(today, '2022-12-25');
  const of = async (id: string) => (await week()).doctors.find((one) => one.id === id)!;

  it('is a problem file, and says distances, needs, limits and weights', async () => {
    const problem = await week();
    expect(readProblem(JSON.stringify(problem))).toEqual(problem);
    expect(problem.distances.fromHome[chen]![outlet]).toBeCloseTo(9.4, 1);
    expect(problem.needs.map(({ slot }) => slot)).toEqual(
      [19, 20, 21, 22, 23].map((day) => `2022-12-${day} morning`),
    );
    expect(problem.weights).toEqual(usualSettings.weights);
    const [first] = problem.slots;
    expect(first).toMatchObject({
      id: `${today} morning`,
      from: '2022-12-19T00:30:00.000Z',
      unsocial: false,
    });
  });

  it('locks what has begun, and tells what is published', async () => {
    const { locked, published } = await week();
    expect(locked).toEqual([{ doctor: chen, outlet, slot: `${today} morning` }]);
    expect(published).toHaveLength(2);
    expect((await of(chen)).available).not.toContain(`${today} morning`);
  });

  it('knows who can, who would rather not, and whom the hospital lends', async () => {
    await clinic
      .get(Availabilities)
      .sayOtherwise(
        chen,
        { from: '2022-12-21', to: '2022-12-21', slots: ['morning'], says: 'cannot' },
        programActing,
      );
    await clinic
      .get(Availabilities)
      .sayOtherwise(
        chen,
        { from: '2022-12-22', to: '2022-12-22', slots: ['morning'], says: 'rather-not' },
        programActing,
      );
    await clinic
      .get(Lendings)
      .lend(liu, { lent: true, from: '2022-12-20', until: '2022-12-22' }, programActing);
    await clinic.get(Lendings).keep(home, { morning: 1, afternoon: 0, evening: 0 }, programActing);
    const doctor = await of(chen);
    expect(doctor.available).not.toContain('2022-12-21 morning');
    expect(doctor.wishes).toEqual([{ slot: '2022-12-22 morning', score: -1 }]);
    expect(new Set((await of(liu)).available.map((slot) => slot.slice(0, 10)))).toEqual(
      new Set(['2022-12-20', '2022-12-21', '2022-12-22']),
    );
    expect((await week()).homes[0]!.keeps).toMatchObject({ '2022-12-21 morning': 1 });
  });

  it('has a roster that keeps every rule: the best sends each where they can and would', async () => {
    const problem = await week();
    const { roster } = await solve(
      problem,
      { seconds: 10, gap: 0 },
      { tell: () => undefined, stopped: () => false },
    );
    expect(checkRoster(problem, roster).violations).toEqual([]);
    const mornings = Object.fromEntries(roster.map(({ slot, doctor }) => [slot.slice(8, 10), doctor]));
    expect(mornings).toEqual({ 19: chen, 20: liu, 21: liu, 22: liu, 23: chen });
  });

  it('follows what the bureau weighs', async () => {
    const officer = await signedIn(clinic, 'officer');
    await officer.get('/roster/settings');
    const form = {
      ...usualSettings.weights,
      travel: 7,
      restHours: 12,
      kmPerHour: 15,
      visitsPerDoctor: 25,
      confirmHours: 24,
    };
    const typed = Object.fromEntries(Object.entries(form).map(([name, value]) => [name, String(value)]));
    expect((await officer.post('/roster/settings', { ...typed, travel: '-1' })).status).toBe(422);
    expect((await officer.post('/roster/settings', typed)).status).toBe(303);
    expect(await week()).toMatchObject({
      weights: { travel: 7, uncovered: 100 },
      limits: { restHours: 12, kmPerHour: 15, dayHours: 8 },
    });
    expect((await clinic.get(RosterSettings).get()).visitsPerDoctor).toBe(25);
  });
});
