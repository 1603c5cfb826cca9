import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { ActListeners } from '../../src/database/act-listeners.js';
import { Mail } from '../../src/mail/mail.entity.js';
import { Notice } from '../../src/notices/notice.entity.js';
import { Referral } from '../../src/referrals/referral.entity.js';
import { Sessions } from '../../src/sessions/sessions.service.js';
import { Assignment } from '../../src/sessions/session.entity.js';
import { Leases } from '../../src/rounds/leases.service.js';
import { Rounds } from '../../src/rounds/rounds.service.js';
import { programActing } from '../../src/staff/actor.js';
import { Passwords } from '../../src/staff/passwords.service.js';
import { Planning } from '../../src/supply/planning/planning.js';
import { ReorderLevels } from '../../src/supply/shelves/reorder-levels.service.js';
import { ShelfPlan } from '../../src/supply/planning/shelf-plan.entity.js';
import { ShelfWatch } from '../../src/supply/shelves/shelf-watch.js';
import { Visits } from '../../src/visits/visits.service.js';
import { Clinic, today } from '../support/clinic.js';
import { freshDatabase } from '../support/database.js';
import { member } from '../support/people.js';
import { silentServer } from '../support/program.js';
import { approvedOutlet, district, doctor, entry, openHospital, receive } from '../support/town.js';

/** Looks again and again until something is so; the test's own time limit is what it waits at most. */
async function until(isSo: () => Promise<boolean>): Promise<void> {
  while (!(await isSo())) await wait(100);
}

describe('The rounds', () => {
  it('are those that the rooms declare', async () => {
    const clinic = await Clinic.open();
    const declared = clinic.get(Rounds).declared();
    expect(declared.map(({ name }) => name).sort()).toEqual([
      'address-alerts',
      'attendance',
      'capacity-reminders',
      'cover-board',
      'days',
      'disease-reports',
      'episodes',
      'escalation',
      'imports',
      'imports-back',
      'likely-doubles',
      'mail',
      'notices',
      'referrals',
      'shelf-alerts',
      'waits',
    ]);
    await clinic.close();
  });

  it('keep their time while a mail server is silent: referrals, attendance and alerts', async () => {
    const silent = await silentServer();
    const clinic = await Clinic.open({ SMTP_URL: silent.url, SMTP_TIMEOUT: '300', SHUTDOWN_DEADLINE: '3' });
    const districtId = await district(clinic);
    const outletId = await approvedOutlet(clinic, { districtId });
    await member(clinic, 'officer', [districtId]);
    const facilityId = await openHospital(clinic);
    const sick = entry(clinic, { temperature: 39, spo2: 91, disposition: 'referral', facilityId });
    await clinic.get(Visits).log(outletId, sick, programActing);
    const doctorId = await doctor(clinic, [districtId]);
    const session = { outletId, on: today, slot: 'afternoon' } as const;
    const assignment = await clinic.get(Sessions).assign(doctorId, session, programActing);
    const medicineId = await receive(clinic, outletId, 'PARA500', 10);
    await clinic.get(ReorderLevels).set(outletId, medicineId, 100, programActing);
    await clinic.get(Passwords).forgotten((await member(clinic, 'admin')).email);
    // An afternoon session began, a referral was not answered, an alert was not either.
    clinic.clock.forward(4.5 * 60);
    clinic.get(Rounds).start();
    await until(async () => silent.connections.length > 0);
    await until(async () => clinic.reader.of(Referral).existsBy({ visitId: sick.id, state: 'unanswered' }));
    await until(
      async () =>
        (await clinic.reader.of(Assignment).findOneByOrFail({ id: assignment })).lateToldAt !== null,
    );
    clinic.clock.forward(4 * 60);
    await until(async () => clinic.reader.of(Notice).existsBy({ cause: 'alert.escalated' }));
    expect(await clinic.reader.of(Mail).countBy({ state: 'sent' })).toBe(0);
    silent.connections.forEach((socket) => socket.destroy());
    silent.server.close();
    await clinic.close();
  });

  describe('of two processes', () => {
    let one: Clinic;
    let other: Clinic;
    const running = async (clinic: Clinic, name: string) => {
      let ran = false;
      await clinic.get(Leases).whileHeld(name, async () => (ran = true));
      return ran;
    };

    beforeAll(async () => {
      const url = await freshDatabase();
      one = await Clinic.open({ DATABASE_URL: url });
      other = await Clinic.open({ DATABASE_URL: url });
    });
    afterAll(async () => {
      await one.close();
      await other.close();
    });

    it('are done by one, until it dies or gives up', async () => {
      expect(await running(one, 'a')).toBe(true);
      expect(await running(other, 'a')).toBe(false);
      expect(await running(one, 'a')).toBe(true);
      // One is silent for a minute.
      other.clock.forward(1);
      expect(await running(other, 'a')).toBe(true);
      one.clock.forward(1);
      expect(await running(one, 'a')).toBe(false);
      await other.get(Leases).release();
      expect(await running(one, 'a')).toBe(true);
    });

    it('are taken by one alone, however many reach for a lease at the same moment', async () => {
      for (const name of ['b', 'c', 'd', 'e']) {
        const both = await Promise.all([running(one, name), running(other, name)]);
        expect(both.filter(Boolean)).toHaveLength(1);
      }
    });
  });

  it('that fail are tried again, and hold up no other', async () => {
    const clinic = await Clinic.open();
    const outletId = await approvedOutlet(clinic);
    const [broken, whole] = [
      entry(clinic, {
        temperature: 39,
        spo2: 91,
        disposition: 'referral',
        facilityId: await openHospital(clinic),
      }),
      entry(clinic, {
        temperature: 39,
        spo2: 91,
        disposition: 'referral',
        facilityId: await openHospital(clinic),
      }),
    ];
    for (const sick of [broken, whole]) await clinic.get(Visits).log(outletId, sick, programActing);
    const referrals = clinic.reader.of(Referral);
    const { id } = await referrals.findOneByOrFail({ visitId: broken.id });
    let fails = true;
    clinic.get(ActListeners).on('referral.unanswered', async (act) => {
      if (fails && act.subject.id === id) throw new Error('broken');
    });
    clinic.clock.forward(60);
    const versionOf = async (visitId: string) => (await referrals.findOneByOrFail({ visitId })).version;
    const before = await versionOf(broken.id);
    clinic.get(Rounds).start();
    await until(async () => (await versionOf(whole.id)) > before);
    expect(await versionOf(broken.id)).toBe(before);
    fails = false;
    await until(async () => (await versionOf(broken.id)) > before);
    await clinic.close();
  });

  it('close a day when every outlet of it is closed, and not before', async () => {
    const clinic = await Clinic.open();
    const [well, ill] = [await approvedOutlet(clinic), await approvedOutlet(clinic)];
    for (const outletId of [well, ill]) await receive(clinic, outletId, 'PARA500', 10);
    clinic.clock.forward(24 * 60);
    const planning = clinic.get(Planning);
    const closed = () => clinic.reader.of(ShelfPlan).countBy({ throughOn: '2022-12-19' });
    const look = vi.spyOn(clinic.get(ShelfWatch), 'look').mockRejectedValueOnce(new Error('locked'));
    await planning.closeDaysOnce();
    expect(await closed()).toBe(1);
    await planning.closeDaysOnce();
    expect(await closed()).toBe(2);
    const looks = look.mock.calls.length;
    await planning.closeDaysOnce();
    expect(look).toHaveBeenCalledTimes(looks);
    await clinic.close();
  });
});
