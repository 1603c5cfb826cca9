import { Refusal } from '../../web/domain/refusal.js';

/** Another doctor has this licence number. */
export class DoctorLicenceTaken extends Refusal {
  readonly code = 'doctor-licence-taken';
  override readonly field = 'licenceNumber';
}

/** A registration covers some district and some scope, or it covers nothing. */
export class CoversNothing extends Refusal {
  readonly code = 'covers-nothing';
  override readonly kind = 'invalid';
  override readonly field = 'districtIds';
}
