import 'reflect-metadata';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openWithoutServer } from '../../src/app.setup.js';
import { readSettings } from '../../src/config/settings.js';
import { Consultations } from '../../src/consultations/consultations.service.js';
import { alarmAfter } from '../../src/consultations/domain/wait-alarm.js';
import { WaitAlarms } from '../../src/consultations/wait-alarms.js';
import { seedIfEmpty } from '../../src/demo/seed-if-empty.js';
import { slotTimes } from '../../src/network/domain/opening-hours.js';
import { Attendance } from '../../src/sessions/attendance/attendance.service.js';
import type { Presence } from '../../src/sessions/domain/attendance.js';
import { Assignment } from '../../src/sessions/session.entity.js';
import { type Duty, SessionsQueries } from '../../src/sessions/sessions.queries.js';
import { programActing } from '../../src/staff/actor.js';
import { QueueQueries } from '../../src/visits/queue.queries.js';
import { Visit } from '../../src/visits/visit.entity.js';
import { Visits } from '../../src/visits/visits.service.js';
import { Clinic } from '../support/clinic.js';
import { engine, freshDatabase } from '../support/database.js';
import { signedIn } from '../support/people.js';
import { entry } from '../support/town.js';
import type { Visitor } from '../support/visitor.js';

/** Thursday 22 December 2022: the wave's peak. */
const day = '2022-12-22';
const at = (time: string) => new Date(`${day}T${time}:00+08:00`);
const minutes = (time: string) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
const clockOf = (minute: number) =>
  `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
const quarters = Array.from({ length: 57 }, (_, n) => 8 * 60 + n * 15);
const settingMinutes = 45;

/** What a doctor does, in minutes of the day; a doctor who does not come has no arrival. */
interface Script {
  readonly arrives?: number;
  readonly leaves?: number;
  readonly declines?: boolean;
}

/** By turns: on time, 25 minutes late, away an hour early, never, and said no. */
function scriptOf(duty: Duty, n: number): Script {
  const { from, to } = slotTimes[duty.slot];
  const [begins, ends] = [minutes(from), minutes(to)];
  return [
    { arrives: begins - 10, leaves: ends + 5 },
    { arrives: begins + 25 },
    { arrives: begins, leaves: ends - 60 },
    {},
    { declines: true },
  ][n % 5]!;
}

/** Where a doctor is by the script alone, told apart from the program's own rule. */
function whereBy({ arrives, leaves, declines }: Script, { slot }: Duty, now: number): Presence {
  const [begins, ends] = [minutes(slotTimes[slot].from), minutes(slotTimes[slot].to)];
  if (arrives !== undefined && now >= arrives)
    return now >= (leaves ?? Infinity) || (leaves === undefined && now >= ends + 30) ? 'left' : 'here';
  if (declines) return 'called-off';
  if (now < begins + 15) return 'expected';
  return now < Math.min(begins + 60, ends) ? 'late' : 'absent';
}

// Pages and rules are the same on both engines, and so are the queries, which other tests ask on both.
describe.runIf(engine === 'sqlite')('A working day in the demo city', () => {
  let clinic: Clinic;
  let officer: Visitor;
  let duties: readonly Duty[];
  let scripts: ReadonlyMap<string, Script>;
  let watched: readonly string[];
  const counters = new Map<string, Visitor>();

  beforeAll(async () => {
    const DATABASE_URL = await freshDatabase();
    const secret = 'a secret that is long enough for tests';
    const settings = readSettings({ NODE_ENV: 'test', DATABASE_URL, SESSION_SECRET: secret });
    await seedIfEmpty(settings, openWithoutServer, at('07:45'));
    clinic = await Clinic.open({ DATABASE_URL, WAIT_ALARM: String(settingMinutes) });
    clinic.clock.set(at('07:45'));
    duties = await clinic.get(SessionsQueries).between(day, day);
    scripts = new Map(duties.map((duty, n) => [duty.id, scriptOf(duty, n)]));
    const ids = duties.filter((_, n) => scripts.get(duties[n]!.id)!.declines).map(({ id }) => id);
    for (const id of ids)
      await clinic.writer.getRepository(Assignment).update({ id }, { answer: 'declined' });
    // Whatever the demo says of who came, this day is the script's.
    const nobody = { arrivedAt: null, leftAt: null };
    await clinic.writer.getRepository(Assignment).update({ on: day }, nobody);
    watched = [...new Set(duties.map(({ outletId }) => outletId))].slice(0, 4);
    officer = await signedIn(clinic, 'officer');
    for (const id of watched) counters.set(id, await signedIn(clinic, 'counter', [id]));
  }, 300_000);
  afterAll(() => clinic.close());

  /** Everything that happens in the quarter of an hour that ends now. */
  async function happens(now: number): Promise<void> {
    for (const [id, { arrives, leaves }] of scripts)
      for (const [minute, act] of [
        [arrives, 'arrive'],
        [leaves, 'leave'],
      ] as const) {
        if (minute === undefined || minute > now || minute <= now - 15) continue;
        clinic.clock.set(at(clockOf(minute)));
        await clinic.get(Attendance)[act](id, programActing);
      }
    clinic.clock.set(at(clockOf(now)));
    // A patient a quarter at each watched outlet, and one consultation where a doctor is.
    for (const outletId of watched) {
      if (now < 8 * 60 + 30 || now > 20 * 60) continue;
      const newPatient = {
        name: `Day ${outletId.slice(-4)} ${now}`,
        bornOn: '1990-03-01',
        sex: 'female' as const,
      };
      const form = entry(clinic, { newPatient, temperature: 40.1, spo2: 95, disposition: 'doctor' });
      await clinic.get(Visits).log(outletId, form, programActing);
    }
    for (const duty of duties.filter(({ id, outletId }) => isHere(id, now) && watched.includes(outletId))) {
      const [next] = await clinic.get(QueueQueries).list(duty.outletId);
      const doctor = { id: null, role: 'doctor' as const, reach: { over: 'network' as const } };
      const decision = { outcome: 'home-care' as const, reason: 'seen' };
      if (next) await clinic.get(Consultations).conclude(duty.outletId, next.visit.id, decision, doctor);
    }
    await clinic.get(Attendance).sweep();
    await clinic.get(WaitAlarms).sweep();
  }

  const dutyOf = (id: string) => duties.find((duty) => duty.id === id)!;
  const isHere = (id: string, now: number) => whereBy(scripts.get(id)!, dutyOf(id), now) === 'here';

  /** Where each session's doctor is, as a page says it. */
  async function said(visitor: Visitor, address: string): Promise<[string, string][]> {
    const { status, body } = await visitor.get(address);
    expect({ address, status }).toEqual({ address, status: 200 });
    return [...body.matchAll(/data-duty="([^"]+)" data-presence="([^"]+)"/g)].map(([, id, where]) => [
      id!,
      where!,
    ]);
  }

  /** The slip of whoever came last to each outlet and still waits. */
  async function slips(): Promise<[string, Visitor][]> {
    const waiting = await Promise.all(watched.map((id) => clinic.get(QueueQueries).list(id)));
    return waiting.flatMap((list) => {
      const last = list.at(-1)?.visit;
      return last ? [[`/outlets/${last.outletId}/visits/${last.id}/slip`, counters.get(last.outletId)!]] : [];
    });
  }

  const bodyOf = async (visitor: Visitor, address: string) => (await visitor.get(address)).body;
  /** The figure that stands above a link: on Today and on a clinic's page. */
  const figure = (body: string, link: RegExp) =>
    Number(
      new RegExp(`<a href="${link.source}"[^>]*><span class="bm-figure">([\\d,]+)`)
        .exec(body.replaceAll('&amp;', '&').replaceAll('&#x3D;', '='))?.[1]
        ?.replaceAll(',', ''),
    );
  const rowsIn = (body: string) =>
    (/<tbody>([\s\S]*?)<\/tbody>/.exec(body)?.[1] ?? '').split('<tr').length - 1;

  /** What has one name has one figure, on whichever page. */
  async function figuresAgree(): Promise<void> {
    const today = await bodyOf(officer, '/today');
    const here = (pairs: [string, string][]) =>
      new Set(pairs.filter(([, where]) => where === 'here').map(([id]) => id));
    const doctors = here(await said(officer, '/today/doctors'));
    expect(doctors.size).toBeGreaterThan(1);
    expect(figure(today, /\/today\/doctors/)).toBe(doctors.size);
    expect(here(await said(officer, '/roster'))).toEqual(doctors);
    const without = await bodyOf(officer, '/today/without-doctor');
    expect(figure(today, /\/today\/without-doctor/)).toBe(rowsIn(without));
    for (const id of watched) {
      const by = counters.get(id)!;
      const [clinicPage, queue, counter, visits] = await Promise.all([
        bodyOf(by, `/outlets/${id}/clinic`),
        bodyOf(by, `/outlets/${id}/queue`),
        bodyOf(by, `/outlets/${id}/visits/new`),
        bodyOf(by, `/outlets/${id}/visits?on=${day}`),
      ]);
      const waiting = rowsIn(queue);
      expect(figure(clinicPage, new RegExp(`/outlets/${id}/queue`))).toBe(waiting);
      expect(Number(/(\d+) waiting/.exec(counter)?.[1] ?? 0)).toBe(waiting);
      const alone = new RegExp(
        `data-burning="waits-alone"(?:(?!</li>)[\\s\\S])*?(\\d+) waiting(?:(?!</li>)[\\s\\S])*?/outlets/${id}/week`,
      );
      if (!(await said(by, `/outlets/${id}/queue`)).some(([, where]) => where === 'here') && waiting > 0)
        expect(Number(alone.exec(today)?.[1])).toBe(waiting);
      const ofDay = await clinic.reader.of(Visit).findBy({ outletId: id, on: day });
      expect(figure(clinicPage, new RegExp(`/outlets/${id}/visits\\?on=${day}`))).toBe(ofDay.length);
      expect(rowsIn(visits)).toBe(Math.min(50, ofDay.length));
      // Whom a doctor has seen has one level: in the list, on the visit, and on the slip.
      for (const visit of ofDay.filter(({ seenAt }) => seenAt).slice(0, 2)) {
        const page = await bodyOf(by, `/outlets/${id}/visits/${visit.id}`);
        const slip = await bodyOf(by, `/outlets/${id}/visits/${visit.id}/slip`);
        const level = /bm-slip-level bm-level-([\w-]+)/.exec(slip)?.[1];
        expect(/badge bm-level-([\w-]+)/.exec(page)?.[1]).toBe(level);
        const row = visits.slice(0, visits.indexOf(visit.id) + 1200).slice(visits.indexOf(visit.id));
        expect(/badge bm-level-([\w-]+)/.exec(row)?.[1]).toBe(level);
      }
    }
  }

  it('says on every page, at each quarter of an hour, the same of who is there, and nobody waits unseen', async () => {
    const compared = new Map<string, number>();
    for (const now of quarters) {
      await happens(now);
      const pages = [
        ['/today', officer],
        ['/today/doctors', officer],
        ['/roster', officer],
        ...watched.flatMap((id) =>
          [
            `/outlets/${id}/clinic`,
            `/outlets/${id}/visits/new`,
            `/outlets/${id}/queue`,
            `/outlets/${id}/week`,
          ].map((address) => [address, counters.get(id)!] as const),
        ),
        ...(await slips()),
      ] as const;
      for (const [address, visitor] of pages)
        for (const [id, where] of await said(visitor, address)) {
          const kind = address.replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, ':id');
          compared.set(kind, (compared.get(kind) ?? 0) + 1);
          const by = whereBy(scripts.get(id)!, dutyOf(id), now);
          expect({ at: clockOf(now), address, id, where }).toEqual({
            at: clockOf(now),
            address,
            id,
            where: by,
          });
        }
      if (now === 10 * 60 + 45) await figuresAgree();
      const doctorsPage = new Set((await said(officer, '/today/doctors')).map(([id]) => id));
      expect(doctorsPage.size).toBe(duties.length);
      const waiting = await clinic.reader.of(Visit).findBy({ on: day, disposition: 'doctor' });
      const unseen = waiting.filter(
        ({ at: since, seenAt, leftAt, waitToldAt, level }) =>
          !seenAt &&
          !leftAt &&
          !waitToldAt &&
          clinic.clock.now().getTime() - since.getTime() >= alarmAfter(level, settingMinutes) * 60_000,
      );
      expect(unseen).toEqual([]);
    }
    expect([...compared.keys()].sort()).toEqual([
      '/outlets/:id/clinic',
      '/outlets/:id/queue',
      '/outlets/:id/visits/:id/slip',
      '/outlets/:id/visits/new',
      '/outlets/:id/week',
      '/roster',
      '/today',
      '/today/doctors',
    ]);
    expect(Math.min(...compared.values())).toBeGreaterThan(40);
    const states = new Set(
      quarters.flatMap((now) => duties.map((duty) => whereBy(scripts.get(duty.id)!, duty, now))),
    );
    expect(states.size).toBe(6);
  }, 240_000);
});
