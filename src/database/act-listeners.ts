import { Injectable } from '@nestjs/common';
import type { Act } from './act.js';
import type { Unit } from './unit.js';

export type ActListener = (act: Act, unit: Unit) => Promise<void>;

/**
 * Who wants to know of which act. A listener runs inside the unit of work of the act:
 * what it writes stands or falls with the act. So a higher floor reacts to a lower one
 * that knows nothing of it.
 */
@Injectable()
export class ActListeners {
  private readonly every: ActListener[] = [];
  private readonly named = new Map<string, ActListener[]>();

  onEvery(listener: ActListener): void {
    this.every.push(listener);
  }

  on(name: string, listener: ActListener): void {
    this.named.set(name, [...(this.named.get(name) ?? []), listener]);
  }

  async tell(act: Act, unit: Unit): Promise<void> {
    for (const listener of [...this.every, ...(this.named.get(act.name) ?? [])]) await listener(act, unit);
  }
}
