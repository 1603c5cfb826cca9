import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Calendar } from '../config/calendar.js';
import { Reader } from '../database/connections.js';
import { Capacity } from '../facilities/capacity.entity.js';
import { kilometres, type Position } from '../network/domain/distance.js';
import type { Tier } from '../facilities/domain/tier.js';
import { District } from '../network/district.entity.js';
import { Facility } from '../facilities/facility.entity.js';
import { Outlet } from '../network/outlet.entity.js';
import type { Destinations } from '../visits/channel.js';
import type { CareNeeded } from '../visits/domain/care-needed.js';
import { bedless, type Candidate, type Ranked, whereTo } from './domain/where-to.js';

/** From where somebody is sent. */
export interface Origin {
  readonly position?: Position;
  readonly city: string;
  readonly district: string;
}

/** Looked at first; if these are not enough, all are. */
const nearest = 40;

/** Without coordinates, being in the same district counts like 5 km, in the same city like 30 km, else like 200 km. */
const apart = { sameDistrict: 5, sameCity: 30, elsewhere: 200 };
const kmPerDegree = 111.2;

interface Row {
  id: string;
  name: string;
  tier: Tier;
  telephone: string | null;
  hours: string | null;
  paediatrics: boolean | number;
  obstetrics: boolean | number;
  latitude: number | null;
  longitude: number | null;
  reportedAt: string | null;
  open: boolean | number;
  accepting: boolean | number;
  waiting: number | null;
  beds: number | null;
  bedsOccupied: number | null;
  icuBeds: number | null;
  icuOccupied: number | null;
}

/** The nearest facilities that are enough, by what they last reported. */
@Injectable()
export class WhereTo {
  constructor(
    private readonly reader: Reader,
    private readonly calendar: Calendar,
  ) {}

  /** @param except facilities that were asked already */
  async find(
    origin: Origin,
    need: CareNeeded,
    except: readonly string[] = [],
    manager: EntityManager = this.reader.manager,
  ): Promise<Ranked> {
    const rank = (candidates: readonly Candidate[]) =>
      whereTo(
        candidates.filter(({ id }) => !except.includes(id)),
        need,
        this.calendar.now(),
      );
    const close = await this.candidates(manager, origin, nearest);
    const found = rank(close);
    if (found.options.length > 0 || close.length < nearest) return found;
    return rank(await this.candidates(manager, origin));
  }

  /** One facility as a candidate, for asking whether it is enough. */
  async candidate(manager: EntityManager, facilityId: string): Promise<Candidate | undefined> {
    const [row] = await this.query(manager)
      .where('facility.id = :facilityId', { facilityId })
      .getRawMany<Row>();
    return row && candidateOf(row);
  }

  /** Where a patient may be sent from an outlet or a facility, as pages show it. */
  async destinations(
    from: { outletId: string; fromFacilityId?: string | null },
    need: CareNeeded,
    except: readonly string[] = [],
  ): Promise<Destinations> {
    const { options, passedOver, toAsk } = await this.find(await this.originOf(from), need, except);
    return {
      options: options.map(({ capacity, ...one }) => ({
        ...one,
        bedless: bedless({ capacity }),
        waiting: capacity!.waiting ?? null,
        reportedAt: capacity!.reportedAt,
      })),
      passedOver,
      toAsk: toAsk.map(({ capacity, ...one }) => ({ ...one, reportedAt: capacity?.reportedAt })),
    };
  }

  async originOf(
    { outletId, fromFacilityId }: { outletId: string; fromFacilityId?: string | null },
    manager: EntityManager = this.reader.manager,
  ): Promise<Origin> {
    if (fromFacilityId) {
      const { city, county, ...place } = await manager.findOneByOrFail(Facility, { id: fromFacilityId });
      return { city, district: county ?? '', position: positionOf(place) };
    }
    const outlet = await manager.findOneByOrFail(Outlet, { id: outletId });
    const { city, name } = await manager.findOneByOrFail(District, { id: outlet.districtId });
    return { city, district: name, position: positionOf(outlet) };
  }

  /** Nearest first. Distances are close enough to sort by; those that are shown are exact. */
  private async candidates(manager: EntityManager, origin: Origin, most?: number): Promise<Candidate[]> {
    const { position, city, district } = origin;
    const byPlace = `CASE WHEN facility.city = :city AND facility.county = :district THEN ${apart.sameDistrict ** 2}
      WHEN facility.city = :city THEN ${apart.sameCity ** 2} ELSE ${apart.elsewhere ** 2} END`;
    const squared = position
      ? `CASE WHEN facility.latitude IS NULL THEN ${byPlace} ELSE
          (facility.latitude - :latitude) * (facility.latitude - :latitude) * :perLatitude +
          (facility.longitude - :longitude) * (facility.longitude - :longitude) * :perLongitude END`
      : byPlace;
    const perLongitude = kmPerDegree * Math.cos(((position?.latitude ?? 0) * Math.PI) / 180);
    const rows = await this.query(manager)
      .addSelect(squared, 'apart')
      .setParameters({
        city,
        district,
        ...position,
        perLatitude: kmPerDegree ** 2,
        perLongitude: perLongitude ** 2,
      })
      .orderBy('apart')
      .addOrderBy('facility.id')
      .limit(most)
      .getRawMany<Row>();
    return rows.map((row) => candidateOf(row, position));
  }

  private query(manager: EntityManager) {
    return manager
      .createQueryBuilder(Facility, 'facility')
      .leftJoin(Capacity, 'capacity', 'capacity.facility_id = facility.id')
      .select('facility.id', 'id')
      .addSelect('facility.name', 'name')
      .addSelect('facility.tier', 'tier')
      .addSelect('facility.telephone', 'telephone')
      .addSelect('facility.hours', 'hours')
      .addSelect('facility.paediatrics', 'paediatrics')
      .addSelect('facility.obstetrics', 'obstetrics')
      .addSelect('facility.latitude', 'latitude')
      .addSelect('facility.longitude', 'longitude')
      .addSelect('capacity.reported_at', 'reportedAt')
      .addSelect('capacity.open', 'open')
      .addSelect('capacity.accepting', 'accepting')
      .addSelect('capacity.waiting', 'waiting')
      .addSelect('capacity.beds', 'beds')
      .addSelect('capacity.beds_occupied', 'bedsOccupied')
      .addSelect('capacity.icu_beds', 'icuBeds')
      .addSelect('capacity.icu_occupied', 'icuOccupied');
  }
}

function positionOf({ latitude, longitude }: { latitude: number | null; longitude: number | null }) {
  return latitude === null || longitude === null ? undefined : { latitude, longitude };
}

function candidateOf(row: Row, from?: Position): Candidate {
  const { id, name, tier, reportedAt, waiting, beds, bedsOccupied, icuBeds, icuOccupied } = row;
  const position = positionOf(row);
  return {
    id,
    name,
    tier,
    telephone: row.telephone,
    hours: row.hours,
    paediatrics: Boolean(row.paediatrics),
    obstetrics: Boolean(row.obstetrics),
    kilometres: from && position && Math.round(kilometres(from, position) * 10) / 10,
    capacity: reportedAt
      ? {
          open: Boolean(row.open),
          accepting: Boolean(row.accepting),
          waiting,
          beds,
          bedsOccupied,
          icuBeds,
          icuOccupied,
          reportedAt: new Date(reportedAt),
        }
      : undefined,
  };
}
