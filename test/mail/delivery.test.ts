import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, describe, expect, it } from 'vitest';
import { Dispatcher } from '../../src/mail/dispatcher.js';
import { MailAttempt, RefusedAddress } from '../../src/mail/mail-history.entity.js';
import { Mail } from '../../src/mail/mail.entity.js';
import { MailTransport } from '../../src/mail/mail-transport.js';
import { Calendar } from '../../src/config/calendar.js';
import { Settings } from '../../src/config/settings.js';
import { UnitOfWork } from '../../src/database/unit-of-work.js';
import { Keys } from '../../src/database/keys.js';
import { projectRoot } from '../../src/web/project-root.js';
import { Clinic } from '../support/clinic.js';
import { signedIn } from '../support/people.js';
import { type Mood, SmtpPeer, type Stage } from '../support/smtp-peer.js';

/** The server's moods, one after another; after the last it takes everything. */
const inTurn = (stage: Stage, ...moods: Mood[]) => {
  const left = [...moods];
  return (at: Stage) => (at === stage && left.length > 0 ? left.shift()! : 'take');
};

describe('A mail', () => {
  let clinic: Clinic;
  let peer: SmtpPeer;

  afterEach(async () => {
    await clinic.close();
    await peer.close();
  });

  const open = async (env: Record<string, string> = {}, listening?: SmtpPeer) => {
    peer = listening ?? (await SmtpPeer.listen());
    clinic = await Clinic.open({ SMTP_URL: peer.url, SMTP_TIMEOUT: '2', SMTP_RATE: '1000', ...env });
  };

  /** Puts mails into the outbox as an act does. */
  const write = async (count = 1, recipient = (n: number) => `reader${n}@clinic.example`) => {
    const now = clinic.clock.now();
    const mails = Array.from({ length: count }, (_, n) => {
      const id = clinic.get(Keys).next(now);
      return {
        id,
        messageId: `<${id}@bianmin.example>`,
        recipient: recipient(n),
        language: 'en' as const,
        subject: `Shelf ${n} is low`,
        text: 'What, where, since when, what to do.',
        html: '<p>What, where, since when, what to do.</p>',
        calendar: null,
        cause: 'alert.opened',
        causeId: id,
        writtenAt: now,
        state: 'queued' as const,
        attempts: 0,
        nextAttemptAt: now,
      };
    });
    await clinic.writer.getRepository(Mail).insert(mails);
    return mails.map(({ id }) => id);
  };

  const round = () => clinic.get(Dispatcher).round();
  const mail = async (id: string) => clinic.reader.of(Mail).findOneByOrFail({ id });
  const history = async (mailId: string) =>
    (await clinic.reader.of(MailAttempt).find({ where: { mailId }, order: { at: 'ASC' } })).map(
      ({ outcome, code }) => `${outcome}${code === null ? '' : ` ${code}`}`,
    );
  /** Rounds until nothing is queued, a minute of the clock apart. */
  const settle = async (minutes = 30) => {
    for (let n = 0; n < minutes; n++) {
      await round();
      if ((await clinic.reader.of(Mail).countBy({ state: 'queued' })) === 0) return;
      clinic.clock.forward(1);
    }
  };

  it('that is greylisted is tried again and arrives once', async () => {
    await open();
    peer.mood = inTurn('rcpt', { code: 451 });
    const [id] = await write();
    await settle();
    expect(await mail(id!)).toMatchObject({ state: 'sent', attempts: 2 });
    expect(await history(id!)).toEqual(['later 451', 'sent']);
    expect(peer.times).toEqual([1]);
  });

  it.each<[Stage, number, string, boolean]>([
    ['connect', 421, 'sent', false],
    ['connect', 554, 'sent', false],
    ['mail', 451, 'sent', false],
    ['mail', 553, 'sent', false],
    ['rcpt', 452, 'sent', false],
    ['rcpt', 550, 'refused', true],
    ['rcpt', 552, 'refused', false],
    ['data', 451, 'sent', false],
    ['data', 554, 'refused', false],
    ['dot', 452, 'sent', false],
    ['dot', 554, 'refused', false],
  ])(
    'that is refused at %s with %i ends up %s, and the address is marked: %s',
    async (stage, code, state, marked) => {
      await open();
      peer.mood = inTurn(stage, { code });
      const [id] = await write();
      await settle();
      expect(await mail(id!)).toMatchObject({ state });
      expect(peer.accepted).toHaveLength(state === 'sent' ? 1 : 0);
      expect(await clinic.reader.of(RefusedAddress).count()).toBe(marked ? 1 : 0);
    },
  );

  it('to an address that was refused for good is held until an administrator lets it go', async () => {
    await open();
    peer.mood = (stage, recipient) =>
      stage === 'rcpt' && recipient.startsWith('gone') ? { code: 550 } : 'take';
    const [id] = await write(1, () => 'gone@clinic.example');
    await settle();
    const tries = peer.reached.rcpt;
    const [second] = await write(1, () => 'Gone@clinic.example');
    await settle();
    expect(peer.reached.rcpt).toBe(tries);
    expect(await history(second!)).toEqual(['held 550']);

    const admin = await signedIn(clinic, 'admin');
    const page = (await admin.get('/mailbox')).body;
    expect(page).toContain('Addresses that refuse mail');
    expect(page).toContain('gone@clinic.example');
    const { id: mark } = await clinic.reader.of(RefusedAddress).findOneByOrFail({});
    peer.mood = () => 'take';
    clinic.clock.forward(1);
    await admin.post(`/mailbox/addresses/${mark}/clearing`);
    await settle();
    expect(await mail(id!)).toMatchObject({ state: 'sent' });
    expect(await mail(second!)).toMatchObject({ state: 'sent' });
    expect((await admin.get(`/mailbox/${id}`)).body).toMatch(/refused for good[^]*taken by the server/);
  });

  it('whose connection is cut before the final dot arrives once', async () => {
    await open();
    peer.mood = inTurn('data', 'cut', 'cut');
    const ids = await write(3);
    await settle();
    for (const id of ids) expect(await mail(id)).toMatchObject({ state: 'sent' });
    expect(peer.times.sort()).toEqual([1, 1, 1]);
  });

  it('whose acknowledgement is cut arrives twice, and no other does', async () => {
    await open();
    peer.mood = inTurn('dot', 'cut');
    const ids = await write(3);
    await settle();
    for (const id of ids) expect(await mail(id)).toMatchObject({ state: 'sent' });
    expect(peer.times.sort()).toEqual([1, 1, 2]);
  });

  it('arrives once at a slow server, and a silent one is left', async () => {
    await open();
    peer.mood = () => ({ slowMs: 300 });
    const [id] = await write();
    await settle();
    expect(peer.times).toEqual([1]);
    peer.mood = inTurn('rcpt', { slowMs: Infinity });
    const [second] = await write();
    await round();
    expect(await mail(second!)).toMatchObject({ state: 'queued', attempts: 1 });
    await settle();
    expect(await mail(id!)).toMatchObject({ state: 'sent' });
    expect(peer.times).toEqual([1, 1]);
  });

  it('waits out a server that is down for an hour, and arrives once', async () => {
    await open();
    const ids = await write(25);
    await peer.close();
    for (let minute = 0; minute < 60; minute++) {
      await round();
      clinic.clock.forward(1);
    }
    const tries = (await clinic.reader.of(Mail).findOneByOrFail({ id: ids[0]! })).attempts;
    expect(tries).toBeGreaterThan(4);
    expect(tries).toBeLessThan(10);
    peer = await SmtpPeer.listen({}, peer.port);
    await settle(200);
    expect(await clinic.reader.of(Mail).countBy({ state: 'sent' })).toBe(25);
    expect(peer.times).toHaveLength(25);
    expect(new Set(peer.times)).toEqual(new Set([1]));
  });

  it('is sent once by two dispatchers at work, over few connections', async () => {
    await open();
    peer.mood = () => ({ slowMs: 5 });
    await write(60);
    const other = new (Dispatcher as new (...parts: unknown[]) => Dispatcher)(
      ...(['units', 'reader', 'transport', 'calendar', 'settings'] as const).map(
        (part) => (clinic.get(Dispatcher) as unknown as Record<string, unknown>)[part],
      ),
    );
    const work = async (one: Dispatcher) => {
      while ((await one.round()) > 0);
    };
    await Promise.all([work(clinic.get(Dispatcher)), work(other)]);
    expect(peer.times).toHaveLength(60);
    expect(new Set(peer.times)).toEqual(new Set([1]));
    expect(peer.most).toBeLessThanOrEqual(3);
  });

  it('leaves no faster than the rate that is set', async () => {
    await open({ SMTP_RATE: '5' });
    await write(12);
    const began = Date.now();
    await round();
    expect(peer.times).toHaveLength(12);
    expect(Date.now() - began).toBeGreaterThan(1900);
  });

  it('goes to a server whose certificate is vouched for, and to no other', async () => {
    // Made for these tests alone: nobody else vouches for it.
    const authority = join(projectRoot, 'test/support/certificates/localhost.pem');
    const secure = await SmtpPeer.listen({
      secure: true,
      cert: readFileSync(authority),
      key: readFileSync(authority.replace('.pem', '.key')),
    });
    const url = `smtps://localhost:${secure.port}`;
    await open({ SMTP_URL: url }, secure);
    const [id] = await write();
    await round();
    expect(await mail(id!)).toMatchObject({ state: 'queued', attempts: 1 });
    expect(secure.accepted).toEqual([]);
    await clinic.close();

    clinic = await Clinic.open({ SMTP_URL: url, SMTP_CA_FILE: authority });
    const [second] = await write();
    await round();
    expect(await mail(second!)).toMatchObject({ state: 'sent' });
    expect(secure.times).toEqual([1]);
  });

  it('that was under way when the process was killed is sent by another when its lease has ended', async () => {
    await open();
    peer.mood = (stage) => (stage === 'dot' && peer.reached.dot === 0 ? { slowMs: Infinity } : 'take');
    const [id] = await write();
    const { DATABASE_URL, SMTP_URL } = clinic.get(Settings);
    const child = spawn(process.execPath, [join(projectRoot, 'test/support/dispatch-once.mjs')], {
      cwd: projectRoot,
      env: {
        ...process.env,
        NODE_ENV: 'test',
        DATABASE_URL,
        SMTP_URL,
        NOW: clinic.clock.now().toISOString(),
      },
      stdio: ['ignore', 'inherit', 'inherit'],
    });
    for (let tries = 0; peer.reached.dot === 0 && tries < 300; tries++) await wait(100);
    child.kill('SIGKILL');
    await once(child, 'exit');
    expect(peer.reached.dot).toBe(1);
    // Nobody touches it while the lease holds: the other process might be alive.
    await round();
    expect(peer.accepted).toEqual([]);
    clinic.clock.forward(2);
    await round();
    expect(await mail(id!)).toMatchObject({ state: 'sent' });
    expect(peer.times).toEqual([1]);
  });

  it('that a slow server takes its time over stays with who sends it, as long as they live', async () => {
    await open();
    let goOn = () => {};
    const slow = new Promise<void>((resolve) => (goOn = resolve));
    const transport = clinic.get(MailTransport);
    const deliver = transport.deliver.bind(transport);
    transport.deliver = async (one) => slow.then(() => deliver(one));
    const [id] = await write();
    const sending = round();
    while (!(await mail(id!)).leasedBy) await wait(10);
    const other = new Dispatcher(clinic.get(UnitOfWork), clinic.reader, transport, clinic.get(Calendar));
    for (let minutes = 0; minutes < 5; minutes++) {
      await clinic.get(Dispatcher).renew([{ id: id! }]);
      clinic.clock.forward(0.9);
      expect(await other.round()).toBe(0);
    }
    goOn();
    await sending;
    expect(await mail(id!)).toMatchObject({ state: 'sent' });
    expect(peer.times).toEqual([1]);
  });
});
