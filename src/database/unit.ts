import type { EntityManager } from 'typeorm';
import type { Act, Author } from './act.js';

/** One unit of work while it runs: its manager, who acts, and when. */
export class Unit {
  /** What happened in it so far. */
  readonly acts: Act[] = [];

  constructor(
    readonly manager: EntityManager,
    readonly author: Author,
    readonly at: Date,
    readonly newKey: () => string,
    private readonly tell: (act: Act, unit: Unit) => Promise<void>,
  ) {}

  /** Records an act: it enters the audit trail, and whoever listens reacts within this unit. */
  async record(act: Act): Promise<void> {
    this.acts.push(act);
    await this.tell(act, this);
  }
}
