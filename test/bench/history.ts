import { statSync } from 'node:fs';
import { addDays } from '../../src/config/domain/calendar.js';
import { Calendar } from '../../src/config/calendar.js';
import { Clinic } from '../support/clinic.js';
import { member, password } from '../support/people.js';
import { approvedOutlet, district, entry } from '../support/town.js';
import { programActing } from '../../src/staff/actor.js';
import { Client } from '../support/client.js';
import { Server } from './server.js';
import { type Line, median } from './table.js';
import { Visits } from '../../src/visits/visits.service.js';

/** The days over which a long history is spread. */
const days = 1000;

const outletCount = 60;

export const seconds = async (work: () => Promise<unknown>): Promise<number> => {
  const from = performance.now();
  await work();
  return (performance.now() - from) / 1000;
};

export const fileOf = (clinic: Clinic): string => clinic.writer.options.database as string;

/** 60 outlets in a clinic whose clock is the real one, for a server in another process that has no other. */
export async function town(): Promise<{ clinic: Clinic; outlets: string[] }> {
  const clinic = await Clinic.open();
  clinic.clock.set(new Date());
  const districtId = await district(clinic);
  const outlets: string[] = [];
  for (let n = 0; n < outletCount; n++)
    outlets.push(await approvedOutlet(clinic, { districtId }, '2039-12-31'));
  return { clinic, outlets };
}

/**
 * Writes visits straight into the tables, evenly over outlets and days up to today, each an episode of
 * its own, with a referral an outlet and day, and the figures of each day.
 */
async function fillVisits(clinic: Clinic, outlets: readonly string[], visits: number): Promise<void> {
  const { patient } = await clinic.get(Visits).log(outlets[0]!, entry(clinic), programActing);
  const today = clinic.get(Calendar).today();
  const perDay = Math.ceil(visits / outlets.length / Math.min(days, Math.ceil(visits / outlets.length)));
  const length = Math.ceil(visits / outlets.length / perDay);
  await clinic.writer.query('PRAGMA synchronous = OFF');
  await clinic.writer.query('BEGIN');
  for (const outletId of outlets) {
    for (let back = 0; back < length; back++) {
      const on = addDays(today, -back);
      await fillDay(clinic, { outletId, on, patientId: patient.id }, perDay);
    }
  }
  await clinic.writer.query('COMMIT');
}

/** The visits of an outlet and a day, each an episode under the same key; one of them was referred. */
async function fillDay(
  clinic: Clinic,
  { outletId, on, patientId }: { outletId: string; on: string; patientId: string },
  visits: number,
): Promise<void> {
  const run = (statement: string, parameters: unknown[]) => clinic.writer.query(statement, parameters);
  await run(
    `WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${visits})
     INSERT INTO episode (id, patient_id, outlet_id, started_at, started_on, fever, first_level, visits, last_visit_at, class, ended_at)
     SELECT lower(hex(randomblob(16))), ?, ?, ? || 'T02:00:00.000Z', ?, 1, 'self-care', 1, ? || 'T02:00:00.000Z', 'presumed', ? || 'T02:00:00.000Z' FROM n`,
    [patientId, outletId, on, on, on, on],
  );
  const own = `FROM episode WHERE outlet_id = ? AND started_on = ? AND class = 'presumed'`;
  await run(
    `INSERT INTO visit (id, outlet_id, patient_id, episode_id, at, "on", temperature, symptoms, fever_reported, fever, disposition, level, judged_level, logged_at, version)
     SELECT id, outlet_id, patient_id, id, started_at, started_on, 38.2, '[]', 0, 1, 'advice', 'self-care', 'self-care', started_at, 1 ${own}`,
    [outletId, on],
  );
  await run(
    `INSERT INTO referral (id, patient_id, visit_id, episode_id, outlet_id, level, child, pregnant, state, version, drafted_at, first_sent_at, answered_at, arrived_at, ended_at, passed_on)
     SELECT id, patient_id, id, id, outlet_id, 'urgent', 0, 0, 'closed', 5, started_at, started_at, started_at, started_at, started_at, 0 ${own} LIMIT 1`,
    [outletId, on],
  );
  await run(
    `INSERT INTO outlet_day (outlet_id, "on", visits, fever_visits, advice) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT (outlet_id, "on") DO UPDATE SET visits = visits + excluded.visits, fever_visits = fever_visits + excluded.fever_visits, advice = advice + excluded.advice`,
    [outletId, on, visits, visits, visits],
  );
  await run(
    `INSERT INTO episode_day (outlet_id, "on", presumed) VALUES (?, ?, ?)
     ON CONFLICT (outlet_id, "on") DO UPDATE SET presumed = presumed + excluded.presumed`,
    [outletId, on, visits],
  );
}

/** A page with 1,000,000 visits against 10,000, each in a server of its own. @returns milliseconds, medians of 60 */
export async function longAgainstShort(path: string, firstPort: number) {
  const prepare = async (visits: number, port: number) => {
    const { clinic, outlets } = await town();
    const { email } = await member(clinic, 'officer');
    await fillVisits(clinic, outlets, visits);
    const file = fileOf(clinic);
    await clinic.close();
    const server = await Server.start(`sqlite:${file}`, port);
    const client = new Client(server.port);
    await client.signIn(email, password);
    const ask = async () => {
      const { status } = await client.get(path);
      if (status !== 200) throw new Error(`${path} was answered with ${status}.`);
    };
    for (let warm = 0; warm < 20; warm++) await ask();
    return { file, server, client, ask, times: [] as number[] };
  };
  const short = await prepare(10_000, firstPort);
  const long = await prepare(1_000_000, firstPort + 1);
  // In turns, so that a machine that slows down slows both.
  for (let n = 0; n < 60; n++)
    for (const one of [short, long]) one.times.push((await seconds(one.ask)) * 1000);
  for (const { client, server } of [short, long]) {
    client.close();
    await server.stop();
  }
  return {
    short: median(short.times),
    long: median(long.times),
    megabytes: Math.round(statSync(long.file).size / 2 ** 20),
  };
}

/** The line of such a page in the table. */
export function historyLine(
  what: string,
  { short, long, megabytes }: Awaited<ReturnType<typeof longAgainstShort>>,
): Line {
  return {
    what: `${what} with 1,000,000 visits (${megabytes} MB) against 10,000, 60 outlets, median of 60`,
    measured: `${long.toFixed(1)} ms against ${short.toFixed(1)} ms`,
    ratio: (long / short).toFixed(2),
    wanted: '≤ 1.5',
    holds: long / short <= 1.5,
  };
}
