import { Check, Entity, Index, PrimaryColumn } from 'typeorm';
import {
  DayColumn,
  DecimalColumn,
  FlagColumn,
  InstantColumn,
  IntegerColumn,
  JsonColumn,
  KeyColumn,
  ReferenceColumn,
  ReferenceKeyColumn,
  TextColumn,
} from '../database/columns.js';
import type { SafetyFact } from '../medicines/domain/safety-facts.js';
import type { Effort, Measurement, TemperatureSite } from '../triage/domain/case.js';
import type { Complaint } from '../triage/domain/complaints.js';
import type { Condition } from '../triage/domain/conditions.js';
import type { Level } from '../triage/domain/level.js';
import type { Fired } from '../triage/domain/assess.js';
import type { Symptom } from '../triage/domain/symptoms.js';
import type { Consciousness } from '../triage/domain/vitals.js';
import type { Advice } from './domain/advice.js';
import type { Disposition } from './domain/disposition.js';
import type { Overridden } from './domain/overridden.js';

/** One patient at the counter, once. Its key is made when the form is opened: a resent form is the same visit. */
@Entity('visit')
@Check('visit_temperature', 'temperature IS NULL OR (temperature >= 30 AND temperature <= 45)')
@Check(
  'visit_disposition',
  `disposition IN ('advice', 'medicines', 'doctor', 'online', 'home-care', 'referral', 'emergency')`,
)
@Check('visit_outcome', `outcome IS NULL OR disposition IN ('doctor', 'online')`)
@Index(['outletId', 'on', 'at'])
@Index(['on', 'at'])
@Index(['patientId', 'at'])
@Index(['episodeId'])
@Index(['outletId', 'on'], { where: `disposition = 'doctor' AND seen_at IS NULL` })
@Index(['on'], { where: `disposition = 'doctor' AND seen_at IS NULL` })
@Index(['on'], { where: `disposition = 'online' AND seen_at IS NULL` })
@Index(['sentToId', 'on'], { where: 'sent_to_id IS NOT NULL' })
@Index(['on'], { where: `outcome = 'online'` })
export class Visit {
  @KeyColumn()
  id: string;

  @ReferenceColumn('Outlet')
  outletId: string;

  @ReferenceColumn('Patient')
  patientId: string;

  /** The illness that it belongs to; visits from before episodes were kept have none. */
  @ReferenceColumn('Episode', { nullable: true })
  episodeId: string | null;

  /** The session that ran at the time, if one did. */
  @ReferenceColumn('Session', { nullable: true })
  sessionId: string | null;

  @InstantColumn()
  at: Date;

  /** The network's day on which it was. */
  @DayColumn()
  on: string;

  /** °C */
  @DecimalColumn({ nullable: true })
  temperature: number | null;

  /** % */
  @IntegerColumn({ nullable: true })
  spo2: number | null;

  /** Beats a minute */
  @IntegerColumn({ nullable: true })
  pulse: number | null;

  /** Breaths a minute */
  @IntegerColumn({ nullable: true })
  respiration: number | null;

  /** mmHg */
  @IntegerColumn({ nullable: true })
  systolic: number | null;

  /** mmHg */
  @IntegerColumn({ nullable: true })
  diastolic: number | null;

  @TextColumn({ nullable: true })
  consciousness: Consciousness | null;

  /** Where the temperature was taken. */
  @TextColumn({ nullable: true })
  temperatureSite: TemperatureSite | null;

  /** How hard a child works to breathe. */
  @TextColumn({ nullable: true })
  effort: Effort | null;

  /** Seconds until a pressed fingertip is pink again. */
  @DecimalColumn({ nullable: true })
  refill: number | null;

  /** Litres of oxygen a minute. */
  @DecimalColumn({ nullable: true })
  oxygenFlow: number | null;

  /** Whether pulse and breathing were counted a second time, calm and cooler. */
  @FlagColumn({ default: false })
  recounted: boolean;

  /** How many points lower the limits of SpO₂ were, for the altitude. */
  @IntegerColumn({ default: 0 })
  altitudePoints: number;

  /** When to measure again, while somebody waits for it. */
  @InstantColumn({ nullable: true })
  measureAgainAt: Date | null;

  /** When somebody who waited had left before it was done. */
  @InstantColumn({ nullable: true })
  leftAt: Date | null;

  /** The outlet next door to whose doctor somebody was sent who waited in vain. */
  @ReferenceColumn('Outlet', { nullable: true })
  sentToId: string | null;

  /** When the officers were told how long somebody has waited. */
  @InstantColumn({ nullable: true })
  waitToldAt: Date | null;

  /** On oxygen; null where nobody looked. */
  @FlagColumn({ nullable: true })
  oxygen: boolean | null;

  /** kg */
  @DecimalColumn({ nullable: true })
  weight: number | null;

  @FlagColumn({ default: false })
  pregnant: boolean;

  /** Full weeks. */
  @IntegerColumn({ nullable: true })
  pregnantWeeks: number | null;

  @JsonColumn({ default: '[]' })
  conditions: Condition[];

  /** Allergies, medicines taken at home, and what else a medicine may harm by. */
  @JsonColumn({ default: '[]' })
  facts: SafetyFact[];

  /** They were asked; none of them being so is an answer. */
  @FlagColumn({ default: false })
  factsAsked: boolean;

  /** Other allergies and medicines, in words. */
  @TextColumn({ nullable: true })
  factsNote: string | null;

  /** mg a day that they take at home already. */
  @DecimalColumn({ nullable: true })
  homeParacetamol: number | null;

  @DecimalColumn({ nullable: true })
  homeIbuprofen: number | null;

  /** What the patient complains of, red flags among it. */
  @JsonColumn()
  symptoms: Symptom[];

  /** The red flags were asked; none of them being there is an answer. */
  @FlagColumn({ default: false })
  flagsAsked: boolean;

  /** What they came with first. */
  @TextColumn({ nullable: true })
  complaint: Complaint | null;

  /** The complaint's questions were asked; none of them being so is an answer. */
  @FlagColumn({ default: false })
  signsAsked: boolean;

  /** 0 to 10, as the patient says. */
  @IntegerColumn({ nullable: true })
  pain: number | null;

  /** Blood sugar, mmol/L */
  @DecimalColumn({ nullable: true })
  sugar: number | null;

  @IntegerColumn({ nullable: true })
  illDays: number | null;

  /** An illness changed, grew worse or went untreated in the last 4 weeks, as they say. */
  @FlagColumn({ default: false })
  unstable: boolean;

  /** Somebody else stood at the counter. */
  @FlagColumn({ default: false })
  absent: boolean;

  /** Who was sent for the medicines, where the patient was not there. */
  @TextColumn({ nullable: true })
  buyerName: string | null;

  /** Their identity number (GB 11643) or other document. */
  @TextColumn({ nullable: true })
  buyerNumber: string | null;

  @IntegerColumn({ nullable: true })
  feverDays: number | null;

  /** Fever was reported in the last 48 h. */
  @FlagColumn()
  feverReported: boolean;

  /** 37.3 °C or more now, or fever reported. */
  @FlagColumn()
  fever: boolean;

  @TextColumn({ nullable: true })
  note: string | null;

  /** The edition of the rules that judged it; visits from before triage have none. */
  @TextColumn({ nullable: true })
  ruleSet: string | null;

  /** The level that the rules gave. */
  @TextColumn({ nullable: true })
  judgedLevel: Level | null;

  /** The level that holds: raised by staff, or lowered by a doctor with a reason. */
  @TextColumn({ nullable: true })
  level: Level | null;

  @TextColumn({ nullable: true })
  levelReason: string | null;

  /** The rules that fired, and what was missing. */
  @JsonColumn({ nullable: true })
  triage: Triage | null;

  @TextColumn()
  disposition: Disposition;

  /** The warnings about medicines that were overridden, and why. */
  @JsonColumn({ nullable: true })
  overridden: Overridden | null;

  /** When the visiting doctor had seen a patient who was sent on to them. */
  @InstantColumn({ nullable: true })
  seenAt: Date | null;

  @ReferenceColumn('StaffMember', { nullable: true })
  seenBy: string | null;

  /** What the doctor decided. */
  @TextColumn({ nullable: true })
  outcome: Disposition | null;

  @TextColumn({ nullable: true })
  outcomeNote: string | null;

  @InstantColumn()
  loggedAt: Date;

  @ReferenceColumn('StaffMember', { nullable: true })
  loggedBy: string | null;

  /** What the doctor told them to do at home. */
  @JsonColumn({ default: '[]' })
  advice: Advice[];

  /** For how many days, today included, the doctor wrote them unfit for work. */
  @IntegerColumn({ nullable: true })
  sickDays: number | null;

  /** 1 as logged; one more with each correction. */
  @IntegerColumn()
  version: number;
}

/** What is kept of an assessment. */
export interface Triage {
  readonly fired: readonly Fired[];
  readonly missing: readonly Measurement[];
  /** The least NEWS2 total, for whom it is made. */
  readonly news2?: number;
  /** Not all parts of NEWS2 were measured: it is that much at least. */
  readonly news2AtLeast?: true;
}

/** A medicine that was given in a visit. */
@Entity('visit_medicine')
@Check('visit_medicine_some', 'quantity > 0')
export class VisitMedicine {
  @ReferenceKeyColumn('Visit')
  visitId: string;

  @ReferenceKeyColumn('Medicine')
  medicineId: string;

  /** Units. */
  @IntegerColumn()
  quantity: number;

  @TextColumn({ nullable: true })
  directions: string | null;

  /** One dose, in units (millilitres of a liquid). */
  @DecimalColumn({ nullable: true })
  doseUnits: number | null;

  /** The least of one dose, where it was told as a range. */
  @DecimalColumn({ nullable: true })
  doseFrom: number | null;

  /** How often a day. */
  @DecimalColumn({ nullable: true })
  doseTimes: number | null;

  /** For how many days. */
  @IntegerColumn({ nullable: true })
  doseDays: number | null;
}

/** A visit as it was before a correction. */
@Entity('visit_version')
export class VisitVersion {
  @ReferenceKeyColumn('Visit')
  visitId: string;

  @PrimaryColumn('integer')
  version: number;

  /** The whole visit with its medicines. */
  @JsonColumn()
  was: object;

  @TextColumn()
  reason: string;

  @InstantColumn()
  correctedAt: Date;

  @ReferenceColumn('StaffMember', { nullable: true })
  correctedBy: string | null;
}

/** How many visits an outlet had on a day, kept in the unit of work of each visit. */
@Entity('outlet_day')
@Check('outlet_day_not_negative', 'visits >= 0 AND fever_visits >= 0 AND fever_visits <= visits')
@Index(['on'])
export class OutletDay {
  @ReferenceKeyColumn('Outlet')
  outletId: string;

  @PrimaryColumn('text')
  on: string;

  @IntegerColumn({ default: 0 })
  visits: number;

  @IntegerColumn({ default: 0 })
  feverVisits: number;

  @IntegerColumn({ default: 0 })
  advice: number;

  @IntegerColumn({ default: 0 })
  medicines: number;

  @IntegerColumn({ default: 0 })
  doctor: number;

  @IntegerColumn({ default: 0 })
  online: number;

  @IntegerColumn({ default: 0 })
  homeCare: number;

  @IntegerColumn({ default: 0 })
  referral: number;

  @IntegerColumn({ default: 0 })
  emergency: number;
}
