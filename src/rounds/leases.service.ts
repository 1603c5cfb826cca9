import { randomUUID } from 'node:crypto';
import { Injectable, Logger } from '@nestjs/common';
import { Clock } from '../config/clock.js';
import { theProgram } from '../database/act.js';
import { instantText } from '../database/columns.js';
import { Reader } from '../database/connections.js';
import { UnitOfWork } from '../database/unit-of-work.js';
import { RoundLease } from './round-lease.entity.js';

const leaseMs = 30_000;
/** A lease is renewed when less than this is left: not at every round, for each renewal is a write. */
const renewBelowMs = 15_000;
const renewWhileWorkingMs = 10_000;

/** Leases on rounds, kept in the database: of several processes one does a round; when it dies, another takes over. */
@Injectable()
export class Leases {
  private readonly log = new Logger(Leases.name);
  private readonly me = randomUUID();
  private readonly until = new Map<string, number>();

  constructor(
    private readonly units: UnitOfWork,
    private readonly reader: Reader,
    private readonly clock: Clock,
  ) {}

  /** Does some work if this process holds the lease or can take it; holds it until the work is done. */
  async whileHeld(name: string, work: () => Promise<unknown>): Promise<void> {
    if (!(await this.take(name))) return;
    const renewal = setInterval(() => {
      this.write(name).catch((error: unknown) => this.log.error(error));
    }, renewWhileWorkingMs);
    try {
      await work();
    } finally {
      clearInterval(renewal);
    }
  }

  /** Gives up all leases, so that another process need not wait for their end. */
  async release(): Promise<void> {
    if (this.until.size === 0) return;
    this.until.clear();
    await this.units.run(theProgram, (unit) =>
      unit.manager.update(RoundLease, { heldBy: this.me }, { heldUntil: unit.at }),
    );
  }

  private async take(name: string): Promise<boolean> {
    const now = this.clock.now().getTime();
    if ((this.until.get(name) ?? 0) - now > renewBelowMs) return true;
    const lease = await this.reader.of(RoundLease).findOneBy({ id: name });
    if (lease && lease.heldBy !== this.me && lease.heldUntil.getTime() > now) return false;
    return this.write(name);
  }

  /** @returns whether it is this process's now */
  private async write(name: string): Promise<boolean> {
    return this.units.run(theProgram, async (unit) => {
      const heldUntil = new Date(unit.at.getTime() + leaseMs);
      const fresh = { id: name, heldBy: this.me, heldUntil };
      await unit.manager.createQueryBuilder().insert().into(RoundLease).values(fresh).orIgnore().execute();
      const { affected } = await unit.manager
        .createQueryBuilder()
        .update(RoundLease)
        .set({ heldBy: this.me, heldUntil })
        .where('id = :name AND (held_by = :me OR held_until <= :now)', {
          name,
          me: this.me,
          now: instantText(unit.at),
        })
        .execute();
      if (affected === 1) this.until.set(name, heldUntil.getTime());
      else this.until.delete(name);
      return affected === 1;
    });
  }
}
