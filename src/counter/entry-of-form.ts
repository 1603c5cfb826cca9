import { DateTime } from 'luxon';
import type { Medicine } from '../medicines/medicine.entity.js';
import type { Day } from '../config/domain/calendar.js';
import { UnreadableBirth } from '../patients/domain/refusals.js';
import { birthIn } from '../values/birth.js';
import { readDocument } from '../patients/domain/documents.js';
import { WrongIdentityNumber } from '../patients/domain/identity-number.js';
import { telephoneDigits } from '../values/telephone.js';
import { BuyerMissing } from '../selling/refusals.js';
import { signsOf } from '../triage/domain/complaints.js';
import { SignsNotShown, WrongBuyerNumber } from '../visits/domain/refusals.js';
import type { Entry } from '../visits/findings.js';
import { findingsOf } from '../visits/findings-of-form.js';
import type { VisitForm } from './visit.form.js';

/** The network's time zone, and its day. */
interface Now {
  readonly zone: string;
  readonly today: Day;
}

/** A counter form as the visit that it means. @throws UnknownMedicine @throws SignsNotShown @throws UnreadableBirth */
export function entryOf(form: VisitForm, medicines: readonly Medicine[], { zone, today }: Now): Entry {
  const { id, patientId, name, telephone, identityNumber, otherDocument, sex } = form;
  const { guardianName, guardianIdentityNumber } = form;
  assertSignsShown(form);
  const newPatient = {
    name: name ?? '',
    identityNumber,
    otherDocument,
    ...bornIn(form, today),
    sex,
    telephone: telephone && telephoneDigits(telephone),
    isPatient: form.isPatient,
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

/** When the patient was born, as far as the form says it. @throws UnreadableBirth */
function bornIn({ bornOn }: VisitForm, today: Day): { bornOn?: Day; bornAbout?: boolean } {
  if (!bornOn) return {};
  const birth = birthIn(bornOn, today);
  if (typeof birth === 'string') throw new UnreadableBirth(birth);
  return { bornOn: birth.bornOn, bornAbout: birth.about };
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

/** @throws WrongBuyerNumber */
function documentNumber(text: string): string {
  try {
    return readDocument(text);
  } catch (error) {
    if (error instanceof WrongIdentityNumber) throw new WrongBuyerNumber();
    throw error;
  }
}
