import type { Sex } from '../patients/domain/identity-number.js';
import { FindingsForm } from '../visits/typed-findings.js';
import { ChoiceField, IntegerField, KeyField, PatternField, TextField } from '../web/fields.js';

/** A visit as the counter types it. */
export class VisitForm extends FindingsForm {
  @KeyField()
  id: string;

  @KeyField({ optional: true })
  patientId?: string;

  @TextField({ max: 60, optional: true })
  name?: string;

  @TextField({ max: 30, optional: true })
  identityNumber?: string;

  @TextField({ max: 40, optional: true })
  otherDocument?: string;

  /** A birth date, or an age. */
  @TextField({ max: 30, optional: true })
  bornOn?: string;

  @ChoiceField(['female', 'male'], { optional: true })
  sex?: Sex;

  @PatternField({ pattern: /^\+?[\d -]{5,20}$/, message: 'visits.telephoneShape', optional: true })
  telephone?: string;

  /** Whether it is somebody known: who, or nobody of them. */
  @PatternField({ pattern: /^([0-9a-f-]{36}|somebody-else)$/, message: 'form.choice', optional: true })
  isPatient?: string;

  @TextField({ max: 60, optional: true })
  guardianName?: string;

  @TextField({ max: 30, optional: true })
  guardianIdentityNumber?: string;

  /** While a correction is typed: the visit that it corrects, whose medicines are none of those given lately. */
  @KeyField({ optional: true })
  corrects?: string;

  /** Who was sent, where the patient is not there. */
  @TextField({ max: 60, optional: true })
  buyerName?: string;

  @TextField({ max: 40, optional: true })
  buyerNumber?: string;

  /** Where to refer the patient, if that was chosen at once. */
  @KeyField({ optional: true })
  facilityId?: string;

  /** The network's wall clock, for a visit that was noted on paper. */
  @PatternField({ pattern: /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/, message: 'form.day', optional: true })
  at?: string;
}

/** What a correction types. */
export class CorrectionForm extends FindingsForm {
  @IntegerField({ min: 1, max: 10_000 })
  version: number;

  @TextField({ max: 200 })
  reason: string;
}
