import { afterAll, expect, it } from 'vitest';
import { Calendar } from '../../src/config/calendar.js';
import { addDays, mondayOf } from '../../src/config/domain/calendar.js';
import { Drafts } from '../../src/roster/draft/drafts.service.js';
import { Publishing } from '../../src/roster/publishing/publishing.service.js';
import { needWeekOf } from '../../src/needs/domain/need.js';
import { Needs } from '../../src/needs/needs.service.js';
import { greedyRoster } from '../../src/rostering/solver/greedy.js';
import { programActing } from '../../src/staff/actor.js';
import { Clinic } from '../support/clinic.js';
import { member, password } from '../support/people.js';
import { approvedOutlet, district, doctor, facility } from '../support/town.js';
import { fileOf, seconds } from './history.js';
import { Client } from '../support/client.js';
import { Server } from './server.js';
import { keep, type Line, median } from './table.js';

const lines: Line[] = [];
const size = { districts: 6, outlets: 400, homes: 20, doctors: 300 };

/** A whole number that looks like chance, and is the same at every run. */
const chance = (n: number, below: number) =>
  Math.floor(((Math.sin(n * 12.9898) * 43758.5453) % 1) * below + below) % below;

/** A network of the size that the roster is measured by, whose outlets need a doctor in a third of their slots. */
async function city(clinic: Clinic): Promise<void> {
  const districtIds: string[] = [];
  for (let n = 0; n < size.districts; n++) districtIds.push(await district(clinic));
  const near = (n: number, i: number) => ({
    latitude: 32.3 + (i % 3) * 0.1 + chance(n, 1000) / 10_000,
    longitude: 119.3 + Math.floor(i / 3) * 0.1 + chance(n + 7, 1000) / 10_000,
  });
  for (let n = 0; n < size.outlets; n++) {
    const i = n % size.districts;
    const id = await approvedOutlet(
      clinic,
      { districtId: districtIds[i]!, email: `outlet${n}@clinic.example`, ...near(n, i) },
      '2039-12-31',
    );
    const week = needWeekOf(
      Array.from({ length: 21 }, (_, slot) => Number(slot < 14 && chance(n * 21 + slot, 2) === 0)),
    )!;
    await clinic.get(Needs).set(id, 'general', week, programActing);
  }
  const homes: string[] = [];
  for (let n = 0; n < size.homes; n++) homes.push(await facility(clinic, near(n + 900, n % size.districts)));
  for (let n = 0; n < size.doctors; n++) {
    const i = n % size.districts;
    await doctor(clinic, [districtIds[i]!, districtIds[(i + 1) % size.districts]!], {
      homeFacilityId: homes[n % size.homes]!,
      validUntil: '2039-12-31',
    });
  }
}

it('shows the board of 400 outlets and 7 days', async () => {
  const clinic = await Clinic.open();
  clinic.clock.set(new Date());
  await clinic.writer.query('PRAGMA synchronous = OFF');
  await city(clinic);
  const { email, id } = await member(clinic, 'officer');
  const actor = { id, reach: { over: 'network' as const } };
  const week = addDays(mondayOf(clinic.get(Calendar).today()), 7);
  await clinic.get(Drafts).open(week, actor);
  const problem = await clinic.get(Drafts).problem(week);
  const roster = greedyRoster(problem);
  const cost = { total: 0, terms: problem.weights };
  const seats = roster.map(({ doctor: doctorId, outlet: outletId, slot: key }) => {
    const [on, slot] = key.split(' ') as [string, 'morning'];
    return { doctorId, outletId, on, slot, locked: false };
  });
  const proposal = { status: 'in-time' as const, cost, bound: 0, gap: 1, seconds: 0, at: '' };
  // Half of it is published, so that the board shows both kinds of chips.
  await clinic.get(Drafts).lay(week, seats, proposal, 0, actor);
  const publishing = await seconds(() =>
    clinic
      .get(Publishing)
      .publish(
        week,
        0,
        ({ doctorId }) => doctorId < seats[0]!.doctorId || doctorId > seats[1]!.doctorId,
        'x',
        actor,
      ),
  );
  const published = (await clinic.get(Publishing).differences(week)).length;
  const file = fileOf(clinic);
  await clinic.close();

  const server = await Server.start(`sqlite:${file}`, 3951);
  const client = new Client(server.port);
  await client.signIn(email, password);
  const measure = async (path: string, times: number) => {
    for (let warm = 0; warm < 5; warm++) expect((await client.get(path)).status).toBe(200);
    const took: number[] = [];
    let body = '';
    for (let n = 0; n < times; n++)
      took.push((await seconds(async () => (body = (await client.get(path)).body))) * 1000);
    const sorted = [...took].sort((a, b) => a - b);
    return {
      median: median(took),
      usual: sorted[Math.floor(times * 0.95) - 1]!,
      slowest: sorted.at(-1)!,
      megabytes: Buffer.byteLength(body) / 1e6,
      body,
    };
  };
  const board = await measure(`/roster?week=${week}`, 40);
  const chips = board.body.split('class="bm-duty').length - 1;
  expect(chips).toBeGreaterThan(seats.length);
  lines.push({
    what: `the board of ${size.outlets} outlets × 7 days, ${seats.length} sessions, ${problem.needs.length} needed`,
    measured: `${board.median.toFixed(0)} ms, 95 of 100 within ${board.usual.toFixed(0)} ms, the slowest ${board.slowest.toFixed(0)} ms, ${board.megabytes.toFixed(2)} MB`,
    ratio: '',
    wanted: '≤ 300 ms, ≤ 1.5 MB',
    holds: board.usual <= 300 && board.megabytes <= 1.5,
  });
  const [seat] = seats;
  const panel = await measure(`/roster?week=${week}&seat=${seat!.doctorId}.${seat!.on}.${seat!.slot}`, 20);
  lines.push({
    what: 'the same with one session explained: who could come instead, and at what cost',
    measured: `${panel.median.toFixed(0)} ms`,
    ratio: '',
    wanted: '≤ 1000 ms',
    holds: panel.median <= 1000,
  });
  lines.push({
    what: `publishing ${seats.length - published} sessions of the week in one act, each doctor and outlet told by mail and calendar`,
    measured: `${publishing.toFixed(1)} s`,
    ratio: '',
    wanted: '≤ 5 s',
    holds: publishing <= 5,
  });
  client.close();
  await server.stop();
});

afterAll(() => keep('The board', lines));
