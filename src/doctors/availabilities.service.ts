import { Injectable } from '@nestjs/common';
import { Between, In, MoreThanOrEqual } from 'typeorm';
import { Calendar } from '../config/calendar.js';
import { addDays, type Day, daysBetween } from '../config/domain/calendar.js';
import { Reader } from '../database/connections.js';
import { UnitOfWork } from '../database/unit-of-work.js';
import type { Unit } from '../database/unit.js';
import type { Slot } from '../network/domain/opening-hours.js';
import type { Acting } from '../staff/actor.js';
import { NotFound } from '../web/refusals.js';
import { Availability, AvailabilityException } from './availability.entity.js';
import { type Otherwise, type SaidWeek, type Saying, unsaid } from './domain/availability.js';
import { DaysReversed, TooManyDays } from './domain/refusals.js';

/** What a doctor says of any week. */
export interface SaidOfWeek {
  readonly week: SaidWeek;
  /** Hours a week. */
  readonly mostHours: number;
  readonly overtime: boolean;
}

/** What a doctor says of some slots of some days. */
export interface SaidOfDays {
  readonly from: Day;
  readonly to: Day;
  readonly slots: readonly Slot[];
  readonly says: Saying;
  readonly note?: string | null;
}

const mostDays = 92;
const shownDays = 365;

/** When doctors can. */
@Injectable()
export class Availabilities {
  constructor(
    private readonly units: UnitOfWork,
    private readonly reader: Reader,
    private readonly calendar: Calendar,
  ) {}

  /** What a doctor said, and the days of the year to come of which they said otherwise. */
  async of(
    doctorId: string,
  ): Promise<{ said: SaidOfWeek & { saidAt?: Date }; exceptions: AvailabilityException[] }> {
    const today = this.calendar.today();
    const [said, exceptions] = await Promise.all([
      this.reader.of(Availability).findOneBy({ doctorId }),
      this.reader.of(AvailabilityException).find({
        where: { doctorId, on: Between(today, addDays(today, shownDays)) },
        order: { on: 'ASC', slot: 'ASC' },
      }),
    ]);
    return { said: said ?? unsaid, exceptions };
  }

  /** Says when a doctor can in any week. */
  async say(doctorId: string, said: SaidOfWeek, actor: Acting): Promise<void> {
    await this.units.run(actor, (unit) => this.sayIn(unit, doctorId, said));
  }

  /** The same as part of another act. */
  async sayIn(unit: Unit, doctorId: string, { week, mostHours, overtime }: SaidOfWeek): Promise<void> {
    const before = await unit.manager.findOneBy(Availability, { doctorId });
    const said = { week, mostHours, overtime };
    await unit.manager.upsert(Availability, { doctorId, ...said, saidAt: unit.at, saidBy: unit.author.id }, [
      'doctorId',
    ]);
    await unit.record({
      name: 'availability.said',
      subject: { kind: 'doctor', id: doctorId },
      before: before
        ? { week: before.week, mostHours: before.mostHours, overtime: before.overtime }
        : undefined,
      after: said,
    });
  }

  /**
   * Says of some days that they are otherwise; what was said of the same slots before gives way, and the trail keeps it.
   * @throws DaysReversed @throws TooManyDays
   */
  async sayOtherwise(doctorId: string, said: SaidOfDays, actor: Acting): Promise<void> {
    await this.units.run(actor, (unit) => this.sayOtherwiseIn(unit, doctorId, said));
  }

  /** The same as part of another act. */
  async sayOtherwiseIn(unit: Unit, doctorId: string, said: SaidOfDays): Promise<void> {
    const { from, to, slots, says, note } = said;
    if (to < from) throw new DaysReversed();
    if (addDays(from, mostDays) < to) throw new TooManyDays({ most: mostDays });
    const days = daysBetween(from, to);
    const same = { doctorId, on: In(days), slot: In([...slots]) };
    const before = await unit.manager.findBy(AvailabilityException, same);
    await unit.manager.delete(AvailabilityException, same);
    const rows = days.flatMap((on) =>
      slots.map((slot) => ({ id: unit.newKey(), doctorId, on, slot, says, note: note ?? null })),
    );
    await unit.manager.insert(AvailabilityException, rows);
    await unit.record({
      name: 'availability.said-otherwise',
      subject: { kind: 'doctor', id: doctorId },
      before: before.length > 0 ? before.map(({ on, slot, says }) => ({ on, slot, says })) : undefined,
      after: said,
    });
  }

  /** Says of all days from today on which are otherwise, and how, in place of what was said of them before. */
  async replaceOtherwiseIn(unit: Unit, doctorId: string, otherwise: readonly Otherwise[]): Promise<void> {
    const ahead = { doctorId, on: MoreThanOrEqual(this.calendar.today()) };
    const told = ({ on, slot, says }: Otherwise) => ({ on, slot, says });
    const before = await unit.manager.findBy(AvailabilityException, ahead);
    // A note stays with what it was written to.
    const noteOf = new Map(before.map((one) => [JSON.stringify(told(one)), one.note]));
    await unit.manager.delete(AvailabilityException, ahead);
    const rows = otherwise.map((one) => ({
      id: unit.newKey(),
      doctorId,
      ...told(one),
      note: noteOf.get(JSON.stringify(told(one))) ?? null,
    }));
    await unit.manager.insert(AvailabilityException, rows);
    await unit.record({
      name: 'availability.said-otherwise',
      subject: { kind: 'doctor', id: doctorId },
      before: before.map(told),
      after: otherwise.map(told),
    });
  }

  /** The day is as the week says again. @throws NotFound */
  async takeBack(doctorId: string, exceptionId: string, actor: Acting): Promise<void> {
    await this.units.run(actor, async (unit) => {
      const exception = await unit.manager.findOneBy(AvailabilityException, { id: exceptionId, doctorId });
      if (!exception) throw new NotFound();
      await unit.manager.delete(AvailabilityException, { id: exceptionId });
      const { on, slot, says } = exception;
      await unit.record({
        name: 'availability.taken-back',
        subject: { kind: 'doctor', id: doctorId },
        before: { on, slot, says },
      });
    });
  }
}
