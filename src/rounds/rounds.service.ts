import { setMaxListeners } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import { type BeforeApplicationShutdown, Injectable, Logger } from '@nestjs/common';
import { DeclaredMethods } from '../config/declared-methods.js';
import { type RoundFacts, roundKey } from '../config/round.js';
import { Settings } from '../config/settings.js';
import { Leases } from './leases.service.js';

const firstAfterMs = 1000;

/** A round as a room declared it. */
interface Declared extends RoundFacts {
  run(): Promise<unknown>;
}

/**
 * Goes round while the program serves. Each round that a room declares by `@Round` has a loop and a lease of its own:
 * a mail server that is silent keeps no referral from its time-out.
 */
@Injectable()
export class Rounds implements BeforeApplicationShutdown {
  private readonly log = new Logger(Rounds.name);
  private readonly stopping = new AbortController();
  private loops: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly methods: DeclaredMethods,
    private readonly leases: Leases,
    private readonly settings: Settings,
  ) {}

  start(): void {
    const rounds = this.declared();
    // Each listens for the end.
    setMaxListeners(rounds.length, this.stopping.signal);
    this.loops = Promise.all(rounds.map((round) => this.loop(round)));
  }

  /** Every round of every room. @throws Error where two have one name, for they would share a lease */
  declared(): Declared[] {
    const rounds = this.methods
      .of<RoundFacts>(roundKey)
      .map(({ facts, call }) => ({ ...facts, run: () => call() }));
    const names = rounds.map(({ name }) => name);
    const twice = names.find((name, i) => names.indexOf(name) !== i);
    if (twice !== undefined) throw new Error(`Two rounds are named ${twice}.`);
    return rounds;
  }

  /**
   * Waits for the rounds that are under way, so that no mail is cut off in the middle; but not for a mail server that
   * has fallen silent. What was leased to it is sent by whoever comes next, when the lease is over.
   */
  async beforeApplicationShutdown(): Promise<void> {
    this.stopping.abort();
    const patience = (this.settings.SHUTDOWN_DEADLINE * 1000) / 3;
    await Promise.race([this.loops, wait(patience, undefined, { ref: false })]);
    await this.leases.release();
  }

  /** Timers count on a clock that nobody sets: a round neither stops nor races when the time of day is put right. */
  private async loop(round: Declared): Promise<void> {
    let pause = firstAfterMs;
    while (await this.slept(pause)) {
      await this.once(round);
      pause = round.everySeconds * 1000;
    }
  }

  private async once(round: Declared): Promise<void> {
    const { name, inEveryProcess } = round;
    try {
      await (inEveryProcess ? round.run() : this.leases.whileHeld(name, () => round.run()));
    } catch (error) {
      this.log.error(`${name}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
    }
  }

  /** @returns false when the program ends meanwhile */
  private slept(ms: number): Promise<boolean> {
    return wait(ms, true, { signal: this.stopping.signal }).catch(() => false);
  }
}
