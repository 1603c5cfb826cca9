import { Injectable } from '@nestjs/common';
import { Calendar } from '../config/calendar.js';
import { ageInMonths, type Day, isDay } from '../config/domain/calendar.js';
import { readIdentityNumber } from '../patients/domain/identity-number.js';
import { Patients } from '../patients/patients.service.js';
import { readCase, type Read } from '../triage/domain/read-case.js';
import { Refusal } from '../web/domain/refusal.js';

type Typed = Readonly<Record<string, unknown>>;

/** What a counter form says so far, read as a case: complete or not, and whoever the patient is. */
@Injectable()
export class Preview {
  constructor(
    private readonly patients: Patients,
    private readonly calendar: Calendar,
  ) {}

  /** @param of the visit that is corrected: when its patient was born, and its day */
  async read(typed: Typed, of?: { readonly bornOn: Day; readonly on: Day }): Promise<Read> {
    const born = of?.bornOn ?? (await this.birthOf(typed));
    const on = of?.on ?? this.calendar.today();
    // A box that is not ticked is not sent; what was looked for and not found is an answer.
    const boxes = Object.fromEntries(
      ['oxygen', 'pregnant', 'feverReported', 'unstable', 'absent'].map((name) => [
        name,
        typed[name] === 'on',
      ]),
    );
    return readCase({
      ...typed,
      ...boxes,
      pregnant: boxes.pregnant || isText(typed.pregnantWeeks),
      ageMonths: born && born <= on ? ageInMonths(born, on) : undefined,
    });
  }

  private async birthOf({ patientId, identityNumber, bornOn }: Typed): Promise<Day | undefined> {
    try {
      if (isText(patientId)) return (await this.patients.find(patientId)).bornOn;
      if (isText(identityNumber)) return readIdentityNumber(identityNumber).bornOn;
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
    }
    return isText(bornOn) && isDay(bornOn) ? bornOn : undefined;
  }
}

const isText = (value: unknown): value is string => typeof value === 'string' && value !== '';
