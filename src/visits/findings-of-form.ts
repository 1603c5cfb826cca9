import type { Medicine } from '../medicines/medicine.entity.js';
import { readToldDose } from '../medicines/domain/told-dose.js';
import { medicineName } from '../medicines/domain/medicine.js';
import { isRedFlag } from '../triage/domain/symptoms.js';
import { UnknownMedicine } from './domain/refusals.js';
import type { FindingsForm, GivenMedicineForm } from './typed-findings.js';
import type { Findings, GivenMedicine } from './findings.js';

/** The medicines that a form names, as typed. */
export const namesIn = (form: FindingsForm): string[] => form.medicines.map(({ medicine }) => medicine);

/** @throws UnknownMedicine */
export function findingsOf(form: FindingsForm, medicines: readonly Medicine[]): Findings {
  const { spo2, pulse, respiration, systolic, consciousness, feverReported, feverDays, note, disposition } =
    form;
  const { conditions, pregnant, oxygen, weight, level, levelReason, confirmed } = form;
  const { overrides, overrideReason, oxygenFlow, effort, refill, recounted, measureAgain } = form;
  const { pregnantWeeks, factsNote, homeParacetamol, homeIbuprofen } = form;
  const { diastolic, complaint, pain, sugar, illDays, unstable, absent } = form;
  const symptoms = form.symptoms.filter((symptom) => symptom !== 'none' && symptom !== 'no-signs');
  return {
    temperature: form.temperature?.celsius,
    temperatureSite: form.temperatureSite,
    spo2,
    pulse,
    respiration,
    systolic,
    consciousness,
    feverReported,
    feverDays,
    symptoms,
    flagsAsked: form.symptoms.includes('none') || symptoms.some(isRedFlag),
    diastolic,
    complaint,
    signsAsked: form.symptoms.includes('no-signs'),
    pain,
    sugar,
    illDays,
    unstable,
    absent,
    conditions,
    // Who says the weeks is pregnant, box or no box.
    pregnant: pregnant || pregnantWeeks !== undefined,
    pregnantWeeks,
    facts: form.facts.filter((fact) => fact !== 'asked'),
    factsAsked: form.facts.includes('asked'),
    factsNote,
    homeParacetamol,
    homeIbuprofen,
    // Who says how much is on it, box or no box.
    oxygen: oxygen || (oxygenFlow ?? 0) > 0,
    oxygenFlow,
    effort,
    refill,
    recounted,
    measureAgain,
    weight,
    note,
    level,
    levelReason,
    confirmed,
    overrides,
    overrideReason,
    disposition,
    medicines: together(form.medicines.map((given, index) => resolved(given, index, medicines))),
  };
}

function resolved(
  { medicine: typed, quantity, dose, directions }: GivenMedicineForm,
  index: number,
  medicines: readonly Medicine[],
) {
  const found = medicines.filter((medicine) => isCalled(medicine, typed));
  if (found.length !== 1) throw new UnknownMedicine(typed, index);
  return { medicineId: found[0]!.id, quantity, directions, dose: dose ? readToldDose(dose) : undefined };
}

/** Whether a medicine is meant by a name: its key, code, initials, or name in either language. */
export function isCalled(medicine: Medicine, typed: string): boolean {
  const wanted = typed.trim().toLowerCase();
  const names = [
    medicine.id,
    medicine.code,
    medicine.initials,
    medicine.nameZh,
    medicineName(medicine, 'zh-CN'),
    medicineName(medicine, 'en'),
  ];
  return names.some((name) => name.toLowerCase() === wanted);
}

/** Two doses of one medicine: as often as both, and as much as the larger. */
export function doseTogether(a: GivenMedicine['dose'], b: GivenMedicine['dose']): GivenMedicine['dose'] {
  return a && b ? { units: Math.max(a.units, b.units), times: a.times + b.times } : (a ?? b);
}

/** The same medicine on two rows is one medicine, given together. */
function together(given: readonly GivenMedicine[]): GivenMedicine[] {
  const sum = new Map<string, GivenMedicine>();
  for (const one of given) {
    const before = sum.get(one.medicineId);
    const directions = [before?.directions, one.directions].filter(Boolean).join('; ') || undefined;
    const dose = doseTogether(before?.dose, one.dose);
    sum.set(one.medicineId, { ...one, quantity: one.quantity + (before?.quantity ?? 0), directions, dose });
  }
  return [...sum.values()];
}
