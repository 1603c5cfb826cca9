import { Injectable } from '@nestjs/common';
import { Calendar } from '../config/calendar.js';
import { Reader } from '../database/connections.js';
import { Capacity } from '../facilities/capacity.entity.js';
import { isStale } from '../facilities/domain/capacity.js';
import { Facility } from '../facilities/facility.entity.js';

/** The room of one hospital, as it last said. */
export interface HospitalRoom {
  readonly id: string;
  readonly name: string;
  readonly city: string;
  readonly tier: Facility['tier'];
  readonly telephone: string | null;
  readonly reportedAt: Date | null;
  /**
   * `silent`: nobody knows; `closed`, `full`: it takes nobody; `no-bed`, `unsaid`: it sees patients, but has no bed, or nobody
   * knows of one, so no urgent patient is sent there; `room`: it does.
   */
  readonly state: 'silent' | 'closed' | 'full' | 'no-bed' | 'unsaid' | 'room';
  readonly beds: number | null;
  readonly icu: number | null;
  readonly waiting: number | null;
}

const order: readonly HospitalRoom['state'][] = ['room', 'unsaid', 'no-bed', 'full', 'closed', 'silent'];

/** The room of all hospitals on one board. */
@Injectable()
export class HospitalRooms {
  constructor(
    private readonly reader: Reader,
    private readonly calendar: Calendar,
  ) {}

  /** Those with room first, most beds first; those of which nobody knows last. */
  async all(): Promise<HospitalRoom[]> {
    const [facilities, capacities] = await Promise.all([
      this.reader.of(Facility).find({ order: { name: 'ASC' } }),
      this.reader.of(Capacity).find(),
    ]);
    const of = new Map(capacities.map((one) => [one.facilityId, one]));
    return facilities
      .map((facility) => this.room(facility, of.get(facility.id)))
      .sort((a, b) => order.indexOf(a.state) - order.indexOf(b.state) || (b.beds ?? -1) - (a.beds ?? -1));
  }

  /** How many take nobody, or have not said. */
  async troubled(): Promise<number> {
    return (await this.all()).filter(({ state }) => state !== 'room').length;
  }

  private room({ id, name, city, tier, telephone }: Facility, capacity: Capacity | undefined): HospitalRoom {
    const who = { id, name, city, tier, telephone };
    const unknown = { beds: null, icu: null, waiting: null };
    if (!capacity) return { ...who, ...unknown, reportedAt: null, state: 'silent' };
    const { reportedAt, open, accepting, waiting } = capacity;
    if (isStale(reportedAt, this.calendar.now())) return { ...who, ...unknown, reportedAt, state: 'silent' };
    const beds = free(capacity.beds, capacity.bedsOccupied);
    const icu = free(capacity.icuBeds, capacity.icuOccupied);
    const takes = beds === null ? 'unsaid' : beds > 0 ? 'room' : 'no-bed';
    const state = !open ? 'closed' : accepting ? takes : 'full';
    return { ...who, reportedAt, beds, icu, waiting, state };
  }
}

const free = (beds: number | null, occupied: number | null): number | null =>
  beds === null || occupied === null ? null : Math.max(0, beds - occupied);
