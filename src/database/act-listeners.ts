import { Injectable } from '@nestjs/common';
import { type DeclaredMethod, DeclaredMethods } from '../config/declared-methods.js';
import type { Act, ActName } from './act.js';
import { type ActListener, type ChronicleListener, type Hearing, hearingKey, type Moment } from './hears.js';
import type { Unit } from './unit.js';

/** Who must hear of which act: `Class.method` by act, and of all acts of a unit by the moment. */
export type Audience = Readonly<Partial<Record<ActName | Moment, readonly string[]>>>;

interface Heard extends Record<Moment, ChronicleListener[]> {
  readonly named: Map<string, ActListener[]>;
  /** `Class.method`, by what it hears of. */
  readonly audience: Map<string, string[]>;
}

/** Who wants to know of which act: the methods of all rooms that say so by `@Hears` and `@HearsAll`. */
@Injectable()
export class ActListeners {
  private found?: Heard;

  constructor(private readonly methods: DeclaredMethods) {}

  async tell(act: Act, unit: Unit): Promise<void> {
    for (const listener of this.heard.named.get(act.name) ?? []) await listener(act, unit);
  }

  async tellAll(acts: readonly Act[], unit: Unit): Promise<void> {
    if (acts.length === 0) return;
    for (const listener of [...this.heard.done, ...this.heard.last]) await listener(acts, unit);
  }

  /** Listens beside the methods that say so themselves. */
  on<Name extends ActName>(name: Name, listener: ActListener<Name>): void {
    // Each list holds listeners of its own name alone.
    const known = this.heard.named.get(name) ?? [];
    this.heard.named.set(name, [...known, listener as unknown as ActListener]);
  }

  /** Hears of all acts of a unit beside the methods that say so themselves. */
  onAll(when: Moment, listener: ChronicleListener): void {
    this.heard[when].push(listener);
  }

  /** @throws Error where somebody does not hear who must, or hears without being known to */
  assertAudience(expected: Audience): void {
    const { audience } = this.heard;
    const listed = (names: readonly string[] = []) => [...names].sort().join(', ') || 'nobody';
    for (const of of new Set([...Object.keys(expected), ...audience.keys()])) {
      const [must, does] = [listed(expected[of as ActName]), listed(audience.get(of))];
      if (must !== does) throw new Error(`Of ${of} must hear: ${must}. It is heard by: ${does}.`);
    }
  }

  /** The listeners, looked for when every room stands. */
  private get heard(): Heard {
    if (this.found) return this.found;
    this.found = { done: [], last: [], named: new Map(), audience: new Map() };
    for (const method of this.methods.of<Hearing>(hearingKey)) this.add(method);
    return this.found;
  }

  private add({ facts, name, call }: DeclaredMethod<Hearing>): void {
    // The decorators have seen to it that the method takes what it is told.
    if ('acts' in facts) for (const act of facts.acts) this.on(act, call as ActListener);
    else this.onAll(facts.when, call as ChronicleListener);
    const { audience } = this.heard;
    for (const of of 'acts' in facts ? facts.acts : [facts.when])
      audience.set(of, [...(audience.get(of) ?? []), name]);
  }
}
