import type { EntityManager } from 'typeorm';
import type { Act, Author } from './act.js';
import { Figures } from './figures.js';
import { type Held, nameOfHeld } from './hold-order.js';
import type { Isolation } from './transactions.js';

interface Ways {
  readonly newKey: () => string;
  readonly tell: (act: Act, unit: Unit) => Promise<void>;
  /** Whether holding things in another order than theirs is refused, as a slip of the pen. */
  readonly strict: boolean;
}

/** One unit of work while it runs: its manager, who acts, and when. */
export class Unit {
  /** What happened in it so far. */
  readonly acts: Act[] = [];
  /** Figures that pages show, raised with the act and written when its work is done. */
  readonly figures = new Figures();
  private readonly held = new Set<string>();
  private readonly isPostgres: boolean;

  constructor(
    readonly manager: EntityManager,
    readonly author: Author,
    readonly at: Date,
    private readonly isolation: Isolation,
    private readonly ways: Ways,
  ) {
    this.isPostgres = manager.connection.options.type === 'postgres';
  }

  /** A new primary key, in the order of time. */
  newKey(): string {
    return this.ways.newKey();
  }

  /** Records an act: it enters the audit trail, and whoever listens reacts within this unit. */
  async record(act: Act): Promise<void> {
    this.acts.push(act);
    await this.ways.tell(act, this);
  }

  /**
   * Holds things until the unit ends: another that holds one of them waits before it reads. Only for acts that are run
   * by `runHolding`, before what they decide by is read; an act that holds several names them at once, or in the order
   * of docs/invariants.md, so that no two wait for each other.
   */
  async hold(...things: readonly Held[]): Promise<void> {
    if (things.length > 0 && this.isolation !== 'holding')
      throw new Error(`An act that holds a ${things[0]!.kind} must be run holding.`);
    const more = [...new Set(things.map(nameOfHeld))].filter((name) => !this.held.has(name)).sort();
    if (more.length === 0) return;
    if (this.ways.strict && [...this.held].some((name) => name > more[0]!))
      throw new Error(`${more[0]} is held too late: docs/invariants.md says in which order.`);
    for (const name of more) this.held.add(name);
    if (!this.isPostgres) return;
    await this.manager.query(
      'SELECT pg_advisory_xact_lock(hashtextextended(name, 0)) FROM unnest($1::text[]) AS name',
      [more],
    );
  }

  /** How a row is read that the act then changes by what it read: nobody else may change it meanwhile. */
  get lock(): { readonly mode: 'for_no_key_update' } | undefined {
    return this.isPostgres ? { mode: 'for_no_key_update' } : undefined;
  }
}
