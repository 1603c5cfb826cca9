import { Injectable } from '@nestjs/common';
import { birthIn } from '../values/birth.js';
import { Calendar } from '../config/calendar.js';
import { ageInDays, ageInMonths, type Day } from '../config/domain/calendar.js';
import { readIdentityNumber } from '../patients/domain/identity-number.js';
import { readWeight, weightFits } from '../patients/domain/weight.js';
import { Patients } from '../patients/patients.service.js';
import { readCase, type Read } from '../triage/domain/read-case.js';
import { Editions } from '../editions/editions.service.js';
import { Moments } from '../visits/moments.js';
import type { Typed } from './typed-taker.js';
import type { Visit } from '../visits/visit.entity.js';
import { Refusal } from '../web/domain/refusal.js';

/** What a counter form says so far, read as a case: complete or not, and whoever the patient is. */
@Injectable()
export class Preview {
  constructor(
    private readonly patients: Patients,
    private readonly calendar: Calendar,
    private readonly editions: Editions,
    private readonly moments: Moments,
  ) {}

  /** @param of the visit that is corrected: when its patient was born, and its day */
  async read(
    typed: Typed,
    of?: Pick<Visit, 'ruleSet' | 'on' | 'altitudePoints'> & { readonly bornOn: Day },
  ): Promise<Read> {
    const born = of?.bornOn ?? (await this.birthOf(typed));
    const on = of?.on ?? this.calendar.today();
    // A box that is not ticked is not sent; what was looked for and not found is an answer.
    const boxes = Object.fromEntries(
      ['oxygen', 'pregnant', 'feverReported', 'unstable', 'absent', 'recounted'].map((name) => [
        name,
        typed[name] === 'on',
      ]),
    );
    const read = readCase({
      ...typed,
      ...boxes,
      altitudePoints: of?.altitudePoints ?? this.moments.altitudePoints,
      oxygen: boxes.oxygen || Number(typed.oxygenFlow) > 0,
      pregnant: boxes.pregnant || isText(typed.pregnantWeeks),
      ageMonths: born && born <= on ? ageInMonths(born, on) : undefined,
      ageDays: born && born <= on ? ageInDays(born, on) : undefined,
    });
    const weight = readWeight(isText(typed.weight) ? typed.weight : '');
    const fits = weight === undefined || !read.case || weightFits(read.case.ageMonths, weight);
    return {
      ...read,
      unlikelyWeight: fits ? undefined : weight,
      edition: of ? await this.editions.ofVisit(of) : await this.editions.inForce(on),
    };
  }

  private async birthOf({ patientId, identityNumber, bornOn }: Typed): Promise<Day | undefined> {
    try {
      if (isText(patientId)) return (await this.patients.find(patientId)).bornOn;
      if (isText(identityNumber)) return readIdentityNumber(identityNumber).bornOn;
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
    }
    const birth = isText(bornOn) ? birthIn(bornOn, this.calendar.today()) : 'shape';
    return typeof birth === 'string' ? undefined : birth.bornOn;
  }
}

const isText = (value: unknown): value is string => typeof value === 'string' && value !== '';
