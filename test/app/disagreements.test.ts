import 'reflect-metadata';
import { IsNull } from 'typeorm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openWithoutServer } from '../../src/app.setup.js';
import { Alert } from '../../src/alerts/alert.entity.js';
import { readSettings } from '../../src/config/settings.js';
import { seedIfEmpty } from '../../src/demo/seed-if-empty.js';
import { Facility } from '../../src/facilities/facility.entity.js';
import { Needs } from '../../src/needs/needs.service.js';
import { Outlet } from '../../src/network/outlet.entity.js';
import { Attendance } from '../../src/sessions/attendance/attendance.service.js';
import { type Duty, SessionsQueries } from '../../src/sessions/sessions.queries.js';
import { Lot } from '../../src/stock/ledger/lot.entity.js';
import { Visit } from '../../src/visits/visit.entity.js';
import { programActing } from '../../src/staff/actor.js';
import { Stock } from '../../src/stock/stock.service.js';
import { Clinic } from '../support/clinic.js';
import { newKey } from '../support/town.js';
import { engine, freshDatabase } from '../support/database.js';
import { signedIn } from '../support/people.js';
import { textOf, type Visitor } from '../support/visitor.js';

const today = '2022-12-22';

/** Figures of one kind on a page, by the words around them. */
const figure = (body: string, words: RegExp): number => {
  const found = words.exec(textOf(body));
  if (!found) throw new Error(`${words} is not on the page: ${textOf(body).slice(0, 400)}`);
  return Number(found[1]!.replaceAll(',', ''));
};
const countOf = (body: string, what: RegExp) => [...body.matchAll(new RegExp(what, 'g'))].length;

// What pages said against each other on a morning in the wave; each was found once, and stays mended.
describe.runIf(engine === 'sqlite')('In the demo city, in the middle of a day, pages agree on', () => {
  let clinic: Clinic;
  let officer: Visitor;

  beforeAll(async () => {
    const DATABASE_URL = await freshDatabase();
    const secret = 'a secret that is long enough for tests';
    const settings = readSettings({ NODE_ENV: 'test', DATABASE_URL, SESSION_SECRET: secret });
    await seedIfEmpty(settings, openWithoutServer, new Date(`${today}T10:40:00+08:00`));
    clinic = await Clinic.open({ DATABASE_URL });
    clinic.clock.set(new Date(`${today}T10:45:00+08:00`));
    officer = await signedIn(clinic, 'officer');
  }, 300_000);
  afterAll(() => clinic.close());

  const page = async (address: string, visitor = officer) => {
    const { status, body } = await visitor.get(address);
    expect({ address, status }).toEqual({ address, status: 200 });
    return body;
  };
  const dutyHere = async (slot: Duty['slot']) => {
    const duties = await clinic.get(SessionsQueries).between(today, today);
    return duties.find((duty) => duty.slot === slot)!;
  };

  it('doctors at work: those who checked in, on Today, in its list and on the roster', async () => {
    const body = await page('/today');
    const atWork = figure(body, /([\d,]+) Doctors at work/);
    const roster = await page('/roster?week=2022-12-19');
    expect(countOf(roster, /data-presence="here"/)).toBe(atWork);
    expect(countOf(await page('/today/doctors'), /data-presence="here"/)).toBe(atWork);
  });

  it('who left: from the same minute nobody says that they are here', async () => {
    const duty = await dutyHere('morning');
    if (!duty.arrivedAt) await clinic.get(Attendance).arrive(duty.id, programActing);
    await clinic.get(Attendance).leave(duty.id, programActing);
    const counter = await signedIn(clinic, 'counter', [duty.outletId]);
    for (const address of [`/outlets/${duty.outletId}/clinic`, `/outlets/${duty.outletId}/queue`]) {
      const body = textOf(await page(address, counter));
      if (address.endsWith('clinic')) expect(body).toContain('has left');
      expect(body).not.toMatch(/is here\b/);
    }
  });

  it('clinics without a doctor: those alone that need one', async () => {
    const body = await page('/today');
    const alone = figure(body, /([\d,]+) Open without a doctor/);
    expect(countOf(await page('/today/without-doctor'), /<tr[\s>]/)).toBe(alone === 0 ? 0 : alone + 1);
  });

  it('low stock: an outlet whose boxes only expire is not low', async () => {
    const open = await clinic.reader.of(Alert).findBy({ closedAt: IsNull() });
    const low = new Set(
      open
        .filter(({ kind, easing }) => !easing && ['low', 'out', 'neighbour'].includes(kind))
        .map(({ outletId }) => outletId),
    );
    const outlets = await clinic.reader.of(Outlet).find();
    const [shown, tagged] = [new Set<string>(), new Set<string>()];
    for (let next: string | undefined = '/today'; next;) {
      const body: string = await page(next);
      for (const [, row] of /By outlet([\s\S]*)/.exec(body)![1]!.matchAll(/<tr>([\s\S]*?)<\/tr>/g)) {
        const id = /\/outlets\/([0-9a-f-]{36})/.exec(row!)?.[1];
        if (id) shown.add(id);
        if (id && row!.includes('low stock')) tagged.add(id);
      }
      next = /rel="next" href="([^"]+)"/.exec(body)?.[1]?.replaceAll('&amp;', '&').replaceAll('&#x3D;', '=');
    }
    expect(tagged.size).toBeGreaterThan(3);
    expect(tagged.size).toBeLessThan(shown.size);
    const names = (ids: Iterable<string | null>) =>
      [...ids].map((id) => outlets.find((one) => one.id === id)?.name ?? '?').sort();
    expect(names(tagged)).toEqual(names([...low].filter((id) => shown.has(id!))));
  });

  it('what is covered: the cells of the board are the figure above it, and what goes beyond it', async () => {
    for (const week of ['2022-12-19', '2022-12-26']) {
      const body = await page(`/roster?week=${week}`);
      const covered = figure(body, /([\d,]+) \/ [\d,]+ sessions covered/);
      const beyond = figure(body, /and ([\d,]+) beyond what is needed/);
      expect(countOf(body, /class="bm-duty[^"]*"\s+href/) - countOf(body, /declined<\/i>/)).toBe(
        covered + beyond,
      );
      const lacks = [...body.matchAll(/class="bm-lack"\s+href[^>]*>([^<]+)</g)].map(([, words]) =>
        Number(/\d+/.exec(words!)?.[0] ?? 1),
      );
      expect(lacks.reduce((sum, one) => sum + one, 0)).toBe(figure(body, /([\d,]+) uncovered/));
      // Beside a doctor it says one more, or of whom: never the bare “needs 1”.
      for (const [cell] of body.matchAll(/<td[^>]*>\s*<a class="bm-duty[\s\S]*?<\/td>/g))
        expect(textOf(cell)).not.toMatch(/needs \d+(?! more)/);
    }
  });

  it('need: nobody is needed where no fever patient is expected, somebody where many are', async () => {
    const needs = clinic.get(Needs);
    const expected = await needs.expectations(today);
    const outlets = await clinic.reader.of(Outlet).findBy({ state: 'approved' });
    const week = await needs.between(outlets, '2022-12-19', '2022-12-25');
    const of = (id: string) =>
      week.filter(({ outletId, scope }) => outletId === id && scope === 'general').length;
    const visits = (id: string) => (expected[id] ?? []).reduce((sum, one) => sum + one, 0);
    const ranked = outlets
      .map(({ id }) => ({ visits: visits(id), needs: of(id) }))
      .sort((a, b) => b.visits - a.visits);
    for (const { needs: asked } of ranked.slice(0, 5)) expect(asked).toBeGreaterThan(8);
    for (const { visits: few, needs: asked } of ranked) if (few < 2) expect(asked).toBeLessThanOrEqual(4);
  });

  it('a replacement’s cost: the roster’s panel and the page of the absence', async () => {
    const duties = await clinic.get(SessionsQueries).between('2022-12-27', '2022-12-27');
    let compared = 0;
    for (const { doctorId, outletId, on, slot } of duties) {
      const panel = await page(`/roster?week=2022-12-26&seat=${doctorId}.${on}.${slot}`);
      const absence = await page(`/doctors/${doctorId}/absence?from=${on}&to=${on}&slots=${slot}`);
      const ofPanel = /id="panel"[\s\S]*/.exec(panel)![0];
      const offers = [...absence.matchAll(/<option\s+value="[^"]+\|[^"]*"[^>]*>([^<]+)</g)].map(([, words]) =>
        textOf(words!).trim(),
      );
      for (const offer of offers) {
        const [name, cost] = offer.split(' · ');
        const total = /costs (\S+)/.exec(cost!)![1]!.replace(/:$/, '');
        expect(textOf(ofPanel), `${outletId} ${offer}`).toMatch(
          new RegExp(`${name}\\s*costs ${total.replace(/[.+]/g, '\\$&')}`),
        );
        compared += 1;
      }
    }
    expect(compared).toBeGreaterThan(10);
  }, 120_000);

  it('NEWS2: the visit and the counter say alike whether it is the least that it can be', async () => {
    const some = await clinic.reader.of(Visit).find({ order: { id: 'DESC' }, take: 400 });
    const partial = some.find(({ triage }) => triage?.news2 !== undefined && triage.news2AtLeast);
    expect(partial).toBeDefined();
    expect(textOf(await page(`/outlets/${partial!.outletId}/visits/${partial!.id}`))).toMatch(/NEWS2 ≥ \d/);
  });

  it('a stock count: the difference before and after it is posted, whatever moved meanwhile', async () => {
    const lots = await clinic.reader.of(Lot).find({ take: 50 });
    const lot = lots.find(
      ({ onHand, recallId, expiresOn }) => onHand >= 10 && !recallId && expiresOn > today,
    )!;
    const counter = await signedIn(clinic, 'counter', [lot.outletId]);
    const at = `/outlets/${lot.outletId}/counts`;
    const { headers } = await counter.post(at, {});
    const count = String(headers.location);
    await counter.post(`${count}/lines`, { lotId: lot.id, counted: String(lot.onHand - 3) });
    await counter.post(`${count}/explanations`, { lotId: lot.id, reason: 'lost' });
    const difference = async () => {
      const row = new RegExp(`id="lot-${lot.id}"[\\s\\S]*?</tr>`).exec(await page(count, counter))![0];
      return /bm-signed">([^<]+)</.exec(row)![1];
    };
    const before = await difference();
    const lost = { id: newKey(clinic), change: -1, reason: 'damaged' } as const;
    await clinic.get(Stock).adjust(lot.outletId, lot.id, lost, programActing);
    expect(await difference()).toBe(before);
    await counter.post(`${count}/posting`, {});
    expect(await difference()).toBe(before);
    expect(before).toBe('-3');
  });

  it('how long it is out: since it ran out, not since it was first low', async () => {
    const out = (await clinic.reader.of(Alert).findBy({ closedAt: IsNull() })).filter(({ kinds }) =>
      kinds.includes('out'),
    );
    const lowFirst = out.filter(({ since, openedAt }) => new Date(since.out!) > openedAt);
    expect(lowFirst.length).toBeGreaterThan(0);
    const [alert] = lowFirst;
    const body = await page(`/alerts?outlet=${alert!.outletId!}&kind=${alert!.kind}`);
    expect(body).toContain(`datetime="${alert!.since.out!}"`);
  });

  it('referrals: the rows add up to the figure above them', async () => {
    const body = await page('/diversion');
    const all = figure(body, /Referrals: ([\d,]+)/);
    const list = /Referrals: [\s\S]*?<\/ul>/.exec(body)![0];
    const rows = [
      ...textOf(list).matchAll(
        /(?:closed|accepted|on the way|sent|stranded|to be sent|cancelled|arrived|declined) (\d+)/g,
      ),
    ];
    const beside = /declined or unanswered at least once (\d+)/.exec(textOf(list));
    expect(rows.reduce((sum, [, count]) => sum + Number(count), 0)).toBe(all);
    expect(beside).not.toBeNull();
  });

  it('a hospital without a bed: it is offered with that word, and has it on the board of rooms', async () => {
    const facilities = await clinic.reader.of(Facility).find();
    const hospital = facilities.find(({ tier }) => tier === 'tertiary')!;
    const staff = await signedIn(clinic, 'hospital', [hospital.id]);
    const figures = { beds: '40', bedsOccupied: '40', icuBeds: '4', icuOccupied: '4', waiting: '3' };
    await staff.post(`/facilities/${hospital.id}/capacity`, { open: 'on', accepting: 'on', ...figures });
    const rooms = await page('/today/rooms');
    const row = new RegExp(`${hospital.name}[\\s\\S]*?</tr>`).exec(rooms)![0];
    expect(textOf(row)).toContain('sees patients, no bed free');
  });

  it('the hour: morning stands above afternoon, and what can’t be done yet is no primary button', async () => {
    const duties = await clinic.get(SessionsQueries).between(today, today);
    const [first] = duties;
    const body = await page(`/outlets/${first!.outletId}/week?from=2022-12-19`);
    const slots = [...body.matchAll(/\b(Morning|Afternoon|Evening)\b/g)].map(([, slot]) => slot!);
    expect(slots.indexOf('Morning')).toBeLessThan(slots.lastIndexOf('Afternoon'));
    const afternoon = duties.find(({ slot }) => slot === 'afternoon')!;
    const doctor = await signedIn(clinic, 'doctor', [afternoon.doctorId]);
    const clinicPage = await page('/my-clinic', doctor);
    for (const [, form] of clinicPage.matchAll(/<form[^>]*action="([^"]*arrival)"[^>]*>[\s\S]*?btn-primary/g))
      expect(form).not.toContain(afternoon.id);
  });

  it('minutes: whatever is told in minutes goes on counting', async () => {
    for (const address of ['/referrals', '/alerts']) {
      const body = await page(address);
      const told = textOf(body.replace(/<time[\s\S]*?<\/time>/g, ''));
      expect(told, address).not.toMatch(/\b\d+ (?:minutes?|hours?) ago\b/);
    }
  });
});
