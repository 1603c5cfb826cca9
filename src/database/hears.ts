import type { Act, ActName, ActOf } from './act.js';
import type { Unit } from './unit.js';

export type ActListener<Name extends ActName = ActName> = (act: ActOf<Name>, unit: Unit) => Promise<void>;
export type ChronicleListener = (acts: readonly Act[], unit: Unit) => Promise<void>;

/** When whoever hears of all acts of a unit is told: while more may be recorded, or last of all. */
export type Moment = 'done' | 'last';

/** What a method hears of. */
export type Hearing = { readonly acts: readonly ActName[] } | { readonly when: Moment };

export const hearingKey = Symbol('hearing');

interface MethodOf<Listener> {
  readonly value?: Listener;
}

/**
 * Has a method told of each such act, as it is recorded and inside its unit of work: what the method writes stands or
 * falls with the act. So a higher floor reacts to a lower one that knows nothing of it.
 */
export const Hears =
  <Name extends ActName>(...acts: readonly Name[]) =>
  (_target: object, _name: string | symbol, { value }: MethodOf<ActListener<Name>>): void =>
    note(value!, { acts });

/** Has a method told of all acts of a unit together: `done`, when its work is, or `last`, before it is committed. */
export const HearsAll =
  (when: Moment) =>
  (_target: object, _name: string | symbol, { value }: MethodOf<ChronicleListener>): void =>
    note(value!, { when });

const note = (method: object, hearing: Hearing) => Reflect.defineMetadata(hearingKey, hearing, method);
