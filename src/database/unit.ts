import type { EntityManager } from 'typeorm';
import type { Act, Author } from './act.js';

/** One unit of work while it runs: its manager, who acts, and when. */
export class Unit {
  constructor(
    readonly manager: EntityManager,
    readonly author: Author,
    readonly at: Date,
    readonly newKey: () => string,
    private readonly tell: (act: Act, unit: Unit) => Promise<void>,
  ) {}

  /** Records an act: it enters the audit trail, and whoever listens reacts within this unit. */
  async record(act: Act): Promise<void> {
    await this.tell(act, this);
  }
}
