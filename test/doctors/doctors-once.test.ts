import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Doctor } from '../../src/doctors/doctor.entity.js';
import { Doctors } from '../../src/doctors/doctors.service.js';
import { programActing } from '../../src/staff/actor.js';
import { AuditRecord } from '../../src/staff/audit-record.entity.js';
import { Staff } from '../../src/staff/staff.service.js';
import { Clinic } from '../support/clinic.js';
import { acting, member } from '../support/people.js';
import { district, doctor } from '../support/town.js';

describe('What is done once', () => {
  let clinic: Clinic;
  const acts = (subjectId: string, act: string) => clinic.reader.of(AuditRecord).countBy({ subjectId, act });

  beforeAll(async () => {
    clinic = await Clinic.open();
  });
  afterAll(() => clinic.close());

  it('is not done again: a doctor struck off twice keeps the first reason', async () => {
    const id = await doctor(clinic, [await district(clinic)]);
    const strikeOff = (reason: string) => clinic.get(Doctors).strikeOff(id, reason, programActing);
    const results = await Promise.allSettled([strikeOff('retired'), strikeOff('fraud')]);
    expect(results.filter(({ status }) => status === 'rejected')).toMatchObject([
      { reason: { code: 'struck-off-already' } },
    ]);
    const { struckOffReason } = await clinic.reader.of(Doctor).findOneByOrFail({ id });
    await expect(strikeOff('again')).rejects.toMatchObject({ code: 'struck-off-already' });
    expect(await clinic.reader.of(Doctor).findOneByOrFail({ id })).toMatchObject({ struckOffReason });
    expect(await acts(id, 'doctor.struck-off')).toBe(1);
    await clinic.get(Doctors).reinstate(id, programActing);
    await expect(clinic.get(Doctors).reinstate(id, programActing)).rejects.toMatchObject({
      code: 'not-struck-off',
    });
  });

  it('is not told again: an account closed twice keeps who closed it', async () => {
    const { id } = await member(clinic, 'officer');
    const [first, second] = [await acting(clinic, 'admin'), await acting(clinic, 'admin')];
    await clinic.get(Staff).disable(id, first);
    await clinic.get(Staff).disable(id, second);
    expect(await clinic.get(Staff).find(id)).toMatchObject({ disabledBy: first.id });
    expect(await acts(id, 'staff.disabled')).toBe(1);
  });
});
