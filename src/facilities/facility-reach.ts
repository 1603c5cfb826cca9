import { type EntityManager, In } from 'typeorm';
import type { Reach } from '../staff/actor.js';
import { NetworkOfficersOnly } from '../staff/domain/refusals.js';
import { District } from '../network/district.entity.js';
import type { Line } from '../imports/domain/changeset.js';
import { folded } from '../values/text.js';

interface Somewhere {
  readonly city: string;
  readonly county?: string | null;
}

const keyOf = (city: string, district: string) => `${folded(city)}|${folded(district)}`;

/**
 * Which hospitals and health centres lie in somebody's reach. A register writes their city and county as texts: an
 * officer of some districts keeps those that it writes there, and none whose county is blank.
 */
export class FacilityReach {
  private constructor(
    private readonly reach: Reach,
    private readonly districts: ReadonlySet<string>,
  ) {}

  static async of(reach: Reach, manager: EntityManager): Promise<FacilityReach> {
    const ids = reach.over === 'districts' ? [...reach.ids] : [];
    const districts = ids.length > 0 ? await manager.findBy(District, { id: In(ids) }) : [];
    return new FacilityReach(reach, new Set(districts.map(({ city, name }) => keyOf(city, name))));
  }

  covers({ city, county }: Somewhere): boolean {
    return this.reach.over === 'network' || this.districts.has(keyOf(city, county ?? ''));
  }

  /** @throws NetworkOfficersOnly */
  assertCovers(...places: readonly Somewhere[]): void {
    if (!places.every((place) => this.covers(place))) throw new NetworkOfficersOnly();
  }

  /** The lines of a file, those refused that would change what lies elsewhere. @param placeOf where a line's facility is */
  within(lines: readonly Line[], placeOf: (line: Line) => Somewhere | undefined): Line[] {
    return lines.map((line): Line => {
      if (line.verdict === 'rejected' || line.verdict === 'unchanged') return line;
      const place = placeOf(line);
      if (place && this.covers(place)) return line;
      const rejection = { reason: 'facility-elsewhere', column: 'county' };
      return { row: line.row, verdict: 'rejected', facts: line.facts, rejection };
    });
  }
}
