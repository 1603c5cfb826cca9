import { Injectable } from '@nestjs/common';
import { Between, IsNull, Not } from 'typeorm';
import { Calendar } from '../config/calendar.js';
import { addDays, type Day, instantAt } from '../config/domain/calendar.js';
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
      await unit.manager.upsert(Capacity, { facilityId, ...columns, reportedAt, reminded: false }, [
        'facilityId',
      ]);
    if (columns.waiting !== null)
      await this.remember(unit, facilityId, columns.waiting, this.calendar.dayOf(reportedAt));
    await unit.record({
      name: 'capacity.reported',
      subject: { kind: 'facility', id: facilityId },
      after: { ...columns, reportedAt },
    });
  }

  /** Part of a unit of work: the last report no longer counts, and the one before it, if there is any, holds again. */
  async takeBackIn(unit: Unit, facilityId: string): Promise<void> {
    const before = await unit.manager.findOneByOrFail(Capacity, { facilityId });
    const { reportedAt } = before;
    await unit.manager.update(
      CapacityReport,
      { facilityId, reportedAt, takenBackAt: IsNull() },
      { takenBackAt: unit.at },
    );
    const former = await unit.manager.findOne(CapacityReport, {
      where: { facilityId, takenBackAt: IsNull() },
      order: { reportedAt: 'DESC', id: 'DESC' },
    });
    const held = former && { ...columnsOf(former), reportedAt: former.reportedAt };
    if (held) await unit.manager.update(Capacity, { facilityId }, held);
    else await unit.manager.delete(Capacity, { facilityId });
    await this.forget(unit, facilityId, this.calendar.dayOf(reportedAt));
    await unit.record({
      name: 'capacity.taken-back',
      subject: { kind: 'facility', id: facilityId },
      before,
      after: held ?? undefined,
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

  /** The most that waited on a day, of the reports that still count. */
  private async forget(unit: Unit, facilityId: string, on: Day): Promise<void> {
    const [from, until] = [on, addDays(on, 1)].map((day) => instantAt(day, '00:00', this.calendar.zone));
    const [most] = await unit.manager.find(CapacityReport, {
      select: { waiting: true },
      where: {
        facilityId,
        takenBackAt: IsNull(),
        waiting: Not(IsNull()),
        reportedAt: Between(from!, new Date(until!.getTime() - 1)),
      },
      order: { waiting: 'DESC' },
      take: 1,
    });
    const waitingMost = most?.waiting ?? null;
    if (waitingMost === null) await unit.manager.delete(FacilityDay, { facilityId, on });
    else await unit.manager.update(FacilityDay, { facilityId, on }, { waitingMost });
  }

  private async remember(unit: Unit, facilityId: string, waitingMost: number, on: string): Promise<void> {
    const day = await unit.manager.findOneBy(FacilityDay, { facilityId, on });
    if (!day) await unit.manager.insert(FacilityDay, { facilityId, on, waitingMost });
    else if (day.waitingMost < waitingMost)
      await unit.manager.update(FacilityDay, { facilityId, on }, { waitingMost });
  }
}

function columnsOf(figures: CapacityFigures | CapacityReport) {
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
