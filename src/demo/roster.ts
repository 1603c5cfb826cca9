import type { INestApplicationContext } from '@nestjs/common';
import { Calendar } from '../config/calendar.js';
import { addDays, type Day, instantAt } from '../config/domain/calendar.js';
import { Availabilities } from '../doctors/availabilities.service.js';
import { type Saying, weekOfSayings } from '../doctors/domain/availability.js';
import { Lendings } from '../doctors/lending.service.js';
import { slotTimes } from '../network/domain/opening-hours.js';
import { Attendance } from '../sessions/attendance/attendance.service.js';
import { needWeekOf, suggestedDoctors } from '../needs/domain/need.js';
import { Needs } from '../needs/needs.service.js';
import { SessionsQueries } from '../sessions/sessions.queries.js';
import { programActing } from '../staff/actor.js';
import { Dice } from './dice.js';
import type { DemoClock } from './time.js';

/** Dice of its own, so that the rest of the city stays as it was. */
const seed = 20_221_223;
const slotsADay = 3;
/** Fever visits that a doctor of the demo city sees in a slot. */
const visitsPerDoctor = 1.5;

/** What doctors, hospitals and outlets of the demo city say for the roster. */
export class DemoRoster {
  private readonly dice = new Dice(seed);

  constructor(private readonly app: INestApplicationContext) {}

  /** Three in four doctors have said something of any week, one in four of a day to come. */
  async sayWhenTheyCan(doctorIds: readonly string[], today: Day): Promise<void> {
    const availabilities = this.app.get(Availabilities);
    for (const id of doctorIds) {
      if (this.dice.chance(0.75)) {
        const week = weekOfSayings(Array.from({ length: 7 * slotsADay }, (_, i) => this.saying(i)))!;
        const mostHours = this.dice.one([16, 24, 32, 40]);
        await availabilities.say(id, { week, mostHours, overtime: this.dice.chance(0.2) }, programActing);
      }
      if (this.dice.chance(0.25)) {
        const from = addDays(today, this.dice.whole(1, 12));
        const leave = {
          from,
          to: addDays(from, this.dice.whole(0, 2)),
          says: 'cannot',
          note: '休假',
        } as const;
        const slots = ['morning', 'afternoon', 'evening'] as const;
        await availabilities.sayOtherwise(id, { ...leave, slots }, programActing);
      }
    }
  }

  /** Half of the hospitals keep somebody in the mornings. */
  async keep(facilityIds: readonly string[]): Promise<void> {
    for (const id of facilityIds) {
      if (!this.dice.chance(0.5)) continue;
      const keeps = { morning: this.dice.whole(1, 2), afternoon: 1, evening: 0 };
      await this.app.get(Lendings).keep(id, keeps, programActing);
    }
  }

  /**
   * Outlets want somebody where fever patients are expected, as the page of their need suggests it; the demo city is small,
   * so a doctor sees few. A few want a paediatrician too.
   */
  async need(outletIds: readonly string[], today: Day): Promise<void> {
    const expected = await this.app.get(Needs).expectations(today);
    for (const id of outletIds) {
      const visits = expected[id] ?? [];
      const doctors = visits.map((count) => suggestedDoctors(count, visitsPerDoctor));
      if (doctors.every((count) => count === 0)) continue;
      await this.app.get(Needs).set(id, 'general', needWeekOf(doctors)!, programActing);
      if (!this.dice.chance(0.15)) continue;
      const children = doctors.map((count, i) => (i < 7 && this.dice.chance(0.4) ? Math.min(count, 1) : 0));
      await this.app.get(Needs).set(id, 'paediatrics', needWeekOf(children)!, programActing);
    }
  }

  /** Nearly every doctor came about the time when the session began, and left about its end. */
  async attend(from: Day, today: Day, clock: DemoClock, until: Date): Promise<void> {
    const attendance = this.app.get(Attendance);
    const { zone } = this.app.get(Calendar);
    for (const { id, on, slot } of await this.app.get(SessionsQueries).between(from, today)) {
      const [begin, end] = [slotTimes[slot].from, slotTimes[slot].to].map((time) =>
        instantAt(on, time, zone),
      );
      const came = this.dice.chance(0.97);
      const [arrived, left] = [later(begin!, this.dice.whole(-10, 8)), later(end!, this.dice.whole(-5, 15))];
      if (!came || arrived > until) continue;
      clock.set(arrived);
      await attendance.arrive(id, programActing);
      if (left > until || this.dice.chance(0.02)) continue;
      clock.set(left);
      await attendance.leave(id, programActing);
    }
    clock.set(until);
  }

  /** Of the slots of a week, day after day: weekday mornings and afternoons mostly, evenings and weekends seldom. */
  private saying(index: number): Saying {
    const [weekday, slot] = [Math.floor(index / slotsADay), index % slotsADay];
    const usual = weekday < 5 && slot < 2;
    const roll = this.dice.roll();
    if (usual) return roll < 0.6 ? 'can' : roll < 0.75 ? 'likes' : roll < 0.85 ? 'rather-not' : 'cannot';
    return roll < 0.65 ? 'cannot' : roll < 0.8 ? 'rather-not' : 'can';
  }
}

const later = (instant: Date, minutes: number) => new Date(instant.getTime() + minutes * 60_000);
