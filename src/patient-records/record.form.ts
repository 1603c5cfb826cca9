import type { Sex } from '../patients/domain/identity-number.js';
import { ChoiceField, DayField, IntegerField, KeyField, PatternField, TextField } from '../web/fields.js';
import type { Side } from './domain/merged-facts.js';

/** A record as it is put right. */
export class RecordForm {
  @IntegerField({ min: 1, max: 1_000_000 })
  version: number;

  @TextField({ max: 60 })
  name: string;

  @TextField({ max: 30, optional: true })
  identityNumber?: string;

  @TextField({ max: 40, optional: true })
  otherDocument?: string;

  @DayField()
  bornOn: string;

  @ChoiceField(['female', 'male'])
  sex: Sex;

  @PatternField({ pattern: /^\+?[\d -]{5,20}$/, message: 'visits.telephoneShape', optional: true })
  telephone?: string;

  @TextField({ max: 60, optional: true })
  guardianName?: string;

  @TextField({ max: 30, optional: true })
  guardianIdentityNumber?: string;

  @TextField({ max: 200 })
  reason: string;
}

const sides = ['kept', 'merged'];

/** Of which of two records each fact is kept. */
export class MergeForm {
  @KeyField()
  other: string;

  @ChoiceField(sides, { optional: true })
  name?: Side;

  @ChoiceField(sides, { optional: true })
  identityNumber?: Side;

  @ChoiceField(sides, { optional: true })
  otherDocument?: Side;

  @ChoiceField(sides, { optional: true })
  bornOn?: Side;

  @ChoiceField(sides, { optional: true })
  sex?: Side;

  @ChoiceField(sides, { optional: true })
  telephone?: Side;

  /** With the guardian's number. */
  @ChoiceField(sides, { optional: true })
  guardianName?: Side;
}

/** The record that is another person's. */
export class TwoPeopleForm {
  @KeyField()
  other: string;
}
