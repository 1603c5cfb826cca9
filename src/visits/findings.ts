import type { Effort, TemperatureSite } from '../triage/domain/case.js';
import type { Complaint } from '../triage/domain/complaints.js';
import type { ToldDose } from '../medicines/domain/told-dose.js';
import type { SafetyFact } from '../medicines/domain/safety-facts.js';
import type { Condition } from '../triage/domain/conditions.js';
import type { Level } from '../triage/domain/level.js';
import type { Symptom } from '../triage/domain/symptoms.js';
import { isFeverVisit, type Vitals } from '../triage/domain/vitals.js';
import type { NewPatient } from '../patients/new-patient.js';
import type { Disposition } from './domain/disposition.js';

export interface GivenMedicine {
  readonly medicineId: string;
  readonly quantity: number;
  readonly directions?: string;
  /** As they were told to take it, where they were. */
  readonly dose?: ToldDose;
}

/** What was found and decided; what a correction may change. */
export interface Findings extends Vitals {
  readonly symptoms: readonly Symptom[];
  /** Whether the red flags were asked. */
  readonly flagsAsked: boolean;
  readonly complaint?: Complaint;
  /** Whether the complaint's questions were asked. */
  readonly signsAsked?: boolean;
  /** 0 to 10 */
  readonly pain?: number;
  /** mmol/L */
  readonly sugar?: number;
  readonly illDays?: number;
  readonly unstable?: boolean;
  readonly absent?: boolean;
  readonly feverReported: boolean;
  readonly feverDays?: number;
  readonly conditions: readonly Condition[];
  readonly pregnant: boolean;
  /** Full weeks. */
  readonly pregnantWeeks?: number;
  /** What a medicine may harm by, and whether it was asked. */
  readonly facts?: readonly SafetyFact[];
  readonly factsAsked?: boolean;
  readonly factsNote?: string;
  /** mg a day that they take at home already. */
  readonly homeParacetamol?: number;
  readonly homeIbuprofen?: number;
  /** Where the temperature was taken. */
  readonly temperatureSite?: TemperatureSite;
  /** How hard a child works to breathe. */
  readonly effort?: Effort;
  /** Seconds until a pressed fingertip is pink again. */
  readonly refill?: number;
  /** Litres of oxygen a minute. */
  readonly oxygenFlow?: number;
  readonly recounted?: boolean;
  /** Whether pulse and breathing are to be counted again in ten minutes. */
  readonly measureAgain?: boolean;
  /** On oxygen (true) or on air (false). */
  readonly oxygen?: boolean;
  /** kg */
  readonly weight?: number;
  readonly note?: string;
  /** The level that staff hold for right, if not the one that the rules give. */
  readonly level?: Level;
  readonly levelReason?: string;
  /** Unlikely figures that were asked about and stand, such as `temperature=43`. */
  readonly confirmed?: readonly string[];
  readonly disposition: Disposition;
  readonly medicines: readonly GivenMedicine[];
  /** The warnings that whoever gives has seen and overrides, by their keys, and why. */
  readonly overrides?: readonly string[];
  readonly overrideReason?: string;
}

/** A visit as the counter writes it down. */
export interface Entry extends Findings {
  readonly id: string;
  /** A patient who was here before, or else who they are. */
  readonly patientId?: string;
  readonly newPatient?: NewPatient;
  /** Who was sent, where the patient is not there. */
  readonly buyer?: { readonly name: string; readonly number?: string };
  /** Where to refer the patient, if that was chosen at once. */
  readonly facilityId?: string;
  /** When it was, if not just now: a paper note written down later. */
  readonly at?: Date;
}

/** The columns that hold what was found and decided. */
export function findingColumns(findings: Findings) {
  const { temperature, spo2, pulse, respiration, systolic, consciousness, oxygen, weight } = findings;
  const { diastolic, complaint, signsAsked, pain, sugar, illDays, unstable, absent } = findings;
  const { pregnantWeeks, facts, factsAsked, factsNote, homeParacetamol, homeIbuprofen } = findings;
  const { temperatureSite, effort, refill, oxygenFlow, recounted } = findings;
  const { symptoms, flagsAsked, conditions, pregnant, feverReported, feverDays, note, disposition } =
    findings;
  return {
    temperature: temperature ?? null,
    temperatureSite: temperatureSite ?? null,
    spo2: spo2 ?? null,
    pulse: pulse ?? null,
    respiration: respiration ?? null,
    systolic: systolic ?? null,
    diastolic: diastolic ?? null,
    consciousness: consciousness ?? null,
    oxygen: oxygen ?? null,
    effort: effort ?? null,
    refill: refill ?? null,
    oxygenFlow: oxygenFlow ?? null,
    recounted: recounted ?? false,
    weight: weight ?? null,
    symptoms: [...symptoms],
    flagsAsked,
    complaint: complaint ?? null,
    signsAsked: signsAsked ?? false,
    pain: pain ?? null,
    sugar: sugar ?? null,
    illDays: illDays ?? null,
    unstable: unstable ?? false,
    absent: absent ?? false,
    conditions: [...conditions],
    pregnant,
    pregnantWeeks: pregnantWeeks ?? null,
    facts: [...(facts ?? [])],
    factsAsked: factsAsked ?? false,
    factsNote: factsNote ?? null,
    homeParacetamol: homeParacetamol ?? null,
    homeIbuprofen: homeIbuprofen ?? null,
    feverReported,
    feverDays: feverDays ?? null,
    fever: isFeverVisit(temperature, feverReported),
    note: note ?? null,
    disposition,
  };
}
