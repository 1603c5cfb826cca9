import { Transform } from 'class-transformer';
import { IsOptional, ValidateBy, ValidateIf } from 'class-validator';
import { applyDecorators } from '@nestjs/common';
import { type SafetyFact, safetyFacts } from '../medicines/domain/safety-facts.js';
import { isToldDose } from '../medicines/domain/told-dose.js';
import { readWeight } from '../patients/domain/weight.js';
import { type Effort, efforts, type TemperatureSite, temperatureSites } from '../triage/domain/case.js';
import { type Complaint, complaints, signs } from '../triage/domain/complaints.js';
import { type Condition, conditions } from '../triage/domain/conditions.js';
import { type Level, levels } from '../triage/domain/level.js';
import { redFlags, type Symptom, symptoms } from '../triage/domain/symptoms.js';
import {
  type Consciousness,
  consciousnessLevels,
  possible,
  readTemperature,
  type Temperature,
} from '../triage/domain/vitals.js';
import {
  ChoiceField,
  ChoicesField,
  DecimalField,
  FlagField,
  IntegerField,
  NoteField,
  RowsField,
  TextField,
} from '../web/fields.js';
import { type Disposition, dispositions } from './domain/disposition.js';

const mostMedicines = 10;
const mostUnitsOfOne = 500;

/** A temperature in °C or °F, as it was typed. */
const TemperatureField = () =>
  applyDecorators(
    Transform(({ value }: { value: unknown }) =>
      typeof value === 'string' && value.trim() !== '' ? (readTemperature(value) ?? value) : undefined,
    ),
    ValidateBy(
      { name: 'isTemperature', validator: { validate: (value) => typeof value === 'object' } },
      { message: 'visits.temperatureShape' },
    ),
    IsOptional(),
  );

/** A dose as people write it. */
const DoseField = () =>
  applyDecorators(
    TextField({ max: 40, optional: true }),
    ValidateIf((_, value: unknown) => typeof value === 'string' && value !== ''),
    ValidateBy(
      {
        name: 'isToldDose',
        validator: { validate: (value) => typeof value === 'string' && isToldDose(value) },
      },
      { message: 'visits.doseShape' },
    ),
  );

/** A weight in kg or 斤, as it was typed. */
const WeightField = () =>
  applyDecorators(
    Transform(({ value }: { value: unknown }) =>
      typeof value === 'string' && value.trim() !== '' ? (readWeight(value) ?? value) : undefined,
    ),
    ValidateBy(
      {
        name: 'isWeight',
        validator: { validate: (value) => typeof value === 'number' && value >= 1 && value <= 300 },
      },
      { message: 'visits.weightShape' },
    ),
    IsOptional(),
  );

export class GivenMedicineForm {
  /** As chosen from the list or typed: name, code or pinyin initials. */
  @TextField({ max: 120 })
  medicine: string;

  @IntegerField({ min: 1, max: mostUnitsOfOne })
  quantity: number;

  /** One dose and how often a day, such as `1×3`. */
  @DoseField()
  dose?: string;

  @TextField({ max: 120, optional: true })
  directions?: string;
}

/** What was found and decided. */
export class FindingsForm {
  @TemperatureField()
  temperature?: Temperature;

  @ChoiceField(temperatureSites, { optional: true })
  temperatureSite?: TemperatureSite;

  @IntegerField({ ...possible.spo2, optional: true })
  spo2?: number;

  @IntegerField({ ...possible.pulse, optional: true })
  pulse?: number;

  @IntegerField({ ...possible.respiration, optional: true })
  respiration?: number;

  @IntegerField({ ...possible.systolic, optional: true })
  systolic?: number;

  @IntegerField({ ...possible.diastolic, optional: true })
  diastolic?: number;

  /** What they come with first. */
  @ChoiceField(complaints, { optional: true })
  complaint?: Complaint;

  /** Of which complaint the page asked the questions. */
  @ChoiceField(complaints, { optional: true })
  signsShown?: Complaint;

  @IntegerField({ min: 0, max: 10, optional: true })
  pain?: number;

  /** mmol/L */
  @DecimalField({ min: 0.5, max: 60, optional: true })
  sugar?: number;

  @IntegerField({ min: 0, max: 365, optional: true })
  illDays?: number;

  /** An illness changed, grew worse or went untreated in the last 4 weeks. */
  @FlagField()
  unstable = false;

  /** Somebody else stands at the counter. */
  @FlagField()
  absent = false;

  @ChoiceField(consciousnessLevels, { optional: true })
  consciousness?: Consciousness;

  @FlagField()
  feverReported = false;

  /** Fever for so many days. */
  @IntegerField({ min: 0, max: 60, optional: true })
  feverDays?: number;

  /**
   * Red flags, what the complaint's questions found, and other symptoms; `none`: the red flags were asked and none is
   * there, `no-signs`: so were the questions.
   */
  @ChoicesField([...redFlags, ...signs, ...symptoms, 'none', 'no-signs'])
  symptoms: (Symptom | 'none' | 'no-signs')[] = [];

  @ChoicesField(conditions)
  conditions: Condition[] = [];

  @FlagField()
  pregnant = false;

  @IntegerField({ min: 1, max: 45, optional: true })
  pregnantWeeks?: number;

  /** What a medicine may harm by; `asked`: these, and no others. */
  @ChoicesField([...safetyFacts, 'asked'])
  facts: (SafetyFact | 'asked')[] = [];

  @TextField({ max: 200, optional: true })
  factsNote?: string;

  /** mg a day that they take at home already. */
  @DecimalField({ min: 1, max: 20_000, optional: true })
  homeParacetamol?: number;

  @DecimalField({ min: 1, max: 20_000, optional: true })
  homeIbuprofen?: number;

  @FlagField()
  oxygen = false;

  /** Litres a minute. */
  @DecimalField({ min: 0, max: 60, optional: true })
  oxygenFlow?: number;

  /** How hard a child works to breathe. */
  @ChoiceField(efforts, { optional: true })
  effort?: Effort;

  /** Seconds until a pressed fingertip is pink again. */
  @DecimalField({ min: 0, max: 20, optional: true })
  refill?: number;

  /** Pulse and breathing were counted again, a full minute, calm and cooler. */
  @FlagField()
  recounted = false;

  /** They are to be counted again in ten minutes. */
  @FlagField()
  measureAgain = false;

  /** kg, or as it was said: `25斤`. */
  @WeightField()
  weight?: number;

  /** The level that staff hold for right, if not the one that the rules give. */
  @ChoiceField(levels, { optional: true })
  level?: Level;

  @TextField({ max: 300, optional: true })
  levelReason?: string;

  /** The unlikely figures that were asked about and stand, such as `temperature=43`. */
  @ChoicesField()
  confirmed: string[] = [];

  @NoteField({ max: 2000, optional: true })
  note?: string;

  @ChoiceField(dispositions)
  disposition: Disposition;

  /** The warnings that are overridden, by their keys, such as `same-ingredient:paracetamol`. */
  @ChoicesField()
  overrides: string[] = [];

  @TextField({ max: 200, optional: true })
  overrideReason?: string;

  @RowsField(() => GivenMedicineForm, {
    most: mostMedicines,
    filledBy: ['medicine', 'quantity'],
    message: 'visits.tooManyMedicines',
  })
  medicines: GivenMedicineForm[] = [];
}
