import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Visit } from '../../src/visits/visit.entity.js';
import { Clinic } from '../support/clinic.js';
import { signedIn } from '../support/people.js';
import { approvedOutlet } from '../support/town.js';
import { visitForm } from '../support/visit-form.js';
import { textOf, type Visitor } from '../support/visitor.js';

describe('What was measured', () => {
  let clinic: Clinic;
  let counter: Visitor;
  let visits: string;

  beforeAll(async () => {
    clinic = await Clinic.open();
    const outletId = await approvedOutlet(clinic);
    counter = await signedIn(clinic, 'counter', [outletId]);
    visits = `/outlets/${outletId}/visits`;
  });
  afterAll(() => clinic.close());

  const form = (given: object) => {
    const { 'medicines[0][medicine]': _medicine, 'medicines[0][quantity]': _quantity, ...rest } = visitForm();
    return { ...rest, bornOn: '2020-10-01', weight: '12', disposition: 'referral', ...given };
  };

  it.each([
    ['temperatureSite', 'forehead', 'forehead', /value="forehead"\s+selected/],
    ['effort', 'mild', 'a little', /value="mild"\s+selected/],
    ['refill', 2, 'refill, s 2', /name="refill"\s+value="2"/],
    ['oxygenFlow', 1.5, 'oxygen, L/min 1.5', /name="oxygenFlow"\s+value="1.5"/],
  ] as const)(
    '%s is kept, shown, and stands when the visit is corrected',
    async (field, value, words, input) => {
      const sent = form({ [field]: String(value) });
      expect((await counter.post(visits, sent)).status).toBe(303);
      expect(await clinic.reader.of(Visit).findOneByOrFail({ id: sent.id })).toMatchObject({
        [field]: value,
      });
      expect(textOf((await counter.get(`${visits}/${sent.id}`)).body)).toContain(words);
      expect((await counter.get(`${visits}/${sent.id}/corrections/new`)).body).toMatch(input);
    },
  );

  it.each([
    ['temperatureSite', 'elbow'],
    ['effort', 'none'],
    ['refill', '21'],
    ['oxygenFlow', '-1'],
  ])('%s of %s is refused beside its field', async (field, value) => {
    const { status, body } = await counter.post(visits, form({ [field]: value }));
    expect(status).toBe(422);
    expect(body).toMatch(new RegExp(`id="${field}-error"`));
  });
});
