import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Mail } from '../../src/mail/mail.entity.js';
import { Approvals } from '../../src/network/approvals.service.js';
import { Referral } from '../../src/referrals/referral.entity.js';
import { Referrals } from '../../src/referrals/referrals.service.js';
import { programActing } from '../../src/staff/actor.js';
import { Staff } from '../../src/staff/staff.service.js';
import { Recalls } from '../../src/stock/recalls/recalls.service.js';
import { Visits } from '../../src/visits/visits.service.js';
import { Clinic } from '../support/clinic.js';
import { acting, member } from '../support/people.js';
import { statementsOf } from '../support/statements.js';
import { told } from '../support/told.js';
import {
  approvedOutlet,
  district,
  entry,
  medicine,
  openHospital,
  receive,
  registeredOutlet,
} from '../support/town.js';

/** Mails that people of the field missed, each with what its reader needs. */
describe('A mail', () => {
  let clinic: Clinic;
  let districtId: string;

  beforeAll(async () => {
    clinic = await Clinic.open();
    districtId = await district(clinic, 'Guangling');
    await member(clinic, 'officer', [districtId]);
  });
  afterAll(() => clinic.close());

  const outlet = (name: string) =>
    approvedOutlet(clinic, { districtId, name, email: `${name.toLowerCase()}@clinic.example` });

  it('of an application goes to the officers, and what they decided to the outlet, with number and day', async () => {
    const id = await registeredOutlet(clinic, { districtId, name: 'Newcomer', email: 'new@clinic.example' });
    await clinic.get(Approvals).take(id, 'apply', {}, programActing);
    const [applied] = await told(clinic, { cause: 'outlet.applied' });
    expect(applied!.subject).toBe('Newcomer asks to be a convenience clinic');
    await clinic.get(Approvals).take(id, 'inspect', {}, programActing);
    const approval = { number: 'A-7', validUntil: '2023-12-31' };
    await clinic.get(Approvals).take(id, 'approve', approval, programActing);
    const [approved] = await told(clinic, { cause: 'outlet.approved' });
    expect(approved).toMatchObject({ recipient: 'new@clinic.example' });
    expect(approved!.text).toMatch(/A-7[\s\S]*31 Dec 2023/);
  });

  it('of a recall names lot, expiry, reason and unit, and tells outlets without it that they have none', async () => {
    const [holds, none] = [await outlet('Holds'), await outlet('Hasnone')];
    const medicineId = await receive(clinic, holds, 'PARA500', 60, {
      number: 'L77',
      expiresOn: '2024-06-30',
    });
    await clinic
      .get(Recalls)
      .announce({ medicineId, number: 'L77', reason: 'Cracked tablets' }, programActing);
    const mails = await told(clinic);
    const [held] = mails.filter(
      ({ recipient, subject }) => recipient === 'holds@clinic.example' && /Recalled/.test(subject),
    );
    expect(held!.text).toContain('60 tablets');
    for (const fact of ['L77', '30 Jun 2024', 'Cracked tablets']) expect(held!.text).toContain(fact);
    const [without] = mails.filter(
      ({ recipient, subject }) => recipient === 'hasnone@clinic.example' && /Recalled/.test(subject),
    );
    expect(without!.subject).toMatch(/lot L77; you have none/);
    expect(none).toBeTruthy();
  });

  it('of a recall asks the database no more for a network of many outlets than for one of few', async () => {
    const announce = async (number: string) => {
      const { id: medicineId } = await medicine(clinic, 'IBU200');
      const statements = await statementsOf(clinic, () =>
        clinic.get(Recalls).announce({ medicineId, number, reason: 'x' }, programActing),
      );
      return statements.length;
    };
    const few = await announce('M1');
    for (let n = 0; n < 8; n++) await outlet(`Many${n}`);
    expect(await announce('M2')).toBe(few);
  });

  it('tells the clinic what the hospital answered and what became of who arrived, by the family name', async () => {
    const clinicId = await outlet('Sends');
    const hospital = await openHospital(clinic, { name: 'Ward' });
    const newPatient = { name: '王小明', bornOn: '1990-03-01', sex: 'male' as const };
    const form = entry(clinic, { newPatient, spo2: 92, disposition: 'referral', facilityId: hospital });
    const { visit } = await clinic.get(Visits).log(clinicId, form, programActing);
    const { id } = await clinic.reader.of(Referral).findOneByOrFail({ visitId: visit.id });
    for (const [act, said] of [
      ['accept', {}],
      ['arrive', {}],
      ['close', { outcome: 'admitted' }],
    ] as const)
      await clinic.get(Referrals).act(id, act, said, programActing);
    const subjects = (await told(clinic, { causeId: id })).map(({ subject }) => subject);
    expect(subjects).toContain('Ward takes 王＊');
    expect(subjects.some((subject) => /^王＊: .*admitted/i.test(subject))).toBe(true);
    expect(JSON.stringify(await told(clinic, { causeId: id }))).not.toContain('王小明');
  });

  it('of an invitation says who invites, as what, where, and for how many days', async () => {
    const admin = await acting(clinic, 'admin');
    const invited = { name: 'Lin', email: 'lin@bureau.example', language: 'en' as const };
    await clinic.get(Staff).invite({ ...invited, role: 'officer', places: [districtId] }, admin);
    const mail = await clinic.reader.of(Mail).findOneByOrFail({ recipient: 'lin@bureau.example' });
    expect(mail.text).toContain('7 days');
    expect(mail.text).toContain('Guangling');
    expect(mail.text).toContain('Bureau officer');
    expect(mail.text).toMatch(/Invited by: admin/);
  });
});
