import { DateTime } from 'luxon';
import type { Medicine } from '../medicines/medicine.entity.js';
import { documentText } from '../values/document.js';
import { readIdentityNumber, WrongIdentityNumber } from '../patients/domain/identity-number.js';
import { telephoneDigits } from '../values/telephone.js';
import { BuyerMissing } from '../selling/refusals.js';
import { signsOf } from '../triage/domain/complaints.js';
import { SignsNotShown, WrongBuyerNumber } from '../visits/domain/refusals.js';
import type { Entry } from '../visits/findings.js';
import { findingsOf } from '../visits/findings-of-form.js';
import type { VisitForm } from './visit.form.js';

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
