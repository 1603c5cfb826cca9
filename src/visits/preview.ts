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

  /** @param bornOn the patient's birth date, where it is known beside the form */
  async read(typed: Typed, bornOn?: Day): Promise<Read> {
    const born = bornOn ?? (await this.birthOf(typed));
    const today = this.calendar.today();
    // A box that is not ticked is not sent; what was looked for and not found is an answer.
    const boxes = Object.fromEntries(
      ['oxygen', 'pregnant', 'feverReported'].map((name) => [name, typed[name] === 'on']),
    );
    return readCase({
      ...typed,
      ...boxes,
      ageMonths: born && born <= today ? ageInMonths(born, today) : undefined,
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
