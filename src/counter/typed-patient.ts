import type { Day } from '../config/domain/calendar.js';
import type { NewPatient } from '../patients/new-patient.js';
import { birthIn } from '../values/birth.js';
import { telephoneDigits } from '../values/telephone.js';
import { textOf, type Typed } from './typed-taker.js';

/** Who was typed as new, as far as that is needed to say whom it may be. */
export function typedPatient(typed: Typed, today: Day): NewPatient {
  const [sex, bornOn, telephone] = [textOf(typed.sex), textOf(typed.bornOn), textOf(typed.telephone)];
  const birth = birthIn(bornOn ?? '', today);
  return {
    name: textOf(typed.name) ?? '',
    identityNumber: textOf(typed.identityNumber),
    otherDocument: textOf(typed.otherDocument),
    ...(typeof birth === 'string' ? {} : { bornOn: birth.bornOn, bornAbout: birth.about }),
    sex: sex === 'female' || sex === 'male' ? sex : undefined,
    telephone: telephone && telephoneDigits(telephone),
  };
}
