import type { Day } from '../../config/domain/calendar.js';
import type { Availability, AvailabilityException, Loan } from '../../doctors/availability.entity.js';
import { isLent, saidOn, unsaid } from '../../doctors/domain/availability.js';
import { slots } from '../../network/domain/opening-hours.js';
import { grouped } from '../../rostering/problem/grouped.js';
import type { ProblemDoctor } from '../../rostering/problem/problem.js';
import { slotKey } from './slot-key.js';

/** What doctors and their hospitals said. */
export interface Said {
  readonly weeks: readonly Availability[];
  readonly exceptions: readonly AvailabilityException[];
  readonly loans: readonly Loan[];
}

/** What each doctor says of some days, as far as their hospital lends them. */
export class Answers {
  private readonly weeks: ReadonlyMap<string, Availability>;
  private readonly exceptions: ReadonlyMap<string, readonly AvailabilityException[]>;
  private readonly loans: ReadonlyMap<string, Loan>;

  constructor(
    { weeks, exceptions, loans }: Said,
    private readonly days: readonly Day[],
  ) {
    this.weeks = new Map(weeks.map((week) => [week.doctorId, week]));
    this.exceptions = grouped(exceptions, ({ doctorId }) => doctorId);
    this.loans = new Map(loans.map((loan) => [loan.doctorId, loan]));
  }

  /** When a doctor can, and would rather; `overtime` is whether they agreed to any. */
  of(doctorId: string): Pick<ProblemDoctor, 'available' | 'mostHours' | 'wishes'> & { overtime: boolean } {
    const { week, mostHours, overtime } = this.weeks.get(doctorId) ?? unsaid;
    const exceptions = this.exceptions.get(doctorId) ?? [];
    const said = this.days
      .filter((on) => isLent(this.loans.get(doctorId), on))
      .flatMap((on) =>
        slots.map((slot) => ({ key: slotKey(on, slot), says: saidOn(week, exceptions, on, slot) })),
      )
      .filter(({ says }) => says !== 'cannot');
    return {
      available: said.map(({ key }) => key),
      mostHours,
      overtime,
      wishes: said.flatMap(({ key, says }) =>
        says === 'can' ? [] : [{ slot: key, score: says === 'likes' ? 1 : -1 }],
      ),
    };
  }
}
