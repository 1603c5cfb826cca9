import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Patient } from '../../src/patients/patient.entity.js';
import { Clinic } from '../support/clinic.js';
import { engine } from '../support/database.js';
import { member, password } from '../support/people.js';
import { statementsOf } from '../support/statements.js';
import { approvedOutlet, receive } from '../support/town.js';
import { visitForm } from '../support/visit-form.js';
import type { Visitor } from '../support/visitor.js';

/** Begin and end of a unit's transaction, and what it holds on PostgreSQL. */
const frame = engine === 'sqlite' ? 4 : 3;

describe('What the counter asks of the database', () => {
  let clinic: Clinic;
  let counter: Visitor;
  let outletId: string;

  beforeAll(async () => {
    clinic = await Clinic.open();
    outletId = await approvedOutlet(clinic);
    for (const code of ['PARA500', 'IBU300SR', 'IBU200'])
      await receive(clinic, outletId, code, 1000, { expiresOn: '2030-01-01' });
    counter = clinic.visitor();
    await counter.signIn((await member(clinic, 'counter', [outletId])).email, password);
  });
  afterAll(() => clinic.close());
  // What is held in memory is read once, and the day has figures.
  beforeEach(() => log({}));

  const log = async (given: object) => {
    const answer = await counter.post(`/outlets/${outletId}/visits`, { ...visitForm(), ...given });
    expect(answer.status).toBe(303);
    return answer;
  };
  const statements = async (work: () => Promise<unknown>) =>
    (await statementsOf(clinic, work)).map(({ query }) => query);

  it('is 18 statements for a visit of somebody new with a medicine', async () => {
    const asked = await statements(() => log({ bornOn: '1990-03-01' }));
    expect(asked, asked.join('\n')).toHaveLength(18 + frame);
    // From 65 on they are called.
    const called = await statements(() => log({}));
    expect(called, called.join('\n')).toHaveLength(19 + frame);
  });

  it('is at most 6 more for a second medicine', async () => {
    const second = { 'medicines[1][medicine]': 'IBU300SR', 'medicines[1][quantity]': '6', weight: '60' };
    const asked = await statements(() => log({ ...second, bornOn: '1990-03-01' }));
    expect(asked.length, asked.join('\n')).toBeLessThanOrEqual(24 + frame);
  });

  const preview = (given: object) =>
    statements(async () => {
      const answer = await counter.post(`/outlets/${outletId}/visits/triage`, { ...visitForm(), ...given });
      expect(answer.status).toBe(200);
      expect(answer.body).toContain('tablets on hand');
    });

  it('is 3 for what the rules say while somebody new is typed, one of them for whom they may be, 5 for a patient who is known', async () => {
    const asked = await preview({});
    expect(asked, asked.join('\n')).toHaveLength(3);
    expect(await preview({ isPatient: 'somebody-else' })).toHaveLength(2);
    const [{ id: patientId }] = (await clinic.reader.of(Patient).find({ take: 1 })) as [Patient];
    const ofKnown = await preview({ patientId });
    expect(ofKnown, ofKnown.join('\n')).toHaveLength(5);
  });

  it('is at most 5 where a dose is proposed, too', async () => {
    const [{ id: patientId }] = (await clinic.reader.of(Patient).find({ take: 1 })) as [Patient];
    const typed = { ...visitForm(), patientId, temperature: '38.6', feverDays: '1' };
    const { 'medicines[0][medicine]': _one, ...rest } = typed;
    for (const given of [typed, rest]) {
      const asked = await statements(async () => {
        const answer = await counter.post(`/outlets/${outletId}/visits/triage`, given);
        expect(answer.body).toContain('Proposed');
      });
      expect(asked.length, asked.join('\n')).toBeLessThanOrEqual(5);
    }
  });
});
