import type { Warning } from '../../medicines/domain/warning.js';
import { Refusal, refusal } from '../../web/domain/refusal.js';

/** A visit can't have been in the future. */
export const FutureVisit = refusal('future-visit', { kind: 'invalid', field: 'at' });

/** A visit is written down within seven days, or not at all. */
export const VisitTooOld = refusal('visit-too-old', { kind: 'invalid', field: 'at' });

/** The key of this form belongs to a visit at another outlet. */
export const KeyTaken = refusal('key-taken');

/** Nobody was chosen, and no name was given. */
export const PatientMissing = refusal('patient-missing', { kind: 'invalid', field: 'name' });

/** "Medicines" was decided and none was given. */
export const MedicineMissing = refusal('medicine-missing', {
  kind: 'invalid',
  field: 'medicines.0.medicine',
});

/** No medicine of the catalogue is called so. */
export class UnknownMedicine extends Refusal {
  readonly code = 'unknown-medicine';
  override readonly kind = 'invalid';
  override readonly field: string;

  constructor(name: string, index: number) {
    super({ name });
    this.field = `medicines.${index}.medicine`;
  }
}

/** A medicine that may harm; whoever may give it all the same has not said so. */
export class UnsafeMedicine extends Refusal {
  readonly code: string;
  override readonly kind = 'invalid';
  override readonly field: string;

  /** @param mayBe whether whoever gives may override it; otherwise only a doctor, or nobody */
  constructor(index: number, { rule, override }: Pick<Warning, 'rule' | 'override'>, mayBe: boolean) {
    super({ rule });
    this.field = `medicines.${Math.max(0, index)}.medicine`;
    const nobody = override === 'never' ? 'unsafe-medicine-never' : 'unsafe-medicine-doctor';
    this.code = mayBe ? 'unsafe-medicine' : nobody;
  }
}

/** The number of whoever was sent is no identity number. */
export const WrongBuyerNumber = refusal('wrong-buyer-number', { kind: 'invalid', field: 'buyerNumber' });

/** A page without scripts has not asked the questions of the complaint yet: now it does. */
export const SignsNotShown = refusal('signs-not-shown', { kind: 'invalid', field: 'complaint' });

/** Who is to be measured again waits for the doctor, and is not let go meanwhile. */
export const MeasuringAgainWaits = refusal('measuring-again-waits', {
  kind: 'invalid',
  field: 'disposition',
});

/** Whoever overrides a warning says why. */
export const OverrideReasonMissing = refusal('override-reason-missing', {
  kind: 'invalid',
  field: 'overrideReason',
});

/** It was handed out, or put back, already. */
export const AlreadyHandedOut = refusal('already-handed-out');

/** It was prescribed before yesterday: a doctor looks again. */
export const PrescriptionLapsed = refusal('prescription-lapsed');

/** What was set aside was recalled, or has expired, before it was handed out. */
export const RecalledMeanwhile = refusal('recalled-meanwhile');

/** Somebody else corrected the visit since this form was opened. */
export const CorrectedMeanwhile = refusal('corrected-meanwhile');

/** The figure is possible but unlikely: the counter is asked once whether it was read right. */
export class UnlikelyFigure extends Refusal {
  readonly code = 'unlikely-figure';
  override readonly kind = 'invalid';

  constructor(
    override readonly field: string,
    value: number,
  ) {
    super({ value });
  }
}

/** Only a doctor lowers a level. */
export const LevelLowered = refusal('level-lowered', { kind: 'invalid', field: 'level' });

/** A doctor who lowers a level, or decides for less than it asks, says why. */
export const LevelReasonMissing = refusal('level-reason-missing', { kind: 'invalid', field: 'levelReason' });

/** What was decided is weaker than the level asks for, and whoever decided is no doctor. */
export const DispositionTooWeak = refusal('disposition-too-weak', { kind: 'invalid', field: 'disposition' });

/** A doctor has decided of this patient; only a doctor decides otherwise. */
export const DoctorHasDecided = refusal('doctor-has-decided', { kind: 'invalid', field: 'disposition' });
