import type { Socket } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Passwords } from '../../src/staff/passwords.service.js';
import { Clinic } from '../support/clinic.js';
import { freshDatabase } from '../support/database.js';
import { Sender } from '../support/hostile.js';
import { member, password } from '../support/people.js';
import { Program, silentServer } from '../support/program.js';
import { facility } from '../support/town.js';

const deadline = 5;
const streams = 2_000;

describe('The end of the program', () => {
  let url: string;
  let nurse: string;
  let admin: string;
  let mail: Awaited<ReturnType<typeof silentServer>>;

  beforeAll(async () => {
    url = await freshDatabase();
    const clinic = await Clinic.open({ DATABASE_URL: url });
    nurse = (await member(clinic, 'hospital', [await facility(clinic)])).email;
    admin = (await member(clinic, 'admin')).email;
    await clinic.get(Passwords).forgotten(admin);
    await clinic.close();
    mail = await silentServer();
  });
  afterAll(() => mail.server.close());

  it('comes within its deadline, with a stalled upload, a silent mail server and 2,000 open streams', async () => {
    const program = await Program.start({
      DATABASE_URL: url,
      SMTP_URL: mail.url,
      SMTP_TIMEOUT: '60',
      SHUTDOWN_DEADLINE: String(deadline),
    });
    const open: Socket[] = [];
    const listener = new Sender(program.port);
    await listener.signIn(nurse, password);
    const news = `GET /inbox/news HTTP/1.1\r\nHost: x\r\nAccept: text/event-stream\r\nCookie: ${listener.cookies}\r\n\r\n`;
    for (let i = 0; i < streams; i += 50)
      open.push(
        ...(await Promise.all(Array.from({ length: 50 }, () => program.send(news, 'for an answer')))),
      );
    const sender = new Sender(program.port);
    await sender.signIn(admin, password);
    const upload =
      `POST /imports/outlets HTTP/1.1\r\nHost: x\r\nCookie: ${sender.cookies}\r\nContent-Length: 5000000\r\n` +
      'Content-Type: multipart/form-data; boundary=b\r\n\r\n--b\r\nContent-Disposition: form-data; name="file"; filename="a.csv"\r\n\r\nx';
    open.push(await program.send(upload, 'for nothing'));
    while (mail.connections.length === 0) await new Promise((soon) => setTimeout(soon, 50));
    expect(open.every((socket) => !socket.destroyed)).toBe(true);

    const before = Date.now();
    program.signal('SIGTERM');
    await program.ended;
    // The deadline, and what a busy machine takes to notice that a process has ended.
    expect((Date.now() - before) / 1000).toBeLessThan(deadline + 10);
    for (const socket of [...open, ...mail.connections]) socket.destroy();
    listener.close();
    sender.close();
  }, 120_000);

  it('is at once where nothing is under way', async () => {
    const program = await Program.start({ DATABASE_URL: url });
    program.signal('SIGTERM');
    expect(await program.ended).toBe('SIGTERM');
  });
});
