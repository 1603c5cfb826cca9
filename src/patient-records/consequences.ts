import { Injectable } from '@nestjs/common';
import { ageInMonths, ageInYears, type Day } from '../config/domain/calendar.js';
import type { Unit } from '../database/unit.js';
import type { Patient } from '../patients/patient.entity.js';
import { type AboveLimit, SoldTo } from '../selling/sold-to.js';
import type { Acting } from '../staff/actor.js';
import type { Level } from '../triage/domain/level.js';
import { JudgedAgain } from '../visits/judged-again.js';
import { ownNumber } from './sale-names.js';

/** A visit that somebody is to look at. */
interface OfVisit {
  readonly visitId: string;
  readonly outletId: string;
  readonly on: Day;
}

/** What follows from knowing better who a patient is. */
export type Consequence =
  | { readonly kind: 'age'; readonly from: Age; readonly to: Age }
  | ({ readonly kind: 'level'; readonly from: Level | null; readonly to: Level } & OfVisit)
  | ({ readonly kind: 'medicine'; readonly rule: string; readonly medicineIds: readonly string[] } & OfVisit)
  | ({ readonly kind: 'ration' } & AboveLimit);

interface Age {
  readonly years: number;
  readonly months: number;
}

/** What is known better of a patient now. */
export interface Known {
  /** The birth dates that were believed before. */
  readonly bornBefore: readonly Day[];
  /** Whether what another record, or another number, had is theirs now. */
  readonly hadMore: boolean;
  readonly today: Day;
  /** The key of a sentence, for what is corrected by it. */
  readonly reason: string;
}

/** Judges anew what hangs on who a patient is: their age, levels of open visits, what they were given, their rations. */
@Injectable()
export class Consequences {
  constructor(
    private readonly again: JudgedAgain,
    private readonly sold: SoldTo,
  ) {}

  /**
   * Of a patient who is held, with their visits, after their record changed.
   */
  async of(
    unit: Unit,
    after: Patient,
    { bornBefore, hadMore, today, reason }: Known,
    actor: Acting,
  ): Promise<Consequence[]> {
    const ages = bornBefore
      .filter((born) => born !== after.bornOn)
      .map((born) => ({ kind: 'age' as const, from: ageOf(born, today), to: ageOf(after.bornOn, today) }));
    const isOfAnotherAge = ages.length > 0;
    const levels = isOfAnotherAge ? await this.again.levels(unit, after, reason, actor) : [];
    const medicines = isOfAnotherAge || hadMore ? await this.again.medicines(unit, after, today) : [];
    const number = hadMore ? ownNumber(after) : null;
    const above = number ? await this.sold.above(unit, number, today) : [];
    return [
      ...ages,
      ...levels.map(({ visit, from, to }) => ({ kind: 'level' as const, ...ofVisit(visit), from, to })),
      ...medicines.map(({ visit, warning: { rule, medicineIds } }) => ({
        kind: 'medicine' as const,
        ...ofVisit(visit),
        rule,
        medicineIds,
      })),
      ...above.map((one) => ({ kind: 'ration' as const, ...one })),
    ];
  }
}

const ofVisit = ({ id: visitId, outletId, on }: { id: string; outletId: string; on: Day }): OfVisit => ({
  visitId,
  outletId,
  on,
});

const ageOf = (bornOn: Day, today: Day): Age => ({
  years: ageInYears(bornOn, today),
  months: ageInMonths(bornOn, today),
});
