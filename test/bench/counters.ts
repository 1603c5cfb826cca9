import type { Clinic } from '../support/clinic.js';
import { Client } from '../support/client.js';
import { member, password } from '../support/people.js';
import { visitForm } from '../support/visit-form.js';
import { receive } from '../support/town.js';

/** Somebody who works at a counter. */
export interface CounterPerson {
  readonly email: string;
  readonly outletId: string;
}

/** What a run of visits was like. */
export interface Run {
  readonly visits: number;
  readonly seconds: number;
  /** Milliseconds from form to answer, the quickest first. */
  readonly times: readonly number[];
  /** Answers that were not the expected one, by status. */
  readonly otherwise: Readonly<Record<number, number>>;
}

/** One person an outlet, and enough on its shelf. */
export async function people(clinic: Clinic, outlets: readonly string[]): Promise<CounterPerson[]> {
  const all: CounterPerson[] = [];
  for (const outletId of outlets) {
    await receive(clinic, outletId, 'PARA500', 900_000, { expiresOn: '2090-01-01' });
    all.push({ email: (await member(clinic, 'counter', [outletId])).email, outletId });
  }
  return all;
}

/** Counters that are signed in at a server, each on a connection of its own. */
export class Counters {
  private constructor(
    private readonly clients: readonly Client[],
    private readonly outlets: readonly string[],
  ) {}

  /** @param ports of the servers, which serve them in turn */
  static async at(ports: readonly number[], people: readonly CounterPerson[]): Promise<Counters> {
    const clients = await Promise.all(
      people.map(async ({ email }, n) => {
        const client = new Client(ports[n % ports.length]!);
        await client.signIn(email, password);
        return client;
      }),
    );
    return new Counters(
      clients,
      people.map(({ outletId }) => outletId),
    );
  }

  /** Each logs so many visits, one after another. @param goesOn ends it before */
  async log(each: number, goesOn: () => boolean = () => true): Promise<Run> {
    const times: number[] = [];
    const otherwise: Record<number, number> = {};
    const began = performance.now();
    const work = this.clients.map(async (client, n) => {
      for (let i = 0; i < each && goesOn(); i++) {
        const sent = performance.now();
        const { status } = await client.post(`/outlets/${this.outlets[n]!}/visits`, visitForm(i));
        times.push(performance.now() - sent);
        if (status !== 303) otherwise[status] = (otherwise[status] ?? 0) + 1;
      }
    });
    await Promise.all(work);
    const seconds = (performance.now() - began) / 1000;
    return { visits: times.length, seconds, times: times.sort((a, b) => a - b), otherwise };
  }

  close(): void {
    for (const client of this.clients) client.close();
  }
}

/** The figure below which so many of a hundred lie. */
export const percentile = (sorted: readonly number[], hundredth: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor((sorted.length * hundredth) / 100))]!;

/** What was answered otherwise than expected, in words. */
export const failures = (...runs: readonly Run[]): number =>
  runs.flatMap(({ otherwise }) => Object.values(otherwise)).reduce((sum, count) => sum + count, 0);
