import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { ActName } from './act.js';
import { ActNews } from './act-news.js';
import { Connections } from './connections.js';

/** Values that are held under their keys; those that were read longest ago make room. */
const mostHeld = 10_000;

/**
 * What is read at every turn and changes seldom: it is held in memory until one of the acts that change it was
 * committed, here or in another process. What is read is what is committed; nobody may change it in place.
 */
@Injectable()
export class KeptReads {
  constructor(
    private readonly connections: Connections,
    private readonly news: ActNews,
  ) {}

  /** @param acts that change it */
  one<T>(acts: readonly ActName[], read: (manager: EntityManager) => Promise<T>): () => Promise<T> {
    const byKey = this.byKey(acts, read);
    return () => byKey('');
  }

  /** @returns how to ask for the value of a key; `undefined` is not held */
  byKey<T>(
    acts: readonly ActName[],
    read: (manager: EntityManager, key: string) => Promise<T>,
  ): (key: string) => Promise<T> {
    const held = new Map<string, Promise<T>>();
    this.news.on(acts, () => held.clear());
    return (key) => {
      const known = this.news.isHearing ? held.get(key) : undefined;
      if (known) return known;
      const reading = read(this.connections.direct.manager, key);
      held.set(key, reading);
      if (held.size > mostHeld) held.delete(held.keys().next().value!);
      const forget = () => held.get(key) === reading && held.delete(key);
      reading.then((value) => value === undefined && forget(), forget);
      return reading;
    };
  }
}
