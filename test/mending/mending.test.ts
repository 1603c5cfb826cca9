import { IsNull } from 'typeorm';
import { afterAll, beforeEach, beforeAll, describe, expect, it } from 'vitest';
import { told } from '../support/told.js';
import { Mail } from '../../src/mail/mail.entity.js';
import { Doctors } from '../../src/doctors/doctors.service.js';
import { Approvals } from '../../src/network/approvals.service.js';
import { Outlets } from '../../src/network/outlets.service.js';
import { Attendance } from '../../src/sessions/attendance/attendance.service.js';
import { Drafts } from '../../src/roster/draft/drafts.service.js';
import { Publishing } from '../../src/roster/publishing/publishing.service.js';
import type { Vacancy } from '../../src/mending/absence.js';
import { Mending } from '../../src/mending/mending.service.js';
import { NetworkProblem } from '../../src/roster/network/network-problem.js';
import { SessionsQueries } from '../../src/sessions/sessions.queries.js';
import { Sessions } from '../../src/sessions/sessions.service.js';
import { Assignment } from '../../src/sessions/session.entity.js';
import type { Actor } from '../../src/staff/actor.js';
import { Clinic, mondayMorning } from '../support/clinic.js';
import { acting, signedIn } from '../support/people.js';
import { textOf, type Visitor } from '../support/visitor.js';
import { nextWeek, type Town, weekTown } from '../support/week.js';

describe('Mending a roster', () => {
  let clinic: Clinic;
  let officer: Actor;
  let visitor: Visitor;
  let town: Town;

  beforeAll(async () => {
    clinic = await Clinic.open();
    officer = await acting(clinic, 'officer');
    visitor = await signedIn(clinic, 'officer');
  });
  // Chen at the first outlet on Monday to Wednesday mornings, Xu at the second.
  beforeEach(async () => {
    town = await weekTown(clinic);
    for (const day of [26, 27, 28]) {
      await clinic.get(Sessions).assign(town.chen, at(town.first, day), officer);
      await clinic.get(Sessions).assign(town.xu, at(town.second, day), officer);
    }
    clinic.clock.forward(1);
  });
  afterAll(() => clinic.close());

  const at = (outletId: string, day: number) => ({
    outletId,
    on: `2022-12-${day}`,
    slot: 'morning' as const,
  });
  const published = async () => {
    const own = [town.first, town.second];
    return (await clinic.get(SessionsQueries).between(nextWeek, '2023-01-01'))
      .filter(({ outletId }) => own.includes(outletId))
      .map(({ doctor, outlet, on }) => `${doctor} ${outlet} ${on.slice(8)}`)
      .sort();
  };
  const absent = (from: number, to: number) => ({
    doctorId: town.chen,
    from: `2022-12-${from}`,
    to: `2022-12-${to}`,
  });
  const mailsSince = async (since: Date) =>
    [...(await clinic.reader.of(Mail).find()), ...(await told(clinic))]
      .filter(({ writtenAt }) => writtenAt >= since)
      .map(({ recipient }) => recipient.replace(/[0-9]*@.*/, ''))
      .sort();

  it('of a doctor who is ill offers who may come, the cheapest first, and each for no more than they can', async () => {
    const vacancies = await clinic.get(Mending).vacancies(absent(26, 27), officer);
    expect(vacancies.map(({ duty }) => duty.on)).toEqual(['2022-12-26', '2022-12-27']);
    // Xu is at the second outlet then.
    expect(vacancies.map(({ offers }) => offers.map(({ name }) => name))).toEqual([['liu'], ['liu']]);
    // Liu is as good as Chen there, and nobody is not.
    const [{ offers, nobody }] = vacancies as [Vacancy, Vacancy];
    expect(offers[0]!.cost.terms.uncovered).toBe(0);
    expect(nobody.terms.uncovered).toBeGreaterThan(0);
  });

  it('of a session that nobody needs offers replacements all the same, beside what nobody would cost', async () => {
    await clinic.get(Sessions).assign(town.chen, { ...at(town.first, 29), slot: 'afternoon' }, officer);
    const [{ offers, nobody }] = (await clinic.get(Mending).vacancies(absent(29, 29), officer)) as [Vacancy];
    expect(offers.map(({ name }) => name).sort()).toEqual(['liu', 'xu']);
    expect(nobody.total).toBeLessThan(offers[0]!.cost.total);
  });

  it('calls off and sends in one act: one mail each, and no proposal sends the ill doctor again', async () => {
    const since = clinic.clock.now();
    const page = await visitor.get(`/doctors/${town.chen}/absence?from=2022-12-26&to=2022-12-27`);
    expect(textOf(page.body)).toContain('2 sessions need somebody else');
    const steps = [...page.body.matchAll(/<option\s+value="([^"]+\|[^"]*)">\s*liu/g)].map(
      ([, value]) => value!,
    );
    expect(steps).toHaveLength(2);
    const form = { from: '2022-12-26', to: '2022-12-27', reason: 'ill', steps: [steps[0]!, ''] };
    const done = await visitor.post(`/doctors/${town.chen}/absence`, form);
    expect(done.status).toBe(303);
    expect(await published()).toEqual([
      'chen first 28',
      'liu first 26',
      'xu second 26',
      'xu second 27',
      'xu second 28',
    ]);
    expect(await mailsSince(since)).toEqual(['chen', 'first', 'liu']);
    const problem = await clinic.get(NetworkProblem).between(nextWeek, '2023-01-01');
    const chen = problem.doctors.find(({ id }) => id === town.chen)!;
    expect(chen.available).not.toContain('2022-12-27 morning');
    expect(chen.available).toContain('2022-12-28 morning');
    const again = await visitor.post(`/doctors/${town.chen}/absence`, form);
    expect(again.status).toBe(409);
  });

  it('moves as few as possible when that is asked for', async () => {
    // Only Xu may treat children: when Xu is ill, nobody can be moved there.
    expect(await clinic.get(Mending).leastMoves({ ...absent(26, 26), doctorId: town.xu }, officer)).toEqual([
      { doctorId: town.xu, on: '2022-12-26', slot: 'morning', from: town.second, to: undefined },
    ]);
    const steps = await clinic.get(Mending).leastMoves(absent(26, 28), officer);
    expect(steps.filter(({ to }) => to !== undefined)).toEqual(
      [26, 27, 28].map((day) => ({
        doctorId: town.liu,
        on: `2022-12-${day}`,
        slot: 'morning',
        from: undefined,
        to: town.first,
      })),
    );
    expect(await clinic.get(Mending).mend(absent(26, 28), steps, 'ill', officer)).toBe(3);
    expect((await published()).filter((one) => one.startsWith('liu'))).toHaveLength(3);
  });

  it('refuses a step that breaks a rule, and then calls nobody off', async () => {
    const before = await published();
    const step = { doctorId: town.xu, on: '2022-12-26', slot: 'morning' as const, to: town.first };
    await expect(clinic.get(Mending).mend(absent(26, 26), [step], 'ill', officer)).rejects.toMatchObject({
      code: 'rule-clash',
    });
    await expect(clinic.get(Mending).mend(absent(27, 26), [], 'ill', officer)).rejects.toMatchObject({
      code: 'days-reversed',
    });
    expect(await published()).toEqual(before);
  });

  it('leaves no session orphaned when its outlet is suspended or closes early', async () => {
    const since = clinic.clock.now();
    const exception = { on: '2022-12-27', slots: ['morning' as const], open: false };
    await clinic.get(Outlets).makeException(town.first, exception, officer);
    expect(await published()).not.toContain('chen first 27');
    expect(await mailsSince(since)).toEqual(['chen', 'first', 'officer', 'officer']);
    clinic.clock.forward(1);
    const later = clinic.clock.now();
    await clinic.get(Approvals).take(town.first, 'suspend', { reason: 'inspection' }, officer);
    expect((await published()).filter((one) => one.includes('first'))).toEqual([]);
    // The outlet hears of its suspension, and of the session that it lost.
    expect(await mailsSince(later)).toEqual(['chen', 'first', 'first', 'officer', 'officer']);
    const off = await clinic.reader.of(Assignment).findOneByOrFail({ doctorId: town.chen, on: '2022-12-28' });
    expect(off.cancelReason).toBe('roster.calledOff.suspended');
    const mails = await clinic.reader.of(Mail).findBy({ recipient: 'chen@hospital.example' });
    expect(mails.some(({ text }) => text.includes('The outlet is suspended'))).toBe(true);
  });

  it('goes into an open draft, so that publishing it undoes nothing', async () => {
    await clinic.get(Drafts).open(nextWeek, officer);
    const steps = await clinic.get(Mending).leastMoves(absent(26, 26), officer);
    await clinic.get(Mending).mend(absent(26, 26), steps, 'ill', officer);
    expect(await clinic.get(Publishing).differences(nextWeek)).toEqual([]);
    const seats = await clinic.get(Drafts).seats(nextWeek);
    expect(seats.filter(({ on, outletId }) => on === nextWeek && outletId === town.first)).toMatchObject([
      { doctorId: town.liu },
    ]);
    await clinic.get(Doctors).strikeOff(town.liu, 'retired', officer);
    expect((await clinic.get(Drafts).seats(nextWeek)).some(({ doctorId }) => doctorId === town.liu)).toBe(
      false,
    );
    await clinic.get(Drafts).discard(nextWeek, officer);
  });

  it('of one slot leaves the doctor’s other sessions of the day', async () => {
    const afternoon = { ...at(town.first, 26), slot: 'afternoon' as const };
    await clinic.get(Sessions).assign(town.chen, afternoon, officer);
    const absence = { ...absent(26, 26), slots: ['morning' as const] };
    expect(await clinic.get(Mending).mend(absence, [], 'ill', officer)).toBe(1);
    const chen = (await clinic.get(SessionsQueries).between(nextWeek, nextWeek)).filter(
      ({ doctorId }) => doctorId === town.chen,
    );
    expect(chen.map(({ slot }) => slot)).toEqual(['afternoon']);
  });

  it('of a session that runs finds somebody too, but nobody who has checked in is called off', async () => {
    clinic.clock.set(new Date('2022-12-26T01:30:00Z'));
    const [vacancy] = await clinic.get(Mending).vacancies(absent(26, 26), officer);
    expect(vacancy!.offers.map(({ name }) => name)).toEqual(['liu']);
    const { id } = await clinic.reader.of(Assignment).findOneByOrFail({ doctorId: town.chen, on: nextWeek });
    await clinic.get(Attendance).arrive(id, officer);
    expect(await clinic.get(Mending).vacancies(absent(26, 26), officer)).toEqual([]);
    await expect(clinic.get(Sessions).cancel(id, 'x', officer)).rejects.toMatchObject({
      code: 'session-attended',
    });
    await clinic.get(Approvals).take(town.first, 'suspend', { reason: 'inspection' }, officer);
    expect(await published()).toEqual(['chen first 26', 'xu second 26', 'xu second 27', 'xu second 28']);
    clinic.clock.set(mondayMorning);
  });

  it('leaves no session with a doctor who was struck off, or is not registered there any more', async () => {
    await clinic.get(Doctors).strikeOff(town.chen, 'retired', officer);
    expect((await published()).filter((one) => one.startsWith('chen'))).toEqual([]);
    const xu = await clinic.get(Doctors).find(town.xu);
    await clinic.get(Doctors).change(town.xu, { ...xu, validUntil: '2022-12-26' }, officer);
    expect((await published()).filter((one) => one.startsWith('xu'))).toEqual(['xu second 26']);
    const standing = { doctorId: town.chen, cancelledAt: IsNull() };
    expect(await clinic.reader.of(Assignment).countBy(standing)).toBe(0);
  });
});
