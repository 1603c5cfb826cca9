import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { Dice } from '../../src/demo/dice.js';
import { Imports } from '../../src/imports/imports.service.js';
import { programActing } from '../../src/staff/actor.js';
import { roles } from '../../src/staff/domain/roles.js';
import { Ask } from '../../src/web/ask.js';
import { fileFieldOf } from '../../src/web/form-shape.js';
import { Clinic } from '../support/clinic.js';
import { fullTown } from '../support/full-town.js';
import {
  type Door,
  doorsOf,
  fileBody,
  Hostile,
  markup,
  oddHeaders,
  rawBodies,
  Sender,
  type Sent,
} from '../support/hostile.js';
import { member, password } from '../support/people.js';

const requests = 20_000;
const atOnce = 16;
const formType = { 'content-type': 'application/x-www-form-urlencoded' };

/** Routes that end the sign-in that sends them, and one that answers for as long as somebody listens. */
const leftOut = /^\/(sign-in|sign-out|account\/password|account\/revoked-sign-ins|inbox\/news)$/;

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

/** MB of what is in use, once everything that is let go has been collected. */
async function memoryAtRest(): Promise<number> {
  for (let i = 0; i < 3; i++) {
    collectGarbage();
    await new Promise((soon) => setTimeout(soon, 50));
  }
  const { heapUsed, external } = process.memoryUsage();
  return (heapUsed + external) / 1024 / 1024;
}

/** A register's file that an admin uploaded. */
async function uploaded(clinic: Clinic): Promise<string> {
  const file = { name: 'a.csv', content: Buffer.from('id,name,addr\n1,A,臺中市西區民權路1號\n') };
  return clinic.get(Imports).upload('outlets', file, programActing);
}

describe('Hostile requests', () => {
  let clinic: Clinic;
  let port: number;
  let keys: Record<string, string>;
  let doors: Door[];
  const senders: Sender[] = [];
  const queryNames = new Set<string>();
  let noteNames: () => void;

  beforeAll(async () => {
    clinic = await Clinic.open();
    const town = await fullTown(clinic);
    keys = { ...town.keys, kind: 'outlets', week: '2022-12-19', import: await uploaded(clinic) };
    port = Number(new URL(await clinic.listen()).port);
    doors = doorsOf(clinic);
    for (const role of roles) {
      const { email } = await member(clinic, role, town.places[role]);
      const sender = new Sender(port);
      await sender.signIn(email, password);
      senders.push(sender);
    }
    senders.push(new Sender(port));
    // Which words of the query each page asks for, the pages themselves say.
    const asked = vi.spyOn(Ask.prototype, 'query');
    noteNames = () => asked.mock.calls.splice(0).forEach(([name]) => queryNames.add(name));
  });
  afterAll(async () => {
    for (const sender of senders) sender.close();
    await clinic.close();
  });

  const open = () => doors.filter(({ path }) => !leftOut.test(path));

  function invented(hostile: Hostile, dice: Dice, sender: Sender): Sent {
    const { method, path, form } = dice.one(open());
    const url = hostile.path(path);
    const odd = dice.chance(0.08) ? dice.one(oddHeaders) : {};
    if (method === 'GET') {
      const verb = dice.chance(0.03) ? dice.one(['HEAD', 'OPTIONS', 'PUT', 'DELETE', 'PATCH']) : 'GET';
      return { method: verb, url: url + hostile.query([...queryNames]), headers: odd };
    }
    if (dice.chance(0.08)) {
      const { headers, body } = dice.one(rawBodies);
      return { method, url, headers: { ...odd, ...headers }, body };
    }
    if (form && fileFieldOf(form) && dice.chance(0.8)) {
      const { headers, body } = fileBody(form, sender.token, hostile.text());
      return { method, url, headers: { ...odd, ...headers }, body };
    }
    const body = hostile.body(form, sender.token);
    return { method, url, headers: { ...odd, ...formType }, body };
  }

  it('are each answered with less than 500, print no markup, and leave no memory behind', async () => {
    const dice = new Dice(Number(process.env.SEED ?? 20221219));
    const hostile = new Hostile(dice, keys);
    const failed: object[] = [];
    const statuses: Record<number, number> = {};
    let before = 0;
    let sent = 0;
    const one = async () => {
      noteNames();
      const sender = dice.chance(0.55) ? senders[0]! : dice.one(senders);
      const what = invented(hostile, dice, sender);
      const told = { ...what, body: what.body?.slice(0, 600), url: what.url.slice(0, 300) };
      const answer = await sender.send(what).catch((error: Error) => ({ error: error.message }));
      if ('error' in answer) return void failed.push({ ...told, error: answer.error });
      statuses[answer.status] = (statuses[answer.status] ?? 0) + 1;
      if (/^(?!\/)|^\/[/\\]/.test(answer.location ?? '/')) failed.push({ ...told, sentTo: answer.location });
      if (answer.status >= 500) failed.push({ ...told, status: answer.status });
      else if (answer.type.startsWith('text/html') && answer.body.includes(markup.slice(0, 12)))
        failed.push({ ...told, reflected: true });
    };
    const worker = async () => {
      while (sent < requests && failed.length < 400) {
        sent += 1;
        // What is loaded once is loaded by then.
        if (sent === requests / 4) before = await memoryAtRest();
        await one();
      }
    };
    await Promise.all(Array.from({ length: atOnce }, worker));
    expect(failed).toEqual([]);
    const reached = Object.entries(statuses).filter(([status]) => Number(status) < 400);
    process.stdout.write(`Hostile requests by status: ${JSON.stringify(statuses)}\n`);
    // If nobody came further than the door, nothing was tried.
    expect(reached.reduce((sum, [, count]) => sum + count, 0)).toBeGreaterThan(requests / 20);
    expect(statuses[422]).toBeGreaterThan(requests / 20);
    expect((await memoryAtRest()) - before).toBeLessThan(64);
  }, 900_000);
});
