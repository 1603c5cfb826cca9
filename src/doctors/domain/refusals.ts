import { refusal } from '../../web/domain/refusal.js';

/** Another doctor has this licence number. */
export const DoctorLicenceTaken = refusal('doctor-licence-taken', { field: 'licenceNumber' });

/** A registration covers some district and some scope, or it covers nothing. */
export const CoversNothing = refusal('covers-nothing', { kind: 'invalid', field: 'districtIds' });

/** The last day lies before the first. */
export const DaysReversed = refusal('days-reversed', { kind: 'invalid', field: 'to' });

/** More days at once than one saying may speak of. */
export const TooManyDays = refusal('too-many-days', { kind: 'invalid', field: 'to' });

/** A week has seven days of three slots. */
export const WeekIncomplete = refusal('week-incomplete', { kind: 'invalid' });

/** The doctor was struck off before; the reason that was given then stays. */
export const StruckOffAlready = refusal('struck-off-already');

/** Somebody has reinstated the doctor meanwhile. */
export const NotStruckOff = refusal('not-struck-off');
