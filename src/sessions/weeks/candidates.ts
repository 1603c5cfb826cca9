import type { DoctorLine } from '../../doctors/doctors.service.js';
import type { Refusal } from '../../web/domain/refusal.js';
import { type Proposal, whyNot } from '../domain/assignability.js';
import type { Duty } from '../sessions.queries.js';

export interface Candidate {
  readonly id: string;
  readonly name: string;
  readonly facility: string;
  readonly scopes: readonly string[];
  readonly refusal?: { readonly key: string; readonly values: Refusal['values'] };
}

/** Every working doctor with the reason why they can't come, if there is one; those who can come first. */
export function candidates(
  session: Omit<Proposal, 'doctor' | 'elsewhere'>,
  doctors: readonly DoctorLine[],
  duties: readonly Duty[],
): Candidate[] {
  const busy = new Map(
    duties.filter(({ slot }) => slot === session.slot).map((duty) => [duty.doctorId, duty.outlet]),
  );
  const judged = doctors.map((doctor) => {
    const refusal = whyNot({
      ...session,
      doctor: { ...doctor, struckOff: doctor.struckOffAt !== null },
      elsewhere: busy.get(doctor.id),
    });
    const { id, name, facility, scopes } = doctor;
    return {
      id,
      name,
      facility,
      scopes,
      refusal: refusal && { key: `refusals.${refusal.code}`, values: refusal.values },
    };
  });
  return judged.sort(
    (a, b) => Number(Boolean(a.refusal)) - Number(Boolean(b.refusal)) || a.name.localeCompare(b.name),
  );
}
