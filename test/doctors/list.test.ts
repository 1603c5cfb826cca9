import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Doctors } from '../../src/doctors/doctors.service.js';
import { Clinic } from '../support/clinic.js';
import { district, doctor } from '../support/town.js';

describe('The list of doctors', () => {
  let clinic: Clinic;

  beforeAll(async () => {
    clinic = await Clinic.open();
    await doctor(clinic, [await district(clinic)], { name: 'Chen', scopes: ['general', 'respiratory'] });
    await doctor(clinic, [await district(clinic)], { name: 'Wang', scopes: ['paediatrics'] });
  });
  afterAll(() => clinic.close());

  it.each([
    ['respiratory', ['Chen']],
    ['paediatrics', ['Wang']],
    ['traditional', []],
    ['respir', []],
    ['%', []],
    [undefined, ['Chen', 'Wang']],
  ])('by what they may treat: %s', async (scope, names) => {
    expect((await clinic.get(Doctors).list({ scope }, 0, 10)).map(({ name }) => name)).toEqual(names);
  });
});
