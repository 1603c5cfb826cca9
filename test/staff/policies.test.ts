import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PolicyCheck } from '../../src/staff/policy-check.js';
import { Imports } from '../../src/imports/imports.service.js';
import { Clinic } from '../support/clinic.js';
import { fullTown } from '../support/full-town.js';
import { acting, member, password } from '../support/people.js';
import { letters, type Letter, mayUse, roleOf, routes } from '../support/routes.js';
import { newKey } from '../support/town.js';
import type { Visitor } from '../support/visitor.js';

/** Routes that end the very sign-in that tries them. */
const signsOut = ['POST /sign-out', 'POST /account/password', 'POST /sign-in'];

/** Routes that answer for as long as somebody listens. */
const streams = ['GET /inbox/news'];

describe('The policies', () => {
  let clinic: Clinic;
  const visitors = new Map<Letter, Visitor>();
  const keys: Record<string, string> = {};

  beforeAll(async () => {
    clinic = await Clinic.open();
    const town = await fullTown(clinic);
    for (const letter of letters) {
      const role = roleOf[letter];
      const { email } = await member(clinic, role, letter === 'N' ? [] : town.places[role]);
      const visitor = clinic.visitor();
      await visitor.signIn(email, password);
      visitors.set(letter, visitor);
    }
    const file = { name: 'a.csv', content: Buffer.from('id,name,addr\n1,A,臺中市西區民權路1號\n') };
    Object.assign(keys, town.keys, {
      kind: 'outlets',
      import: await clinic.get(Imports).upload('outlets', file, await acting(clinic, 'admin')),
      mail: newKey(clinic),
      address: newKey(clinic),
      proposal: newKey(clinic),
      token: 'no-such-token',
    });
  });
  afterAll(() => clinic.close());

  const filled = (path: string) =>
    path.replace(/:(\w+)/g, (_, name: string) => keys[name] ?? `missing-${name}`);
  const knock = (visitor: Visitor, route: string) => {
    const [method, path] = route.split(' ') as [string, string];
    if (streams.includes(route)) return visitor.listen(filled(path));
    return method === 'GET' ? visitor.get(filled(path)) : visitor.post(filled(path));
  };

  it('are declared for every route, and the table names every route', () => {
    const shape = (route: string) => route.replace(/:\w+/g, ':key');
    const declared = clinic
      .get(PolicyCheck)
      .routes()
      .map(({ method, path }) => `${method} ${path}`);
    expect(declared.map(shape).sort()).toEqual(Object.keys(routes).map(shape).sort());
  });

  it.each(letters)('let %s in where the table says so, and nowhere else', async (letter) => {
    const visitor = visitors.get(letter)!;
    await visitor.get('/account');
    const wrong: string[] = [];
    for (const route of Object.keys(routes)) {
      if (signsOut.includes(route)) continue;
      const { status, location } = await knock(visitor, route);
      const refused = status === 403 || status === 401 || location?.startsWith('/sign-in') === true;
      if (refused === mayUse(letter, route) || status >= 500)
        wrong.push(`${route}: ${status} ${location ?? ''}`);
    }
    // The link of nobody goes to the sign-in page; that is no refusal of the role.
    expect(wrong.filter((line) => !line.startsWith('POST /passwords'))).toEqual([]);
  });

  it('let nobody in who is not signed in, but where the table says everyone', async () => {
    for (const [route, allowed] of Object.entries(routes)) {
      const visitor = clinic.visitor();
      await visitor.get('/sign-in');
      const { status, location } = await knock(visitor, route);
      const asked =
        status === 401 ||
        (status === 303 && location?.startsWith('/sign-in') === true && !route.startsWith('POST /passwords'));
      expect({ route, asked }).toEqual({ route, asked: allowed !== '*' });
    }
  });
});
