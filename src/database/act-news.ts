import type { Act, ActName } from './act.js';

type Listener = () => void;

/**
 * Says, in every process, that acts of some names were committed: whoever holds in memory what they change lets go of
 * it. Between processes it is heard a moment later; while a process may have missed some, `isHearing` is false.
 */
export class ActNews {
  private readonly listeners = new Map<ActName, Listener[]>();
  private hears = true;

  /** Whether nothing that was committed elsewhere stays unheard now. */
  get isHearing(): boolean {
    return this.hears;
  }

  on(names: readonly ActName[], listener: Listener): void {
    for (const name of names) this.listeners.set(name, [...(this.listeners.get(name) ?? []), listener]);
  }

  /** The names, among some acts, that anybody listens for. */
  wanted(acts: readonly Act[]): ActName[] {
    return [...new Set(acts.map(({ name }) => name))].filter((name) => this.listeners.has(name));
  }

  happened(names: readonly ActName[]): void {
    const concerned = new Set(names.flatMap((name) => this.listeners.get(name) ?? []));
    for (const listener of concerned) listener();
  }

  /** Another program may have done anything. */
  anythingHappened(): void {
    this.happened([...this.listeners.keys()]);
  }

  deaf(): void {
    this.hears = false;
  }

  hearing(): void {
    this.hears = true;
    this.anythingHappened();
  }
}
