import { Injectable } from '@nestjs/common';
import type { Act, ActName, ActOf } from './act.js';
import type { Unit } from './unit.js';

export type ActListener<Name extends ActName = ActName> = (act: ActOf<Name>, unit: Unit) => Promise<void>;
export type ChronicleListener = (acts: readonly Act[], unit: Unit) => Promise<void>;

/**
 * Who wants to know of which act. A listener runs inside the unit of work of the act:
 * what it writes stands or falls with the act. So a higher floor reacts to a lower one
 * that knows nothing of it.
 */
@Injectable()
export class ActListeners {
  private readonly judges: ChronicleListener[] = [];
  private readonly chroniclers: ChronicleListener[] = [];
  private readonly named = new Map<string, ActListener[]>();

  /** Hears of all acts of a unit when its work is done, and may record more. */
  beforeEnd(listener: ChronicleListener): void {
    this.judges.push(listener);
  }

  /** Hears of all acts of a unit together, last of all before it is committed. */
  onEnd(listener: ChronicleListener): void {
    this.chroniclers.push(listener);
  }

  /** Listens for an act, or for several whose listener takes any of them. */
  on<Name extends ActName>(name: Name, listener: ActListener<Name>): void {
    // Each list holds listeners of its own name alone.
    this.named.set(name, [...(this.named.get(name) ?? []), listener as unknown as ActListener]);
  }

  async tell(act: Act, unit: Unit): Promise<void> {
    for (const listener of this.named.get(act.name) ?? []) await listener(act, unit);
  }

  async tellAll(acts: readonly Act[], unit: Unit): Promise<void> {
    if (acts.length === 0) return;
    for (const listener of [...this.judges, ...this.chroniclers]) await listener(acts, unit);
  }
}
