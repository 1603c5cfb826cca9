import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import type { Acting, Reach } from './actor.js';
import { PlaceMissing } from './domain/refusals.js';
import { type PlaceKind, placeKinds } from './domain/roles.js';

export interface Place {
  readonly id: string;
  readonly name: string;
}

export interface PlaceSource {
  /**
   * The places of this kind that staff can be given, by name.
   * @param reach none outside of it
   * @param only these of them
   */
  within(reach: Reach, only?: readonly string[]): Promise<Place[]>;
}

/** A source that does not tell its places apart by reach: who reaches less than all reaches none of them. */
export const ofNetwork = (all: (only?: readonly string[]) => Promise<Place[]>): PlaceSource => ({
  within: async (reach, only) => (reach.over === 'network' ? all(only) : []),
});

const network: Reach = { over: 'network' };

/** More names than these say less. */
const mostNames = 3;

/** Where staff can work. The rooms that keep districts, chains, outlets, facilities and doctors tell it. */
@Injectable()
export class Places implements OnApplicationBootstrap {
  private readonly sources = new Map<PlaceKind, PlaceSource>();

  offer(kind: PlaceKind, source: PlaceSource): void {
    this.sources.set(kind, source);
  }

  /** @throws Error where no room tells of a kind of place */
  onApplicationBootstrap(): void {
    for (const kind of placeKinds) this.of(kind);
  }

  within(kind: PlaceKind, reach: Reach): Promise<Place[]> {
    return this.of(kind).within(reach);
  }

  /** @throws PlaceMissing where some of them are no places of this kind within reach, or the role has none at all */
  async assertThere(kind: PlaceKind | undefined, ids: readonly string[], { reach }: Acting): Promise<void> {
    const found = kind && ids.length > 0 ? await this.of(kind).within(reach, ids) : [];
    if (found.length !== new Set(ids).size) throw new PlaceMissing();
  }

  /** The names of some places in a few words; blank for none, or for a role without places. */
  async names(kind: PlaceKind | undefined, ids: readonly string[]): Promise<string> {
    if (!kind || ids.length === 0) return '';
    const names = (await this.of(kind).within(network, ids)).map(({ name }) => name);
    return (
      names.slice(0, mostNames).join(' · ') +
      (names.length > mostNames ? ` +${names.length - mostNames}` : '')
    );
  }

  private of(kind: PlaceKind): PlaceSource {
    const source = this.sources.get(kind);
    if (!source) throw new Error(`No room tells which places there are of the kind ${kind}.`);
    return source;
  }
}
