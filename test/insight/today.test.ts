import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Needs } from '../../src/needs/needs.service.js';
import { Attendance } from '../../src/sessions/attendance/attendance.service.js';
import { Sessions } from '../../src/sessions/sessions.service.js';
import { programActing } from '../../src/staff/actor.js';
import { ReorderLevels } from '../../src/supply/shelves/reorder-levels.service.js';
import { Visits } from '../../src/visits/visits.service.js';
import { Clinic, mondayMorning, today } from '../support/clinic.js';
import { signedIn } from '../support/people.js';
import { approvedOutlet, district, doctor, entry, receive, registeredOutlet } from '../support/town.js';
import { textOf, type Visitor } from '../support/visitor.js';

describe('The Today page', () => {
  let clinic: Clinic;
  let officer: Visitor;
  let districtId: string;

  beforeAll(async () => {
    clinic = await Clinic.open();
    districtId = await district(clinic);
    const [first, second] = [
      await approvedOutlet(clinic, { districtId }),
      await approvedOutlet(clinic, { districtId }),
    ];
    const elsewhere = await approvedOutlet(clinic);
    await registeredOutlet(clinic, { districtId });
    const doctorId = await doctor(clinic, [districtId]);
    for (const outletId of [first, second, elsewhere]) await needsOne(outletId);
    const sessionId = await clinic
      .get(Sessions)
      .assign(doctorId, { outletId: first, on: today, slot: 'morning' }, programActing);
    const log = (outletId: string, given: object) =>
      clinic.get(Visits).log(outletId, entry(clinic, given), programActing);
    for (let daysAgo = 7; daysAgo > 0; daysAgo--) {
      clinic.clock.set(new Date(mondayMorning.getTime() - daysAgo * 24 * 3600_000));
      await log(first, { temperature: 38 });
    }
    clinic.clock.set(mondayMorning);
    for (let n = 0; n < 4; n++) await log(first, { temperature: 38.5, disposition: 'home-care' });
    for (let n = 0; n < 3; n++) await log(second, { temperature: 36.6 });
    await log(elsewhere, { temperature: 39, disposition: 'referral' });
    const medicineId = await receive(clinic, second, 'PARA500', 2);
    await clinic.get(ReorderLevels).set(second, medicineId, 5, programActing);
    await clinic.get(Attendance).arrive(sessionId, programActing);
    officer = await signedIn(clinic, 'officer');
  });
  afterAll(() => clinic.close());

  const needsOne = (outletId: string) =>
    clinic
      .get(Needs)
      .change(outletId, { on: today, slot: 'morning', scope: 'general', doctors: 1 }, programActing);

  /** The figures of the page, each with the list that it opens. */
  const figures = async (visitor: Visitor) => {
    const { body } = await visitor.get('/today');
    const all = [...body.matchAll(/<a href="([^"]+)"[^>]*><span class="bm-figure">([\d,]+)/g)];
    return all.map(([, href, figure]) => ({
      href: href!.replaceAll('&amp;', '&').replaceAll('&#x3D;', '='),
      figure: Number(figure),
    }));
  };
  const rowsOf = async (visitor: Visitor, href: string) => {
    const { body } = await visitor.get(href);
    return (/<tbody>([\s\S]*?)<\/tbody>/.exec(body)?.[1] ?? '').split('<tr').length - 1;
  };

  it('counts clinics, visits, fever, doctors, sessions without one, and alerts', async () => {
    expect((await figures(officer)).map(({ figure }) => figure)).toEqual([3, 8, 5, 1, 2, 1]);
    expect(textOf((await officer.get('/today')).body)).toContain('7-day mean 1');
  });

  it('opens behind each figure exactly the rows that it counts', async () => {
    for (const { href, figure } of await figures(officer))
      expect({ href, rows: await rowsOf(officer, href) }).toEqual({ href, rows: figure });
  });

  it('opens behind each disposition exactly its visits', async () => {
    const { body } = await officer.get('/today');
    const lines = [...body.matchAll(/href="([^"]*disposition[^"]*)">[^<]*<\/a><b class="ms-auto">(\d+)/g)];
    expect(lines).toHaveLength(7);
    for (const [, href, figure] of lines) {
      const link = href!.replaceAll('&amp;', '&').replaceAll('&#x3D;', '=');
      expect(await rowsOf(officer, link)).toBe(Number(figure));
    }
  });

  it('shows an officer of one district that district alone', async () => {
    const local = await signedIn(clinic, 'officer', [districtId]);
    expect((await figures(local)).map(({ figure }) => figure)).toEqual([2, 7, 4, 1, 1, 1]);
    for (const { href, figure } of await figures(local))
      expect({ href, rows: await rowsOf(local, href) }).toEqual({ href, rows: figure });
  });

  it('puts on top what needs attention', async () => {
    const { body } = await officer.get('/today');
    const rows = body.slice(body.indexOf('<tbody>')).split('</tr>').map(textOf);
    // Of two clinics without a doctor the one with fever first, whatever else the other lacks.
    expect(rows[0]).toMatch(/no doctor – 1 1/);
    expect(rows[1]).toMatch(/no doctor low stock – 3 0/);
  });

  it('at night counts no clinic as open', async () => {
    clinic.clock.forward(14 * 60);
    expect((await figures(officer)).map(({ figure }) => figure)).toEqual([0, 8, 5, 0, 0, 1]);
    clinic.clock.forward(-14 * 60);
  });
});
