import { IsNull, Not, MoreThan } from 'typeorm';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Alert } from '../../src/alerts/alert.entity.js';
import { Alerts } from '../../src/alerts/alerts.service.js';
import { AlertSweep } from '../../src/alerts/alert-sweep.js';
import { Dispatcher } from '../../src/mail/dispatcher.js';
import { Mail } from '../../src/mail/mail.entity.js';
import { MailChoices } from '../../src/notices/choices.service.js';
import { Notice } from '../../src/notices/notice.entity.js';
import { Notices } from '../../src/notices/notices.service.js';
import { Thresholds } from '../../src/alerts/thresholds.service.js';
import { addDays } from '../../src/config/domain/calendar.js';
import { Actors } from '../../src/staff/actors.js';
import { programActing } from '../../src/staff/actor.js';
import { Approvals } from '../../src/network/approvals.service.js';
import { AuditRecord } from '../../src/staff/audit-record.entity.js';
import { Staff } from '../../src/staff/staff.service.js';
import type { StaffMember } from '../../src/staff/staff-member.entity.js';
import { Orders } from '../../src/supply/orders/orders.service.js';
import { Lot } from '../../src/stock/ledger/lot.entity.js';
import { Planning } from '../../src/supply/planning/planning.js';
import { Recalls } from '../../src/stock/recalls/recalls.service.js';
import { Stock } from '../../src/stock/stock.service.js';
import { ReorderLevels } from '../../src/supply/shelves/reorder-levels.service.js';
import { Transfers } from '../../src/stock/transfers/transfers.service.js';
import { Visits } from '../../src/visits/visits.service.js';
import { Clinic, today } from '../support/clinic.js';
import { acting, member, password, signedIn } from '../support/people.js';
import { SmtpPeer } from '../support/smtp-peer.js';
import { told } from '../support/told.js';
import {
  approvedOutlet,
  chain,
  district,
  entry,
  medicine,
  newKey,
  receive,
  however,
} from '../support/town.js';
import { textOf } from '../support/visitor.js';

const hour = 60;
const day = 24 * hour;

describe('An alert', () => {
  let clinic: Clinic;
  let districtId: string;
  let chainId: string;
  let outletId: string;
  let medicineId: string;
  let officer: StaffMember;
  let manager: StaffMember;
  let chief: StaffMember;

  const open = async (env: Record<string, string> = {}) => {
    clinic = await Clinic.open(env);
    [districtId, chainId] = [await district(clinic), await chain(clinic)];
    outletId = await approvedOutlet(clinic, { districtId, chainId, email: 'outlet@clinic.example' });
    medicineId = (await medicine(clinic, 'PARA500')).id;
    officer = await member(clinic, 'officer', [districtId]);
    manager = await member(clinic, 'chain-manager', [chainId]);
    chief = await member(clinic, 'officer');
    await receive(clinic, outletId, 'PARA500', 10);
    await clinic.get(ReorderLevels).set(outletId, medicineId, 5, programActing);
  };
  beforeEach(() => open());
  afterEach(() => clinic.close());

  const give = (quantity: number, from = outletId) =>
    clinic
      .get(Visits)
      .log(
        from,
        entry(clinic, { ...however(quantity), medicines: [{ medicineId, quantity }] }),
        programActing,
      );
  const gather = async () => {
    await clinic.get(Notices).round();
    while ((await clinic.get(Dispatcher).round()) > 0);
  };
  const mails = async (to?: string) =>
    clinic.reader.of(Mail).find({
      where: { cause: Not('staff.invited'), ...(to && { recipient: to }) },
      order: { writtenAt: 'ASC', id: 'ASC' },
    });
  const alerts = () => clinic.reader.of(Alert).find({ order: { openedAt: 'ASC', id: 'ASC' } });
  const theAlert = async () => (await alerts())[0]!;
  /** The links of a mail that acknowledge, as paths. */
  const links = ({ text }: Mail) =>
    [...text.matchAll(/https?:\/\/[^/\s]+(\/acknowledgements\/\S+)/g)].map(([, path]) => path!);

  describe('speaks of one shelf', () => {
    it('with all that is wrong there, the worst first', async () => {
      const old = { expiresOn: addDays(today, 1) };
      await receive(clinic, outletId, 'PARA500', 3, old);
      expect(await alerts()).toMatchObject([{ kind: 'expiring', kinds: ['expiring'] }]);
      clinic.clock.forward(2 * day);
      await clinic.get(Planning).closeDays();
      await give(10);
      expect(await alerts()).toMatchObject([
        { kind: 'out', kinds: ['out', 'expired', 'low'], facts: { usable: 0, expired: 3, level: 5 } },
      ]);
    });

    it('in a mail whose figures each have their own unit', async () => {
      await give(9);
      await gather();
      const [mail] = (await mails('outlet@clinic.example')).slice(-1);
      expect(mail!.text).toMatch(/has 1 usable tablet of .*, below its reorder level of 5 tablets\./);
    });

    it('and closes by the facts, well above what opened it', async () => {
      await give(6);
      await receive(clinic, outletId, 'PARA500', 1);
      expect(await theAlert()).toMatchObject({ kind: 'low', easing: true, closedAt: null });
      // The shelf is no longer low: no page says so while the alert waits for the margin.
      const reader = await signedIn(clinic, 'counter', [outletId]);
      for (const page of ['clinic', 'stock', `stock/${medicineId}`])
        expect((await reader.get(`/outlets/${outletId}/${page}`)).body).not.toMatch(
          /bg-red-lt">low|Nothing is low(?!\.)/,
        );
      expect(textOf((await reader.get('/alerts')).body)).toContain('filling up again');
      await give(1);
      expect(await theAlert()).toMatchObject({ kind: 'low', easing: false });
      await receive(clinic, outletId, 'PARA500', 2);
      expect(await theAlert()).toMatchObject({ closedAt: clinic.clock.now() });
    });

    it('and gets worse once: whoever acknowledged it is told again', async () => {
      await give(6);
      await gather();
      const actor = (await clinic.get(Actors).of(officer))!;
      await clinic.get(Alerts).acknowledge((await theAlert()).id, actor);
      clinic.clock.forward(1);
      await give(4);
      expect(await theAlert()).toMatchObject({ kind: 'out', acknowledgedAt: null, rung: 0 });
      await receive(clinic, outletId, 'PARA500', 1);
      await give(1);
      const subjects = (await told(clinic, { recipient: officer.email })).map(({ subject }) => subject);
      expect(subjects).toHaveLength(2);
      expect(subjects.at(-1)).toMatch(/ is out$/);
    });
  });

  describe('is told again', () => {
    const subjects = async () =>
      (await told(clinic, { recipient: officer.email })).map(({ subject }) => subject.replace(/^.*: /, ''));

    it('when another lot is recalled while the first still lies there', async () => {
      await receive(clinic, outletId, 'PARA500', 20, { number: 'R1' });
      await receive(clinic, outletId, 'PARA500', 20, { number: 'R2' });
      for (const number of ['R1', 'R2']) {
        clinic.clock.forward(1);
        await clinic.get(Recalls).announce({ medicineId, number, reason: 'glass' }, programActing);
      }
      expect(await alerts()).toMatchObject([{ kind: 'recalled', facts: { recalled: 40 } }]);
      expect(await told(clinic, { recipient: officer.email })).toHaveLength(2);
    });

    it('when it runs out again after it had recovered, though it stayed low', async () => {
      await give(10);
      const actor = (await clinic.get(Actors).of(officer))!;
      await clinic.get(Alerts).acknowledge((await theAlert()).id, actor);
      clinic.clock.forward(1);
      await receive(clinic, outletId, 'PARA500', 4);
      clinic.clock.forward(1);
      await give(4);
      expect(await alerts()).toMatchObject([{ kind: 'out', acknowledgedAt: null }]);
      expect(await subjects()).toHaveLength(2);
    });

    it('when an order does not come, after somebody had seen to it by ordering', async () => {
      await give(6);
      const actor = (await clinic.get(Actors).of(officer))!;
      await clinic.get(Alerts).acknowledge((await theAlert()).id, actor);
      await clinic.get(Orders).place(outletId, { id: newKey(clinic), medicineId, units: 20 }, programActing);
      clinic.clock.forward(5 * day);
      await clinic.get(AlertSweep).sweep();
      expect(await alerts()).toMatchObject([{ kinds: ['low', 'overdue'], acknowledgedAt: null }]);
    });
  });

  it('warns of what is dangerous alone at an outlet that is no clinic any more', async () => {
    await clinic.get(Approvals).take(outletId, 'revoke', { reason: 'closed' }, programActing);
    const { id } = await clinic.reader.of(Lot).findOneByOrFail({ outletId });
    await clinic.get(Stock).return(outletId, id, { id: newKey(clinic), quantity: 10 }, programActing);
    expect(await alerts()).toEqual([]);
  });

  it('is told to the next ones where nobody is on a rung', async () => {
    const alone = await approvedOutlet(clinic, { districtId });
    clinic.clock.forward(90 * day);
    await receive(clinic, alone, 'IBU200', 5);
    await clinic.get(AlertSweep).sweep();
    const [one] = (await alerts()).filter((alert) => alert.outletId === alone);
    expect((await told(clinic, { causeId: one!.id })).map(({ recipient }) => recipient)).toEqual([
      officer.email,
    ]);
  });

  describe('that nobody acknowledges', () => {
    const escalated = async () =>
      (await told(clinic, { rung: MoreThan(0) }))
        .filter(({ subject }) => subject.startsWith('Nobody'))
        .map((one) => one.recipient);

    it('climbs to the next ones, once each, and to nobody above the last', async () => {
      const admin = await member(clinic, 'admin');
      await give(10);
      clinic.clock.forward(2 * hour - 1);
      expect(await clinic.get(Alerts).escalate()).toBe(0);
      clinic.clock.forward(1);
      await clinic.get(Alerts).escalate();
      await clinic.get(Alerts).escalate();
      expect(await escalated()).toEqual([chief.email]);
      clinic.clock.forward(2 * hour);
      await clinic.get(Alerts).escalate();
      expect(await escalated()).toEqual([chief.email, admin.email]);
      clinic.clock.forward(7 * day);
      expect(await clinic.get(Alerts).escalate()).toBe(0);
    });

    it('climbs no more once somebody sees to it, or the facts have ended it', async () => {
      await give(10);
      const [alert, actor] = [await theAlert(), (await clinic.get(Actors).of(officer))!];
      await clinic.get(Alerts).acknowledge(alert.id, actor);
      await clinic.get(Alerts).acknowledge(alert.id, actor);
      clinic.clock.forward(3 * hour);
      expect(await clinic.get(Alerts).escalate()).toBe(0);
      const records = await clinic.reader.of(AuditRecord).findBy({ act: 'alert.acknowledged' });
      expect(records).toHaveLength(1);
    });

    it('waits as long as the bureau says, by medicine and district', async () => {
      const rule = { kind: 'out' as const, threshold: null, districtId, medicineId, escalateMinutes: 5 };
      await clinic.get(Thresholds).set(rule, programActing);
      await give(10);
      clinic.clock.forward(5);
      expect(await clinic.get(Alerts).escalate()).toBe(1);
    });
  });

  describe('is told', () => {
    it('in one mail a person in ten minutes, with everything pending inside', async () => {
      await give(6);
      await gather();
      const second = await approvedOutlet(clinic, { districtId, chainId, name: 'Second outlet' });
      for (const code of ['PARA500', 'IBU300SR', 'ABX30']) {
        const { id } = await medicine(clinic, code);
        await clinic.get(ReorderLevels).set(second, id, 5, programActing);
        clinic.clock.forward(1);
        await gather();
      }
      expect(await mails(officer.email)).toHaveLength(1);
      clinic.clock.forward(7);
      await gather();
      await gather();
      const [first, next] = await mails(officer.email);
      expect(next!.writtenAt.getTime() - first!.writtenAt.getTime()).toBe(10 * 60_000);
      expect(next!.subject).toMatch(/and 2 more$/);
      expect(next!.text).toContain('Second outlet');
      expect(await mails(officer.email)).toHaveLength(2);
      expect(await clinic.reader.of(Notice).countBy({ mailId: IsNull(), droppedAt: IsNull() })).toBe(0);
    });

    it('not at all if it is over before the mail could leave', async () => {
      await give(6);
      await receive(clinic, outletId, 'PARA500', 10);
      await gather();
      expect(await mails()).toEqual([]);
      expect(await clinic.reader.of(Notice).countBy({ droppedAt: Not(IsNull()) })).toBe(3);
    });

    it('once a day, in quiet hours not at all, and in one’s language, by one’s own choice', async () => {
      const visitor = clinic.visitor();
      await visitor.signIn(officer.email, password);
      const choice = { how: 'digest', digestHour: '18', quietFrom: '', quietUntil: '', language: 'zh-CN' };
      await visitor.post('/account/mail', choice);
      await give(10);
      await gather();
      expect(await mails(officer.email)).toEqual([]);
      expect(await mails(manager.email)).toHaveLength(1);
      clinic.clock.forward(9 * hour);
      await gather();
      expect((await mails(officer.email)).map(({ subject }) => subject)).toEqual([
        expect.stringContaining('断货') as string,
      ]);
      const half = await visitor.post('/account/mail', { ...choice, quietFrom: '22' });
      expect(half.status).toBe(422);
    });

    it('of a recall at once, whatever one chose', async () => {
      const actor = (await clinic.get(Actors).of(officer))!;
      const digest = { how: 'digest' as const, digestHour: 18, quietFrom: null, quietUntil: null };
      await clinic.get(MailChoices).choose({ ...digest, language: 'en' }, actor);
      await give(6);
      await gather();
      expect(await mails(officer.email)).toEqual([]);
      const recalled = await receive(clinic, outletId, 'IBU200', 7, { number: 'R1' });
      const news = { medicineId: recalled, number: 'R1', reason: 'glass' };
      await clinic.get(Recalls).announce(news, programActing);
      await gather();
      const [mail] = await mails(officer.email);
      expect(mail!.subject).toMatch(/^Recalled: .* and 1 more$/);
    });

    it('of a bulk event in one mail a person, and to outlets that handed out all they had', async () => {
      const outlets = [];
      for (let n = 0; n < 5; n++) {
        const id = await approvedOutlet(clinic, { districtId, chainId, email: `bulk${n}@clinic.example` });
        await receive(clinic, id, 'PARA500', 10, { number: 'BULK' });
        outlets.push(id);
      }
      await give(10, outlets[0]);
      await clinic.get(Recalls).announce({ medicineId, number: 'BULK', reason: 'glass' }, programActing);
      await gather();
      expect(await mails(officer.email)).toHaveLength(1);
      expect(await mails(manager.email)).toHaveLength(1);
      const [past] = await mails('bulk0@clinic.example');
      expect(past!.text).toContain('has handed some out');
      expect((await mails('bulk1@clinic.example'))[0]!.text).toContain('has 10 tablets');
    });

    it('of each step of a transfer to the other end', async () => {
      const other = await approvedOutlet(clinic, { districtId, email: 'other@clinic.example' });
      const transfers = clinic.get(Transfers);
      const wish = { fromOutletId: outletId, toOutletId: other, medicineId, quantity: 2 };
      const id = newKey(clinic);
      await transfers.ask({ id, ...wish }, programActing);
      clinic.clock.forward(1);
      await transfers.agree(id, 2, programActing);
      clinic.clock.forward(1);
      await transfers.send(id, programActing);
      clinic.clock.forward(1);
      await transfers.receive(id, new Map(), programActing);
      const steps = (await told(clinic, { causeId: id })).map(({ recipient }) => recipient.split('@')[0]);
      expect(steps).toEqual(['outlet', 'other', 'other', 'outlet']);
    });
  });

  describe('is acknowledged from the mail', () => {
    it('without signing in, by a link that alone does nothing, once', async () => {
      await give(10);
      await gather();
      const [link] = links((await mails(officer.email))[0]!);
      const visitor = clinic.visitor();
      const page = await visitor.get(link!);
      expect(textOf(page.body)).toContain('I see to it');
      expect(await theAlert()).toMatchObject({ acknowledgedAt: null });
      await visitor.post(link!, {});
      expect(await theAlert()).toMatchObject({
        acknowledgedAt: clinic.clock.now(),
        acknowledgedBy: officer.name,
        escalateAt: null,
      });
      expect((await visitor.post(link!, {})).status).toBe(409);
      expect(textOf((await visitor.get(link!)).body)).toContain(`${officer.name} sees to it`);
    });

    it('one of several, and then the rest', async () => {
      const second = (await medicine(clinic, 'IBU200')).id;
      await clinic.get(ReorderLevels).set(outletId, second, 5, programActing);
      await give(10);
      await gather();
      const [one, , all] = links((await mails(officer.email))[0]!);
      const visitor = clinic.visitor();
      await visitor.get(one!);
      const alertId = one!.split('alert=')[1]!;
      await visitor.post(one!.split('?')[0]!, { alert: alertId });
      expect((await alerts()).map(({ acknowledgedAt }) => acknowledgedAt !== null).sort()).toEqual([
        false,
        true,
      ]);
      await visitor.post(all!, {});
      expect((await alerts()).every(({ acknowledgedAt }) => acknowledgedAt)).toBe(true);
    });

    it('not by a link that was made up, is a week old, or told less than is wrong now', async () => {
      const visitor = clinic.visitor();
      expect((await visitor.get(`/acknowledgements/${newKey(clinic)}.abc`)).status).toBe(404);
      await give(6);
      await gather();
      const [old] = links((await mails(officer.email))[0]!);
      clinic.clock.forward(1);
      await give(4);
      await visitor.get(old!);
      expect((await visitor.post(old!, {})).status).toBe(409);
      clinic.clock.forward(15);
      await gather();
      const [fresh] = links((await mails(officer.email))[1]!);
      clinic.clock.forward(7 * day + 1);
      expect((await visitor.post(fresh!, {})).status).toBe(409);
      expect(await theAlert()).toMatchObject({ acknowledgedAt: null });
    });

    it('not by a link of somebody who has left', async () => {
      await give(10);
      await gather();
      const [link] = links((await mails(officer.email))[0]!);
      await clinic.get(Staff).disable(officer.id, await acting(clinic, 'admin'));
      expect((await clinic.visitor().get(link!)).status).toBe(404);
    });

    it('or on the page, within reach alone', async () => {
      await give(10);
      const path = `/alerts/${(await theAlert()).id}/acknowledgement`;
      const stranger = await signedIn(clinic, 'officer', [await district(clinic)]);
      await stranger.get('/alerts');
      expect((await stranger.post(path, {})).status).toBe(404);
      const own = await signedIn(clinic, 'counter', [outletId]);
      expect(textOf((await own.get('/alerts')).body)).toContain('I see to it');
      await own.post(path, {});
      expect(textOf((await own.get('/alerts')).body)).toContain('sees to it');
      expect(textOf((await own.get('/alerts?unanswered=1')).body)).toContain('No alerts');
    });
  });

  describe('is opened by time', () => {
    it('when a neighbour has plenty: it says who', async () => {
      const rich = await approvedOutlet(clinic, { districtId, name: 'Rich outlet' });
      await receive(clinic, rich, 'PARA500', 500);
      await clinic.get(ReorderLevels).set(rich, medicineId, 20, programActing);
      await give(10);
      expect(await theAlert()).toMatchObject({
        kind: 'neighbour',
        kinds: ['neighbour', 'out', 'low'],
        facts: { neighbour: { name: 'Rich outlet', usable: 500 } },
      });
      const [one] = await told(clinic, { recipient: officer.email });
      expect(one!.text).toContain(`/outlets/${outletId}/transfers/new?medicine=${medicineId}`);
    });

    it('when a delivery does not come, until it does', async () => {
      await clinic.get(Orders).place(outletId, { id: newKey(clinic), medicineId, units: 20 }, programActing);
      clinic.clock.forward(3 * day);
      await clinic.get(AlertSweep).sweep();
      expect(await alerts()).toEqual([]);
      clinic.clock.forward(day);
      await clinic.get(AlertSweep).sweep();
      await clinic.get(AlertSweep).sweep();
      expect(await alerts()).toMatchObject([
        { kind: 'overdue', facts: { dueOn: '2022-12-22' }, closedAt: null },
      ]);
      await receive(clinic, outletId, 'PARA500', 20);
      await clinic.get(AlertSweep).sweep();
      expect((await theAlert()).closedAt).not.toBeNull();
    });

    it('when a day takes far more than any', async () => {
      await receive(clinic, outletId, 'PARA500', 900);
      for (let n = 0; n < 15; n++) {
        await give(10);
        clinic.clock.forward(day);
        await clinic.get(Planning).closeDays();
      }
      await give(20);
      await clinic.get(AlertSweep).sweep();
      expect(await alerts()).toEqual([]);
      await give(80);
      await clinic.get(AlertSweep).sweep();
      expect(await alerts()).toMatchObject([{ kind: 'unusual', facts: { today: 100 } }]);
      clinic.clock.forward(2 * day);
      await clinic.get(AlertSweep).sweep();
      expect((await theAlert()).closedAt).not.toBeNull();
    });

    it('when nobody has counted for long', async () => {
      clinic.clock.forward(90 * day);
      await clinic.get(AlertSweep).sweep();
      const [alert] = (await alerts()).filter(({ kind }) => kind === 'uncounted');
      expect(alert).toMatchObject({ subject: `outlet:${outletId}`, facts: { days: 90 }, medicineId: null });
    });

    it('when a server refuses an address for good: admins hear of it, until it is cleared', async () => {
      await clinic.close();
      const peer = await SmtpPeer.listen();
      await open({ SMTP_URL: peer.url, SMTP_TIMEOUT: '2', SMTP_RATE: '1000' });
      const admin = await signedIn(clinic, 'admin');
      while ((await clinic.get(Dispatcher).round()) > 0);
      peer.mood = (stage, recipient) =>
        stage === 'rcpt' && String(recipient).includes('outlet@') ? { code: 550 } : 'take';
      await give(10);
      await gather();
      await clinic.get(Dispatcher).round();
      const [alert] = (await alerts()).filter(({ kind }) => kind === 'undeliverable');
      expect(alert).toMatchObject({ outletId: null, facts: { address: 'outlet@clinic.example' } });
      expect(textOf((await admin.get('/alerts')).body)).toContain('outlet@clinic.example');
      // Until it is cleared, the counter is told instead.
      const others = await signedIn(clinic, 'officer');
      expect(textOf((await others.get('/alerts')).body)).not.toContain('outlet@clinic.example');
      await admin.get('/mailbox');
      await admin.post(`/mailbox/addresses/${alert!.subject.split(':')[1]}/clearing`, {});
      expect((await clinic.reader.of(Alert).findOneByOrFail({ id: alert!.id })).closedAt).not.toBeNull();
      await peer.close();
    });
  });

  it('opens by the thresholds of its place', async () => {
    const rule = {
      kind: 'low' as const,
      medicineId: null,
      districtId,
      threshold: 200,
      escalateMinutes: null,
    };
    await clinic.get(Thresholds).set(rule, programActing);
    await give(1);
    expect(await alerts()).toMatchObject([{ kind: 'low', facts: { usable: 9 } }]);
    const visitor = await signedIn(clinic, 'officer');
    const page = (await visitor.get('/alerts/rules')).body;
    expect(textOf(page)).toContain('200 % of the level');
    const [, id] = /\/alerts\/rules\/([^/]+)\/removal/.exec(page)!;
    await visitor.post(`/alerts/rules/${id}/removal`, {});
    expect(await clinic.get(Thresholds).all()).toEqual([]);
  });
});
