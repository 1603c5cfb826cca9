import { Refusal } from '../../web/domain/refusal.js';

/** A visit can't have been in the future. */
export class FutureVisit extends Refusal {
  readonly code = 'future-visit';
  override readonly kind = 'invalid';
  override readonly field = 'at';
}

/** A visit is written down within seven days, or not at all. */
export class VisitTooOld extends Refusal {
  readonly code = 'visit-too-old';
  override readonly kind = 'invalid';
  override readonly field = 'at';
}

/** The key of this form belongs to a visit at another outlet. */
export class KeyTaken extends Refusal {
  readonly code = 'key-taken';
}

/** Nobody was chosen, and no name was given. */
export class PatientMissing extends Refusal {
  readonly code = 'patient-missing';
  override readonly kind = 'invalid';
  override readonly field = 'name';
}

/** "Medicines" was decided and none was given. */
export class MedicineMissing extends Refusal {
  readonly code = 'medicine-missing';
  override readonly kind = 'invalid';
  override readonly field = 'medicines.0.medicine';
}

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

  /** @param mayBe whether whoever gives may override it, or only a doctor */
  constructor(index: number, rule: string, mayBe: boolean) {
    super({ rule });
    this.field = `medicines.${Math.max(0, index)}.medicine`;
    this.code = mayBe ? 'unsafe-medicine' : 'unsafe-medicine-doctor';
  }
}

/** Whoever overrides a warning says why. */
export class OverrideReasonMissing extends Refusal {
  readonly code = 'override-reason-missing';
  override readonly kind = 'invalid';
  override readonly field = 'overrideReason';
}

/** Somebody else corrected the visit since this form was opened. */
export class CorrectedMeanwhile extends Refusal {
  readonly code = 'corrected-meanwhile';
}

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
export class LevelLowered extends Refusal {
  readonly code = 'level-lowered';
  override readonly kind = 'invalid';
  override readonly field = 'level';
}

/** A doctor who lowers a level, or decides for less than it asks, says why. */
export class LevelReasonMissing extends Refusal {
  readonly code = 'level-reason-missing';
  override readonly kind = 'invalid';
  override readonly field = 'levelReason';
}

/** What was decided is weaker than the level asks for, and whoever decided is no doctor. */
export class DispositionTooWeak extends Refusal {
  readonly code = 'disposition-too-weak';
  override readonly kind = 'invalid';
  override readonly field = 'disposition';
}

/** The doctor has seen this patient already, or the patient was not waiting. */
export class NotWaiting extends Refusal {
  readonly code = 'not-waiting';
}

/** A doctor has decided of this patient; only a doctor decides otherwise. */
export class DoctorHasDecided extends Refusal {
  readonly code = 'doctor-has-decided';
  override readonly kind = 'invalid';
  override readonly field = 'disposition';
}
