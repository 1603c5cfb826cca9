import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Posts } from '../../src/staff/posts.service.js';
import { StaffMember } from '../../src/staff/staff-member.entity.js';
import { roles } from '../../src/staff/domain/roles.js';
import { Clinic } from '../support/clinic.js';
import { signedIn } from '../support/people.js';
import { approvedOutlet, chain, facility } from '../support/town.js';
import { textOf, type Visitor } from '../support/visitor.js';

describe('An invitation', () => {
  let clinic: Clinic;
  let manager: Visitor;
  let [own, other, hospital] = ['', '', ''];

  beforeAll(async () => {
    clinic = await Clinic.open();
    const chainId = await chain(clinic);
    own = await approvedOutlet(clinic, { name: 'Own Gate', chainId });
    other = await approvedOutlet(clinic, { name: 'Other Gate', chainId: await chain(clinic) });
    hospital = await facility(clinic, { name: 'Subei Hospital' });
    manager = await signedIn(clinic, 'chain-manager', [chainId]);
  });
  afterAll(() => clinic.close());

  const invited = (email: string) => clinic.reader.of(StaffMember).findOneBy({ email });
  const form = (email: string, role: string, places: string[]) => ({
    email,
    name: 'New',
    language: 'en',
    role,
    places,
  });
  const rolesOn = (body: string) => [...body.matchAll(/\?role=([a-z-]+)"/g)].map(([, role]) => role);
  const optionsOn = (body: string) =>
    [.../id="places"[\s\S]*?<\/select>/.exec(body)![0].matchAll(/<option value="([^"]+)"/g)].map(
      ([, id]) => id,
    );

  it('offers an administrator the least role first, and only places that fit it', async () => {
    const admin = await signedIn(clinic, 'admin');
    const { body } = await admin.get('/staff/new');
    expect([...rolesOn(body)].sort()).toEqual([...roles].sort());
    expect(body).toMatch(/name="role" value="counter"/);
    expect(optionsOn(body)).toEqual(expect.arrayContaining([own, other]));
    expect(optionsOn(body)).not.toContain(hospital);
    const asHospital = (await admin.get('/staff/new?role=hospital')).body;
    expect(optionsOn(asHospital)).toContain(hospital);
    expect(optionsOn(asHospital)).not.toContain(own);
    expect((await admin.get('/staff/new?role=admin')).body).not.toContain('id="places"');
    // A refused form is of the role that it was.
    const again = await admin.post('/staff', form('not an address', 'hospital', []));
    expect(again.status).toBe(422);
    expect(again.body).toMatch(/name="role" value="hospital"/);
  });

  it('is a chain manager’s for the counters of the chain’s own outlets, and for nobody and nowhere else', async () => {
    const { body } = await manager.get('/staff/new');
    expect(rolesOn(body)).toEqual(['counter']);
    expect(optionsOn(body)).toEqual([own]);
    expect((await manager.post('/staff', form('mine@clinic.example', 'counter', [own]))).status).toBe(303);
    const mine = await invited('mine@clinic.example');
    expect(await clinic.get(Posts).of(mine!.id)).toMatchObject([{ role: 'counter', places: [own] }]);
    for (const [role, places] of [
      ['counter', [other]],
      ['counter', [own, other]],
      ['counter', []],
      ['chain-manager', []],
      ['officer', []],
      ['admin', []],
      ['hospital', [hospital]],
    ] as const) {
      const { status, body: said } = await manager.post(
        '/staff',
        form('other@clinic.example', role, [...places]),
      );
      expect({ role, status }).toEqual({ role, status: 422 });
      expect(textOf(said)).toContain('Invite');
    }
    expect(await invited('other@clinic.example')).toBeNull();
    expect((await manager.get('/staff')).status).toBe(403);
    expect((await manager.get(`/staff/${mine!.id}`)).status).toBe(403);
  });
});
