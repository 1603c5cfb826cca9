import { MoreThan } from 'typeorm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Dispatcher } from '../../src/mail/dispatcher.js';
import { Availabilities } from '../../src/doctors/availabilities.service.js';
import { Doctors } from '../../src/doctors/doctors.service.js';
import { Drafts } from '../../src/roster/draft/drafts.service.js';
import { NetworkProblem } from '../../src/roster/network/network-problem.js';
import { Answers } from '../../src/sessions/answers/answers.service.js';
import { Publishing } from '../../src/roster/publishing/publishing.service.js';
import { Versions } from '../../src/sessions/changes/versions.service.js';
import { Outlets } from '../../src/network/outlets.service.js';
import { SessionsQueries } from '../../src/sessions/sessions.queries.js';
import { Sessions } from '../../src/sessions/sessions.service.js';
import { Assignment } from '../../src/sessions/session.entity.js';
import type { Actor } from '../../src/staff/actor.js';
import { CalendarProgram } from '../support/calendar-program.js';
import { Clinic, mondayMorning } from '../support/clinic.js';
import { MailServer } from '../support/mail-server.js';
import { acting, signedIn } from '../support/people.js';
import { hidden, textOf, type Visitor } from '../support/visitor.js';
import { nextWeek, type Town, weekTown } from '../support/week.js';

describe('Publishing a roster', () => {
  let clinic: Clinic;
  let server: MailServer;
  let officer: Actor;
  let visitor: Visitor;
  let town: Town;
  const calendars = {
    chen: new CalendarProgram(),
    xu: new CalendarProgram(),
    first: new CalendarProgram(),
    chain: new CalendarProgram(),
  };

  beforeAll(async () => {
    server = await MailServer.listen();
    clinic = await Clinic.open({ SMTP_URL: server.url, MAIL_FROM: 'Bianmin <clinics@bureau.example>' });
    officer = await acting(clinic, 'officer');
    visitor = await signedIn(clinic, 'officer');
    town = await weekTown(clinic);
    await mails();
  });
  afterAll(async () => {
    await clinic.close();
    await server.close();
  });

  const at = (outletId: string, day: number) =>
    ({ outletId, on: `2022-12-${day}`, slot: 'morning' }) as const;
  const seat = (doctorId: string, day: number) =>
    ({ doctorId, on: `2022-12-${day}`, slot: 'morning' }) as const;
  const change = (act: Parameters<Drafts['change']>[1]) => clinic.get(Drafts).change(nextWeek, act, officer);
  const publish = async (chosen: Parameters<Publishing['publish']>[2] = () => true) =>
    clinic
      .get(Publishing)
      .publish(nextWeek, await clinic.get(Versions).latest(nextWeek), chosen, 'changed', officer);
  const published = async () =>
    (await clinic.get(SessionsQueries).between(nextWeek, '2023-01-01'))
      .map(({ doctor, outlet, on }) => `${doctor} ${outlet} ${on.slice(8)}`)
      .sort();
  /** Sends all mail, and lets each calendar take the files that came to its address. */
  const mails = async () => {
    // A mail's parts are told apart by the instant at which it was told.
    clinic.clock.forward(1);
    server.received.length = 0;
    while ((await clinic.get(Dispatcher).round()) > 0);
    for (const mail of server.received)
      for (const [name, calendar] of Object.entries(calendars))
        if (mail.to.some((address) => address.startsWith(`${name}@`)))
          for (const { mimeType, content } of mail.attachments)
            if (mimeType === 'text/calendar')
              calendar.take(typeof content === 'string' ? content : new TextDecoder().decode(content));
    return server.received.flatMap(({ to }) => to.map((address) => address.split('@')[0])).sort();
  };
  const mailTo = (name: string) => server.received.find(({ to }) => to[0]!.startsWith(`${name}@`))!;
  const linksIn = (name: string) => mailTo(name).text!.match(/https?:\S+\/answers\/\S+/g) ?? [];

  it('tells each doctor and outlet once of all that concerns them, with their calendar entries', async () => {
    await clinic.get(Drafts).open(nextWeek, officer);
    for (const day of [26, 27]) {
      await change({ kind: 'place', doctorId: town.chen, to: at(town.first, day) });
      await change({ kind: 'place', doctorId: town.xu, to: at(town.second, day) });
    }
    expect(await published()).toEqual([]);
    expect(await mails()).toEqual([]);
    expect(await publish()).toBe(4);
    expect(await published()).toEqual(['chen first 26', 'chen first 27', 'xu second 26', 'xu second 27']);
    expect(await mails()).toEqual(['chen', 'first', 'second', 'xu']);
    expect(mailTo('chen').subject).toBe('Your clinic sessions from 26 Dec 2022: 2 changes');
    expect(calendars.chen.shown).toEqual([
      '2022-12-26T00:30:00.000Z Clinic at first: chen',
      '2022-12-27T00:30:00.000Z Clinic at first: chen',
    ]);
    expect(calendars.first.shown).toEqual(calendars.chen.shown);
    expect(await clinic.get(Drafts).find(nextWeek)).toBeNull();
    expect(await clinic.get(Versions).of(nextWeek, 9)).toMatchObject([
      { number: 1, byName: officer.name, changes: { length: 4 } },
    ]);
  });

  it('moves, replaces and removes calendar entries as sessions change', async () => {
    const uids = calendars.chen.uids;
    await clinic.get(Drafts).open(nextWeek, officer);
    await change({ kind: 'remove', seat: seat(town.xu, 26) });
    await change({ kind: 'place', doctorId: town.xu, to: at(town.first, 28) });
    await change({ kind: 'move', seat: seat(town.chen, 26), to: at(town.first, 29) });
    await change({ kind: 'place', doctorId: town.liu, to: at(town.first, 26) });
    await publish();
    await mails();
    // Chen's Monday is called off and Thursday is new: another entry.
    expect(calendars.chen.shown.map((entry) => entry.slice(0, 10))).toEqual(['2022-12-27', '2022-12-29']);
    expect(calendars.xu.shown.map((entry) => entry.slice(0, 10))).toEqual(['2022-12-27', '2022-12-28']);
    expect(calendars.first.shown.map((entry) => entry.split(' ').at(-1))).toEqual([
      'liu',
      'chen',
      'xu',
      'chen',
    ]);

    // In the same slot to another outlet, the entry stays and changes.
    await clinic.get(Drafts).open(nextWeek, officer);
    await change({ kind: 'move', seat: seat(town.xu, 28), to: at(town.second, 28) });
    const kept = calendars.xu.uids;
    await publish();
    await mails();
    expect(calendars.xu.uids).toEqual(kept);
    expect(calendars.xu.shown.at(-1)).toBe('2022-12-28T00:30:00.000Z Clinic at second: xu');
    expect(calendars.first.shown).toHaveLength(3);
    expect(calendars.chen.uids).toContain(uids.find((uid) => calendars.chen.uids.includes(uid)));
  });

  it('of some differences leaves the others in the draft', async () => {
    await clinic.get(Drafts).open(nextWeek, officer);
    await change({ kind: 'place', doctorId: town.liu, to: at(town.first, 28) });
    await change({ kind: 'place', doctorId: town.liu, to: at(town.first, 30) });
    const page = await visitor.get(`/roster/${nextWeek}/review`);
    expect(textOf(page.body)).toContain('2 changes to what is published');
    expect(textOf(page.body)).toContain('Nobody there −');
    const version = hidden(page.body, 'version');
    const take = `${town.liu}.2022-12-28.morning..${town.first}`;
    expect((await visitor.post(`/roster/${nextWeek}/publication`, { version })).status).toBe(422);
    expect((await visitor.post(`/roster/${nextWeek}/publication`, { version, take })).status).toBe(303);
    expect(await published()).toContain('liu first 28');
    expect(await published()).not.toContain('liu first 30');
    expect(await clinic.get(Publishing).differences(nextWeek)).toMatchObject([{ on: '2022-12-30' }]);
  });

  it('while another officer publishes: the second sees what changed, and decides', async () => {
    const page = await visitor.get(`/roster/${nextWeek}/review`);
    const version = hidden(page.body, 'version');
    await clinic.get(Sessions).assign(town.xu, at(town.second, 30), officer);
    const take = `${town.liu}.2022-12-30.morning..${town.first}`;
    const refused = await visitor.post(`/roster/${nextWeek}/publication`, { version, take });
    expect(refused.status).toBe(409);
    expect(textOf(refused.body)).toContain('What is published was changed while you looked.');
    expect(textOf(refused.body)).toMatch(/Published since you looked.*xu · second · new/);
    expect(await published()).not.toContain('liu first 30');
    // Both at the very same moment: one of them.
    const latest = await clinic.get(Versions).latest(nextWeek);
    const both = await Promise.allSettled(
      [officer, officer].map((actor) =>
        clinic
          .get(Publishing)
          .publish(nextWeek, latest, ({ doctorId }) => doctorId === town.liu, 'changed', actor),
      ),
    );
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect((await published()).filter((one) => one === 'liu first 30')).toHaveLength(1);
    await clinic.get(Drafts).discard(nextWeek, officer);
  });

  it('publishes nothing when one of its sessions can’t be: a registration was shortened meanwhile', async () => {
    await clinic.get(Drafts).open(nextWeek, officer);
    await change({ kind: 'remove', seat: seat(town.chen, 27) });
    await change({ kind: 'place', doctorId: town.liu, to: at(town.first, 27) });
    const liu = await clinic.get(Doctors).find(town.liu);
    await clinic.get(Doctors).change(town.liu, { ...liu, validUntil: '2022-12-26' }, officer);
    const before = await published();
    await expect(publish(({ on }) => on === '2022-12-27')).rejects.toMatchObject({
      code: 'rule-registration-over',
      values: { doctor: 'liu', outlet: 'first' },
    });
    expect(await published()).toEqual(before);
    await clinic.get(Doctors).change(town.liu, liu, officer);
    await clinic.get(Drafts).discard(nextWeek, officer);
  });

  describe('asks the doctors', () => {
    const stateOf = async (doctorId: string, on: string) =>
      (await clinic.reader.of(Assignment).findOneByOrFail({ doctorId, on, slot: 'morning' })).answer;

    it('who confirm by one tap, which a mail program that opens links by itself does not do', async () => {
      await mails();
      await clinic.get(Sessions).assign(town.chen, at(town.first, 31), officer);
      await mails();
      const [confirm] = linksIn('chen');
      const path = new URL(confirm!).pathname + new URL(confirm!).search;
      const doctor = clinic.visitor();
      const page = await doctor.get(path);
      expect(page.body).not.toContain('data-send-at-once');
      expect(textOf(page.body)).toContain('Confirm the session');
      expect(await stateOf(town.chen, '2022-12-31')).toBeNull();
      const { location } = await doctor.post(new URL(confirm!).pathname, {
        answer: hidden(page.body, 'answer'),
      });
      expect(textOf((await doctor.get(location!)).body)).toContain('Thank you, it is confirmed.');
      expect(await stateOf(town.chen, '2022-12-31')).toBe('confirmed');
    });

    it('who decline: the seat counts as empty, they can’t in that slot, and may think again', async () => {
      const duty = await clinic.reader.of(Assignment).findOneByOrFail({
        doctorId: town.chen,
        on: '2022-12-31',
        slot: 'morning',
      });
      const token = clinic.get(Answers).tokenOf(town.chen, duty.changedAt);
      const doctor = clinic.visitor();
      await doctor.get(`/answers/${token}?answer=declined`);
      await doctor.post(`/answers/${token}`, { answer: 'declined', session: duty.id });
      expect(await stateOf(town.chen, '2022-12-31')).toBe('declined');
      const problem = await clinic.get(NetworkProblem).between(nextWeek, '2023-01-01');
      const chen = problem.doctors.find(({ id }) => id === town.chen)!;
      expect(chen.available).not.toContain('2022-12-31 morning');
      const board = textOf((await visitor.get(`/roster?week=${nextWeek}`)).body);
      expect(board).toContain('declined');
      await doctor.post(`/answers/${token}`, { answer: 'confirmed', session: duty.id });
      expect(await stateOf(town.chen, '2022-12-31')).toBe('confirmed');
      const { exceptions } = await clinic.get(Availabilities).of(town.chen);
      expect(exceptions).toMatchObject([{ on: '2022-12-31', says: 'can' }]);
    });

    it('and confirming all the others is no second thought about the one', async () => {
      clinic.clock.forward(1);
      await clinic.get(Drafts).open('2023-01-02', officer);
      const [monday, tuesday] = ['2023-01-02', '2023-01-03'].map((on) => ({ ...at(town.first, 0), on }));
      for (const to of [monday!, tuesday!])
        await clinic.get(Drafts).change('2023-01-02', { kind: 'place', doctorId: town.chen, to }, officer);
      await clinic.get(Publishing).publish('2023-01-02', 0, () => true, 'changed', officer);
      const [first, second] = await clinic.reader
        .of(Assignment)
        .find({ where: { doctorId: town.chen, on: MoreThan('2023-01-01') }, order: { on: 'ASC' } });
      const token = clinic.get(Answers).tokenOf(town.chen, first!.changedAt);
      await clinic.get(Answers).answer(token, 'declined', first!.id);
      await clinic.get(Answers).answer(token, 'confirmed');
      expect(await stateOf(town.chen, first!.on)).toBe('declined');
      expect(await stateOf(town.chen, second!.on)).toBe('confirmed');
      clinic.clock.forward(1);
    });

    it('but a link that was forged, is old, or comes after the session has begun answers nothing', async () => {
      const duty = await clinic.reader.of(Assignment).findOneByOrFail({
        doctorId: town.chen,
        on: '2022-12-31',
        slot: 'morning',
      });
      const token = clinic.get(Answers).tokenOf(town.chen, duty.changedAt);
      const doctor = clinic.visitor();
      const forged = token.replace(town.chen, town.liu);
      expect((await doctor.get(`/answers/${forged}`)).status).toBe(404);
      expect((await doctor.get('/answers/no-such-token')).status).toBe(404);
      await clinic.get(Sessions).move(duty.id, at(town.second, 31), officer);
      await doctor.get(`/answers/${token}`);
      const late = await doctor.post(`/answers/${token}`, { answer: 'confirmed' });
      expect(late.status).toBe(409);
      expect(textOf(late.body)).toContain('The newest mail says what holds.');
      const moved = await clinic.reader.of(Assignment).findOneByOrFail({ id: duty.id });
      expect(moved.answer).toBeNull();
      clinic.clock.set(new Date('2022-12-31T00:31:00Z'));
      const current = clinic.get(Answers).tokenOf(town.chen, moved.changedAt);
      await expect(clinic.get(Answers).answer(current, 'declined')).rejects.toMatchObject({
        code: 'answered-too-late',
      });
      clinic.clock.set(mondayMorning);
    });

    it('and shows on the board whom it has not heard from after the hours that were set', async () => {
      const shown = async () => textOf((await visitor.get(`/roster?week=${nextWeek}`)).body);
      expect(await shown()).not.toContain('unconfirmed');
      clinic.clock.set(new Date(mondayMorning.getTime() + 24 * 3_600_000 + 3_600_000));
      expect(await shown()).toContain('unconfirmed');
      clinic.clock.set(mondayMorning);
    });
  });

  it('tells a mailbox that stands for two outlets once, and a move between them keeps the entry', async () => {
    for (const id of [town.first, town.second]) {
      const outlet = await clinic.get(Outlets).find(id, officer.reach);
      const facts = { ...outlet, email: 'chain@clinic.example' };
      await clinic.get(Outlets).change(id, facts, outlet.changedAt, officer);
    }
    await mails();
    const id = await clinic.get(Sessions).assign(town.liu, at(town.first, 29), officer);
    expect(await mails()).toEqual(['chain', 'liu']);
    await clinic.get(Sessions).move(id, at(town.second, 29), officer);
    expect(await mails()).toEqual(['chain', 'liu']);
    expect(calendars.chain.shown).toEqual(['2022-12-29T00:30:00.000Z Clinic at second: liu']);
  });

  it('feeds a doctor’s own calendar, by an address that can be renewed', async () => {
    const doctor = await signedIn(clinic, 'doctor', [town.xu]);
    expect((await doctor.get(`/doctors/${town.chen}/feed`)).status).toBe(404);
    await doctor.get(`/doctors/${town.xu}/feed`);
    const addressIn = (body: string) => /value="(http[^"]+\.ics)"/.exec(body)?.[1];
    const first = addressIn((await doctor.post(`/doctors/${town.xu}/feed`)).body)!;
    const read = async (address: string) => clinic.visitor().get(new URL(address).pathname);
    const program = new CalendarProgram();
    const file = await read(first);
    expect(file.headers['content-type']).toContain('text/calendar');
    program.take(file.body);
    expect(program.shown.map((entry) => entry.slice(0, 10))).toEqual(
      (await published()).filter((one) => one.startsWith('xu')).map((one) => `2022-12-${one.slice(-2)}`),
    );
    expect([...program.uids].sort()).toEqual([...calendars.xu.uids].sort());
    const second = addressIn((await doctor.post(`/doctors/${town.xu}/feed`)).body)!;
    expect((await read(first)).status).toBe(404);
    expect((await read(second)).status).toBe(200);
    expect((await doctor.get(`/doctors/${town.xu}/feed`)).body).not.toContain('.ics"');
    await clinic.get(Doctors).strikeOff(town.xu, 'retired', officer);
    expect((await read(second)).status).toBe(404);
  });
});
