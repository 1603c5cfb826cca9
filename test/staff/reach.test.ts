import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Dice } from '../../src/demo/dice.js';
import { AuditRecord } from '../../src/staff/audit-record.entity.js';
import type { FormClass } from '../../src/web/form-shape.js';
import { Clinic } from '../support/clinic.js';
import { fullTown, type FullTown, keyOf, type Keys } from '../support/full-town.js';
import { doorsOf, Hostile } from '../support/hostile.js';
import { member, password } from '../support/people.js';
import { letters, type Letter, mayUse, roleOf, routes } from '../support/routes.js';
import { sheetsOf } from '../support/sheets.js';
import type { Visitor } from '../support/visitor.js';

/** Pages of registers that everybody of a role reads, wherever the thing lies; nobody of another town acts on it. */
const everybodyReads =
  /^GET \/(doctors\/:doctor(\/week)?|facilities\/:facility|chains\/:chain|recalls\/:recall|cover\/:medicine|medicines\/:medicineId|dose-rules\/:rule|safety-rules\/:safetyRule)$/;

const tries = 8;

describe('Whoever is of another town', () => {
  let clinic: Clinic;
  let home: FullTown;
  let other: FullTown;
  const forms = new Map<string, FormClass | undefined>();
  const visitors = new Map<Letter, { visitor: Visitor; id: string }>();
  const strangers = letters.filter((letter) => letter !== 'A' && letter !== 'N');

  beforeAll(async () => {
    clinic = await Clinic.open();
    home = await fullTown(clinic);
    other = await fullTown(clinic);
    for (const { method, path, form } of doorsOf(clinic)) forms.set(shape(`${method} ${path}`), form);
    for (const letter of strangers) {
      const role = roleOf[letter];
      const { id, email } = await member(clinic, role, home.places[role]);
      const visitor = clinic.visitor();
      await visitor.signIn(email, password);
      visitors.set(letter, { visitor, id });
    }
  });
  afterAll(() => clinic.close());

  const shape = (route: string) => route.replace(/:\w+/g, ':key');
  const filled = (path: string, keys: Keys) =>
    path.replace(/:(\w+)/g, (_, part: string) => keyOf(keys, path, part) ?? 'none');
  // Whoever waits online is any doctor's who has a session now, wherever (test/visits/online.test.ts).
  const named = Object.keys(routes).filter(
    (route) =>
      /:(?!token|kind|week|file|name|language|import|mail|address|proposal|member)\w+/.test(route) &&
      !route.includes('/online/'),
  );

  it.each(strangers)('sees none of its pages: %s', async (letter) => {
    const { visitor } = visitors.get(letter)!;
    const seen: string[] = [];
    for (const route of named.filter((one) => one.startsWith('GET') && mayUse(letter, one))) {
      if (everybodyReads.test(route)) continue;
      const { status } = await visitor.get(filled(route.slice(4), other.keys));
      if (status !== 404 && status !== 403) seen.push(`${route}: ${status}`);
    }
    expect(seen).toEqual([]);
  });

  it.each(strangers)('does nothing there, however right the form: %s', async (letter) => {
    const { visitor, id } = visitors.get(letter)!;
    const dice = new Dice(7);
    const done: string[] = [];
    let asked = 0;
    const acts = () => clinic.reader.of(AuditRecord).countBy({ staffId: id });
    for (const route of named.filter((one) => one.startsWith('POST') && mayUse(letter, one))) {
      const hostile = new Hostile(dice, { ...other.keys, ...idsOf(other.keys) });
      const before = await acts();
      const path = filled(route.slice(5), other.keys);
      await visitor.get('/account');
      const statuses = new Set<number>();
      for (let i = 0; i < tries; i++) {
        const { status } = await visitor.post(path, hostile.rightFields(forms.get(shape(route))));
        statuses.add(status);
      }
      asked += 1;
      const refused = statuses.has(404) || statuses.has(403);
      if ((await acts()) > before || !refused) done.push(`${route}: ${[...statuses].join(' ')}`);
    }
    expect(done).toEqual([]);
    expect(asked).toBeGreaterThan(0);
  });

  it.each(strangers)(
    'reads the name of nobody there, in no page and no file, however it is filtered: %s',
    async (letter) => {
      const { visitor } = visitors.get(letter)!;
      const read: string[] = [];
      let pages = 0;
      const filter = `?outlet=${other.keys.outletId}&district=${other.keys.districtId}&chain=${other.keys.chain}&from=2022-12-01&to=2022-12-31&state=all&q=`;
      for (const route of Object.keys(routes).filter((one) => one.startsWith('GET') && mayUse(letter, one))) {
        if (route === 'GET /inbox/news') continue;
        for (const keys of [home.keys, other.keys])
          for (const query of ['', filter, filter + 'Somebody']) {
            const path = filled(route.slice(4), keys) + query;
            const { status, body, raw } = await visitor.fetch(path);
            const text = path.includes('.xlsx') && status === 200 ? JSON.stringify(sheetsOf(raw)) : body;
            if (status === 200) pages += 1;
            for (const secret of other.secrets)
              if (text.includes(secret)) read.push(`${route} ${query}: ${secret}`);
          }
      }
      // A counter finds whoever was anywhere in the network before by name.
      const search = /^GET \/outlets\/:outletId\/visits\/(new|patients) .*q=Somebody/;
      expect(read.filter((line) => !search.test(line))).toEqual([]);
      expect(pages).toBeGreaterThan(10);
    },
  );

  it('and whoever is of the network reads them, so the search above would find them', async () => {
    const admin = clinic.visitor();
    await admin.signIn((await member(clinic, 'admin')).email, password);
    const { recall, referral } = other.keys;
    for (const path of ['/real-name-register', `/recalls/${recall}`, `/referrals/${referral}`, '/visits']) {
      const { body } = await admin.get(path);
      expect(
        other.secrets.filter((secret) => body.includes(secret)),
        path,
      ).not.toEqual([]);
    }
  });
});

/** The keys under the names that forms give them. */
const idsOf = (keys: Keys): Keys => ({
  districtId: keys.districtId!,
  chainId: keys.chain!,
  facilityId: keys.facility!,
  doctorId: keys.doctor!,
  fromOutletId: keys.outletId!,
  toOutletId: keys.outletId!,
  homeFacilityId: keys.facility!,
});
