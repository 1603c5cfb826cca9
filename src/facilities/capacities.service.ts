import { Injectable } from '@nestjs/common';
import { Calendar } from '../config/calendar.js';
import { Reader } from '../database/connections.js';
import { UnitOfWork } from '../database/unit-of-work.js';
import type { Unit } from '../database/unit.js';
import type { Acting } from '../staff/actor.js';
import { Capacity, CapacityReport, FacilityDay } from './capacity.entity.js';
import { assertPossible, type CapacityFigures } from './domain/capacity.js';
import { Facilities } from './facilities.service.js';

/** What facilities say of their room. */
@Injectable()
export class Capacities {
  constructor(
    private readonly units: UnitOfWork,
    private readonly reader: Reader,
    private readonly facilities: Facilities,
    private readonly calendar: Calendar,
  ) {}

  /**
   * Takes a facility's figures in; its own staff report them, or an officer for it.
   * @throws NotFound to another facility @throws NetworkOfficersOnly outside the actor's districts
   * @throws OccupiedAboveTotal @throws TotalMissing
   */
  async report(facilityId: string, figures: CapacityFigures, actor: Acting): Promise<void> {
    await this.facilities.findKept(facilityId, actor);
    assertPossible(figures);
    await this.units.run(actor, async (unit) => {
      await this.take(unit, facilityId, figures, unit.at);
    });
  }

  /** Part of a unit of work. An older report than the last is kept, and changes nothing of what holds. */
  async take(unit: Unit, facilityId: string, figures: CapacityFigures, reportedAt: Date): Promise<void> {
    const columns = columnsOf(figures);
    await unit.manager.insert(CapacityReport, {
      id: unit.newKey(),
      facilityId,
      ...columns,
      reportedAt,
      reportedBy: unit.author.id,
    });
    const last = await unit.manager.findOneBy(Capacity, { facilityId });
    if (!last || last.reportedAt <= reportedAt)
      await unit.manager.upsert(Capacity, { facilityId, ...columns, reportedAt }, ['facilityId']);
    if (columns.waiting !== null)
      await this.remember(unit, facilityId, columns.waiting, this.calendar.dayOf(reportedAt));
    await unit.record({
      name: 'capacity.reported',
      subject: { kind: 'facility', id: facilityId },
      after: { ...columns, reportedAt },
    });
  }

  async of(facilityId: string): Promise<Capacity | null> {
    return this.reader.of(Capacity).findOneBy({ facilityId });
  }

  /** The last reports, newest first. */
  async history(facilityId: string): Promise<CapacityReport[]> {
    return this.reader
      .of(CapacityReport)
      .find({ where: { facilityId }, order: { reportedAt: 'DESC', id: 'DESC' }, take: 12 });
  }

  private async remember(unit: Unit, facilityId: string, waitingMost: number, on: string): Promise<void> {
    const day = await unit.manager.findOneBy(FacilityDay, { facilityId, on });
    if (!day) await unit.manager.insert(FacilityDay, { facilityId, on, waitingMost });
    else if (day.waitingMost < waitingMost)
      await unit.manager.update(FacilityDay, { facilityId, on }, { waitingMost });
  }
}

function columnsOf(figures: CapacityFigures) {
  const { open, accepting, waiting, rooms, beds, bedsOccupied, icuBeds, icuOccupied } = figures;
  return {
    open,
    accepting,
    waiting: waiting ?? null,
    rooms: rooms ?? null,
    beds: beds ?? null,
    bedsOccupied: bedsOccupied ?? null,
    icuBeds: icuBeds ?? null,
    icuOccupied: icuOccupied ?? null,
  };
}
