import { DateTime } from 'luxon';
import type { Medicine } from '../medicines/medicine.entity.js';
import { medicineName } from '../medicines/domain/medicine.js';
import { isRedFlag } from '../triage/domain/symptoms.js';
import { BuyerMissing } from '../medicines/selling/refusals.js';
import { documentText, readIdentityNumber, WrongIdentityNumber } from '../patients/domain/identity-number.js';
import { signsOf } from '../triage/domain/complaints.js';
import { SignsNotShown, UnknownMedicine, WrongBuyerNumber } from './domain/refusals.js';
import { dosePattern, type FindingsForm, type GivenMedicineForm, type VisitForm } from './visit.form.js';
import type { Entry, Findings, GivenMedicine } from './findings.js';

/** The medicines that a form names, as typed. */
export const namesIn = (form: FindingsForm): string[] => form.medicines.map(({ medicine }) => medicine);

/** A counter form as the visit that it means. @throws UnknownMedicine @throws SignsNotShown */
export function entryOf(form: VisitForm, medicines: readonly Medicine[], zone: string): Entry {
  const { id, patientId, name, telephone, identityNumber, otherDocument, bornOn, sex } = form;
  const { guardianName, guardianIdentityNumber } = form;
  assertSignsShown(form);
  const newPatient = {
    name: name ?? '',
    identityNumber,
    otherDocument,
    bornOn,
    sex,
    telephone: telephone?.replace(/[\s-]/g, ''),
    guardianName,
    guardianIdentityNumber,
  };
  return {
    ...findingsOf(form, medicines),
    id,
    patientId,
    newPatient: !patientId && name ? newPatient : undefined,
    buyer: buyerIn(form),
    facilityId: form.facilityId,
    at: form.at ? DateTime.fromISO(form.at, { zone }).toJSDate() : undefined,
  };
}

/** @throws SignsNotShown where a complaint has questions that the page did not show, and none was answered */
function assertSignsShown({ complaint, signsShown, symptoms }: VisitForm): void {
  if (complaint === undefined || complaint === signsShown) return;
  const asked: readonly string[] = signsOf(complaint);
  const isAnswered = symptoms.some((symptom) => symptom === 'no-signs' || asked.includes(symptom));
  if (asked.length > 0 && !isAnswered) throw new SignsNotShown();
}

/** @throws BuyerMissing for a number that nobody's name stands beside @throws WrongBuyerNumber */
function buyerIn({ absent, buyerName: name, buyerNumber }: VisitForm): Entry['buyer'] {
  if (!absent || (!name && !buyerNumber)) return undefined;
  if (!name) throw new BuyerMissing();
  return { name, number: buyerNumber && documentNumber(buyerNumber) };
}

/** An identity number is checked; a passport or another document is taken as it is written, in capitals. */
function documentNumber(text: string): string {
  const number = documentText(text);
  if (!/^\d{15,}X?$/.test(number)) return number;
  try {
    return readIdentityNumber(number).number;
  } catch (error) {
    if (error instanceof WrongIdentityNumber) throw new WrongBuyerNumber();
    throw error;
  }
}

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
  return { medicineId: found[0]!.id, quantity, directions, dose: dose ? readDose(dose) : undefined };
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

/** `1×3` as one dose and how often a day; undefined for a text of another shape. */
export function readDose(text: string): GivenMedicine['dose'] {
  const [, units, times] = dosePattern.exec(text.normalize('NFKC').trim()) ?? [];
  return units === undefined ? undefined : { units: Number(units), times: Number(times) };
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
