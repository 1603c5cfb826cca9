import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Episodes } from '../../src/episodes/episodes.service.js';
import { asXlsx, diversionTable } from '../../src/insight/diversion-table.js';
import { DiversionQueries } from '../../src/insight/diversion.queries.js';
import { Capacities } from '../../src/facilities/capacities.service.js';
import { programActing } from '../../src/staff/actor.js';
import { Visits } from '../../src/visits/visits.service.js';
import { Clinic, mondayMorning } from '../support/clinic.js';
import { signedIn } from '../support/people.js';
import { approvedOutlet, chain, district, entry, openHospital } from '../support/town.js';
import { sheetsOf } from '../support/sheets.js';
import { textOf, type Visitor } from '../support/visitor.js';

describe('The diversion page', () => {
  let clinic: Clinic;
  let officer: Visitor;
  const ids: Record<string, string> = {};
  const period = 'from=2022-12-12&to=2022-12-28';

  beforeAll(async () => {
    clinic = await Clinic.open();
    ids.district = await district(clinic, 'Guangling');
    ids.chain = await chain(clinic);
    ids.first = await approvedOutlet(clinic, { districtId: ids.district, chainId: ids.chain });
    ids.second = await approvedOutlet(clinic, { districtId: ids.district });
    ids.elsewhere = await approvedOutlet(clinic);
    const hospital = await openHospital(clinic, { county: 'Guangling', name: '=2+5' });
    const log = (outletId: string, given: object = {}) =>
      clinic.get(Visits).log(outletId, entry(clinic, { temperature: 38, ...given }), programActing);
    for (const outletId of [ids.first, ids.first, ids.second, ids.elsewhere]) await log(outletId);
    await log(ids.first, { temperature: 36.8 });
    await log(ids.second, { spo2: 92, disposition: 'referral' });
    for (const waiting of [12, 40, 30])
      await clinic.get(Capacities).report(hospital, { open: true, accepting: true, waiting }, programActing);
    clinic.clock.forward(9 * 24 * 60);
    await clinic.get(Episodes).sweep();
    officer = await signedIn(clinic, 'officer');
  });
  afterAll(async () => {
    clinic.clock.set(mondayMorning);
    await clinic.close();
  });

  const shown = async (visitor: Visitor, query = '') =>
    textOf((await visitor.get(`/diversion?${period}${query}`)).body);

  it.each([
    ['the network', '', '80 % Diversion rate 4 / 5'],
    ['a district', 'district', '75 % Diversion rate 3 / 4'],
    ['a chain', 'chain', '100 % Diversion rate 2 / 2'],
    ['an outlet', 'first', '100 % Diversion rate 2 / 2'],
  ])('is there for %s, with numerator and denominator, confirmed and presumed apart', async (_, of, rate) => {
    const name = of === 'first' ? 'outlet' : of;
    const page = await shown(officer, of && `&${name}=${ids[of]}`);
    expect(page).toContain(rate);
    expect(page).toMatch(/0 diverted, confirmed \d diverted, presumed/);
  });

  it('keeps everybody inside their own reach', async () => {
    const counter = await signedIn(clinic, 'counter', [ids.second!]);
    expect(await shown(counter)).toContain('50 % Diversion rate 1 / 2');
    expect((await counter.get(`/diversion?outlet=${ids.first}`)).status).toBe(404);
    const manager = await signedIn(clinic, 'chain-manager', [ids.chain!]);
    expect(await shown(manager)).toContain('Diversion rate 2 / 2');
    expect(await shown(manager, `&district=${ids.district}`)).toContain('Diversion rate 2 / 2');
    const local = await signedIn(clinic, 'officer', [ids.district!]);
    expect(await shown(local)).toContain('Diversion rate 3 / 4');
  });

  it('opens behind each class exactly as many episodes as it says', async () => {
    const { body } = await officer.get(`/diversion?${period}`);
    const links = [...body.matchAll(/href="(\/diversion\/episodes[^"]+)"><span class="bm-figure">(\d+)</g)];
    expect(links).toHaveLength(6);
    for (const [, href, count] of links) {
      const list = (await officer.get(href!.replaceAll('&amp;', '&').replaceAll('&#x3D;', '='))).body;
      expect(list.match(/class="bm-first"/g)?.length ?? 0).toBe(Number(count));
    }
  });

  it('gives the same table as CSV and as XLSX, and pictures of it', async () => {
    const csv = await officer.get(`/diversion/table.csv?${period}`);
    const rows = parse(csv.body, { bom: true });
    expect(rows).toHaveLength(1 + 17 + 1);
    expect(rows[0]).toContain('diverted, presumed');
    expect(rows[8]).toEqual(['2022-12-19', '5', '0', '4', '0', '1', '0', '0', '4', '40']);
    expect(rows.at(-1)!.slice(0, 9)).toEqual(['Total', '5', '0', '4', '0', '1', '0', '0', '4']);
    const table = textOf((await officer.get(`/diversion?${period}`)).body);
    expect(table).toContain('Mon 19 Dec 5 0 4 0 1 0 0 4 40');
    const xlsx = await officer.get(`/diversion/table.xlsx?${period}`);
    expect(xlsx.headers['content-type']).toContain('spreadsheetml');
    const diversion = await clinic
      .get(DiversionQueries)
      .of({ from: '2022-12-12', to: '2022-12-28' }, programActing.reach);
    const [sheet] = sheetsOf(await asXlsx(diversionTable(diversion, 'en'), 'Diversion'));
    expect(sheet![8]).toEqual(['2022-12-19', 5, 0, 4, 0, 1, 0, 0, 4, 40]);
    expect(sheet).toHaveLength(rows.length);
    for (const name of ['classes', 'kept-away']) {
      const picture = await officer.get(`/diversion/${name}.svg?${period}`);
      expect(picture.headers['content-type']).toContain('image/svg+xml');
      expect(picture.body).toMatch(/^<svg[\s\S]*12 Dec[\s\S]*<\/svg>$/);
    }
  });

  it('answers any period, and takes a wrong one for the last two weeks', async () => {
    for (const query of [
      'from=x&to=y',
      'from=2022-12-28&to=2022-12-01',
      'from=1900-01-01&to=2022-12-28',
      'district=x',
    ])
      expect((await officer.get(`/diversion?${query}`)).status).toBe(200);
  });

  it('does not fall because time has not passed: what began today is bounds beside it', async () => {
    const before = await shown(officer);
    for (let n = 0; n < 3; n++)
      await clinic.get(Visits).log(ids.first!, entry(clinic, { temperature: 38.4 }), programActing);
    const after = await shown(officer);
    expect(before).toContain('80 % Diversion rate 4 / 5 (37.6–96.4 %, 95 % certain)');
    expect(after).toContain('80 % Diversion rate 4 / 5 (37.6–96.4 %, 95 % certain)');
    expect(after).toMatch(/0 to 100 % in any case, 3 began/);
    expect(after).toMatch(
      /Of 5 fever illnesses that began from .* and are settled, 4 \(80 %; with 95 % certainty 37.6 to 96.4 %\)/,
    );
    expect(after).toContain('8 began an illness, 0 belong');
    // Few are marked as such.
    expect(after).toMatch(/Guangling 75 % few/);
  });
});
