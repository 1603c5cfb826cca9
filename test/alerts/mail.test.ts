import ical from 'ical.js';
import { IsNull } from 'typeorm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AddressAlerts } from '../../src/alerts/address-alerts.js';
import { Alert } from '../../src/alerts/alert.entity.js';
import { Dispatcher } from '../../src/mail/dispatcher.js';
import { Notices } from '../../src/notices/notices.service.js';
import { MailTransport } from '../../src/mail/mail-transport.js';
import { Calendar } from '../../src/config/calendar.js';
import { UnitOfWork } from '../../src/database/unit-of-work.js';
import { Mail } from '../../src/mail/mail.entity.js';
import { Outlet } from '../../src/network/outlet.entity.js';
import { Sessions } from '../../src/sessions/sessions.service.js';
import { programActing } from '../../src/staff/actor.js';
import { Planning } from '../../src/supply/planning/planning.js';
import { ReorderLevels } from '../../src/supply/shelves/reorder-levels.service.js';
import { Corrections } from '../../src/visits/corrections.service.js';
import { Visits } from '../../src/visits/visits.service.js';
import { Clinic, today } from '../support/clinic.js';
import { MailServer } from '../support/mail-server.js';
import { member } from '../support/people.js';
import { approvedOutlet, chain, district, doctor, entry, newKey, receive } from '../support/town.js';

describe('The mail', () => {
  let clinic: Clinic;
  let server: MailServer;

  beforeAll(async () => {
    server = await MailServer.listen();
    clinic = await Clinic.open({ SMTP_URL: server.url, MAIL_FROM: 'Bianmin <clinics@bureau.example>' });
  });
  afterAll(async () => {
    await clinic.close();
    await server.close();
  });

  const gather = () => clinic.get(Notices).round();
  const dispatch = async () => {
    await gather();
    while ((await clinic.get(Dispatcher).round()) > 0);
  };
  const received = (subject: RegExp) => server.received.filter((mail) => subject.test(mail.subject ?? ''));

  /** An outlet with a shelf of 10 and a level of 5, and the people who must know of it. */
  async function town() {
    const [districtId, chainId] = [await district(clinic), await chain(clinic)];
    const outletId = await approvedOutlet(clinic, {
      districtId,
      chainId,
      email: `outlet-${newKey(clinic)}@clinic.example`,
    });
    const officer = await member(clinic, 'officer', [districtId]);
    const manager = await member(clinic, 'chain-manager', [chainId]);
    const medicineId = await receive(clinic, outletId, 'PARA500', 10);
    await clinic.get(ReorderLevels).set(outletId, medicineId, 5, programActing);
    await dispatch();
    server.received.length = 0;
    const give = (quantity: number) =>
      clinic
        .get(Visits)
        .log(outletId, entry(clinic, { medicines: [{ medicineId, quantity }] }), programActing);
    return { outletId, medicineId, officer, manager, give };
  }

  it('about a shelf that falls below its level arrives, once, at the outlet, the manager and the officer', async () => {
    const { give, officer, manager, outletId, medicineId } = await town();
    await give(5);
    await dispatch();
    expect(received(/is low/)).toHaveLength(0);
    await give(1);
    await give(1);
    await dispatch();
    await dispatch();
    const mails = received(/is low/);
    expect(mails.flatMap(({ to }) => to).sort()).toEqual([
      manager.email,
      officer.email,
      expect.stringContaining('outlet-') as string,
    ]);
    const [mail] = mails;
    expect(mail!.from?.address).toBe('clinics@bureau.example');
    expect(mail!.text).toContain('has 3 usable tablets');
    expect(mail!.text).toContain(`/outlets/${outletId}/stock/${medicineId}`);
    expect(mail!.html).toContain('Open the shelf');
    expect(await clinic.reader.of(Alert).countBy({ outletId, closedAt: IsNull() })).toBe(1);
  });

  it('speaks each reader’s language', async () => {
    const { give, outletId } = await town();
    const chinese = await member(clinic, 'officer', [
      (await clinic.reader.of(Outlet).findOneByOrFail({ id: outletId })).districtId,
    ]);
    await clinic.writer.query(`UPDATE staff_member SET language = 'zh-CN' WHERE id = '${chinese.id}'`);
    await give(6);
    await dispatch();
    const mine = server.received.filter(({ to }) => to.includes(chinese.email));
    expect(mine.map(({ subject }) => subject)).toContainEqual(
      expect.stringContaining('对乙酰氨基酚片 0.5 g 库存偏低'),
    );
  });

  it('says nothing more while the alert stays open; it closes on recovery, and the next fall is a new one', async () => {
    const { give, outletId, medicineId } = await town();
    await give(6);
    await give(1);
    await dispatch();
    await receive(clinic, outletId, 'PARA500', 10);
    expect(await clinic.reader.of(Alert).countBy({ outletId, closedAt: IsNull() })).toBe(0);
    await give(9);
    clinic.clock.forward(10);
    await dispatch();
    clinic.clock.forward(-10);
    expect(await clinic.reader.of(Alert).countBy({ outletId, medicineId })).toBe(2);
    expect(received(/is low/)).toHaveLength(6);
  });

  it('says nothing more when a visit is corrected while the shelf stays low', async () => {
    const { give, outletId, medicineId } = await town();
    const { visit } = await give(8);
    const correction = { ...entry(clinic), disposition: 'advice' as const, version: 1, reason: 'slip' };
    const medicines = [{ medicineId, quantity: 7 }];
    await clinic.get(Corrections).correct(outletId, visit.id, { ...correction, medicines }, programActing);
    await dispatch();
    expect(received(/is low/)).toHaveLength(3);
    expect(await clinic.reader.of(Alert).countBy({ outletId })).toBe(1);
  });

  it('warns when lots expire overnight, which no act says', async () => {
    const districtId = await district(clinic);
    const outletId = await approvedOutlet(clinic, { districtId });
    const medicineId = await receive(clinic, outletId, 'IBU200', 10, { expiresOn: today });
    await clinic.get(ReorderLevels).set(outletId, medicineId, 5, programActing);
    await clinic.get(Planning).closeDays();
    expect(await clinic.reader.of(Alert).findBy({ outletId })).toMatchObject([{ kinds: ['expiring'] }]);
    clinic.clock.forward(24 * 60);
    await clinic.get(Planning).closeDays();
    await clinic.get(Planning).closeDays();
    expect(await clinic.reader.of(Alert).findBy({ outletId })).toMatchObject([
      { kind: 'out', kinds: ['out', 'expired', 'low'], facts: { usable: 0, expired: 10 }, closedAt: null },
    ]);
    clinic.clock.forward(-24 * 60);
  });

  it('of an act that was rolled back never leaves', async () => {
    const { outletId, medicineId } = await town();
    const written = await clinic.reader.of(Mail).count();
    const visit = entry(clinic, {
      medicines: [
        { medicineId, quantity: 6 },
        { medicineId: await receiveOther(outletId), quantity: 99 },
      ],
    });
    await expect(clinic.get(Visits).log(outletId, visit, programActing)).rejects.toThrow();
    expect(await clinic.reader.of(Mail).count()).toBe(written);
  });
  const receiveOther = (outletId: string) => receive(clinic, outletId, 'IBU200', 1);

  it('waits while the server is down, and arrives once when it is back', async () => {
    const { give } = await town();
    const { port } = server;
    await server.close();
    await give(6);
    await gather();
    expect(await clinic.get(Dispatcher).round()).toBe(0);
    const waiting = await clinic.reader.of(Mail).findBy({ state: 'queued' });
    expect(waiting).toHaveLength(3);
    expect(waiting[0]).toMatchObject({
      attempts: 1,
      lastError: expect.stringContaining('ECONNREFUSED') as string,
    });
    server = await MailServer.listen(port);
    await clinic.get(Dispatcher).round();
    expect(received(/is low/)).toHaveLength(0);
    clinic.clock.forward(1);
    await dispatch();
    clinic.clock.forward(60);
    await dispatch();
    expect(received(/is low/)).toHaveLength(3);
    expect(new Set(received(/is low/).map(({ messageId }) => messageId)).size).toBe(3);
  });

  it('is sent once by two dispatchers at work', async () => {
    const { give } = await town();
    await give(6);
    await gather();
    const other = new Dispatcher(
      clinic.get(UnitOfWork),
      clinic.reader,
      clinic.get(MailTransport),
      clinic.get(Calendar),
    );
    const [one, two] = [clinic.get(Dispatcher), other];
    await Promise.all([one.round(), two.round(), one.round(), two.round()]);
    expect(received(/is low/)).toHaveLength(3);
  });

  it('is given up after a day, and the page says so', async () => {
    const { give } = await town();
    const { port } = server;
    await server.close();
    await give(6);
    await gather();
    for (let hours = 0; hours < 30; hours++) {
      await clinic.get(Dispatcher).round();
      clinic.clock.forward(60);
    }
    expect(await clinic.reader.of(Mail).countBy({ state: 'failed' })).toBe(3);
    const silent = () => clinic.reader.of(Alert).countBy({ kind: 'undeliverable', closedAt: IsNull() });
    expect(await silent()).toBe(3);
    // A mail arrives there again, and an admin need not know any more.
    server = await MailServer.listen(port);
    clinic.clock.forward(1);
    await give(4);
    await dispatch();
    await clinic.get(AddressAlerts).sweep();
    expect(await silent()).toBe(0);
    clinic.clock.forward(-30 * 60 - 1);
  });

  describe('about a session', () => {
    const calendarOf = (mail: (typeof server.received)[number]) => {
      const file = mail.attachments.find(({ mimeType }) => mimeType === 'text/calendar')!;
      const content =
        typeof file.content === 'string' ? file.content : new TextDecoder().decode(file.content);
      const component = new ical.Component(ical.parse(content) as unknown[] as never);
      const event = new ical.Event(component.getFirstSubcomponent('vevent')!);
      return { method: component.getFirstPropertyValue('method'), event };
    };

    it('reaches doctor and outlet with a calendar entry that a move updates and a cancellation removes', async () => {
      const districtId = await district(clinic);
      const [first, second] = [
        await approvedOutlet(clinic, { districtId, email: 'first@clinic.example' }),
        await approvedOutlet(clinic, { districtId, email: 'second@clinic.example' }),
      ];
      const doctorId = await doctor(clinic, [districtId], { email: 'dr@hospital.example' });
      await dispatch();
      server.received.length = 0;
      const roster = clinic.get(Sessions);
      const id = await roster.assign(
        doctorId,
        { outletId: first, on: today, slot: 'afternoon' },
        programActing,
      );
      await dispatch();
      expect(server.received.flatMap(({ to }) => to).sort()).toEqual([
        'dr@hospital.example',
        'first@clinic.example',
      ]);
      const sent = calendarOf(server.received[0]!);
      expect(sent.method).toBe('REQUEST');
      expect(sent.event.uid).toBe(id);
      expect(sent.event.startDate.toJSDate().toISOString()).toBe('2022-12-19T05:30:00.000Z');
      expect(sent.event.endDate.toJSDate().toISOString()).toBe('2022-12-19T09:30:00.000Z');

      server.received.length = 0;
      await roster.move(id, { outletId: second, on: '2022-12-20', slot: 'morning' }, programActing);
      await dispatch();
      const to = (address: string) => calendarOf(server.received.find((mail) => mail.to.includes(address))!);
      expect(server.received).toHaveLength(3);
      expect(to('dr@hospital.example').method).toBe('REQUEST');
      expect(to('dr@hospital.example').event).toMatchObject({ uid: id, sequence: 1 });
      expect(to('dr@hospital.example').event.startDate.toJSDate().toISOString()).toBe(
        '2022-12-20T00:30:00.000Z',
      );
      expect(to('first@clinic.example')).toMatchObject({ method: 'CANCEL', event: { uid: id, sequence: 1 } });
      expect(to('second@clinic.example').method).toBe('REQUEST');

      server.received.length = 0;
      await roster.cancel(id, 'ill', programActing);
      await dispatch();
      expect(to('dr@hospital.example')).toMatchObject({ method: 'CANCEL', event: { uid: id, sequence: 2 } });
      expect(server.received[0]!.text).toContain('ill');
    });
  });
});
