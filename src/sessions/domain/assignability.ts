import type { Day } from '../../config/domain/calendar.js';
import { type ApprovalState, isApproved } from '../../network/domain/approval.js';
import { OutletNotApproved } from '../../network/domain/refusals.js';
import type { Slot } from '../../network/domain/opening-hours.js';
import type { Refusal } from '../../web/domain/refusal.js';
import {
  DoctorStruckOff,
  RegistrationExpired,
  RegistrationNotCovering,
  SessionClash,
  SessionPast,
  SlotClosed,
} from './refusals.js';

/** What must be known to judge whether a doctor can be sent to a session. */
export interface Proposal {
  readonly on: Day;
  readonly slot: Slot;
  readonly today: Day;
  readonly outlet: {
    readonly state: ApprovalState;
    readonly approvedUntil: Day | null;
    readonly districtId: string;
  };
  /** Undefined when the outlet does not state its hours. */
  readonly open: boolean | undefined;
  readonly doctor: {
    readonly validUntil: Day;
    readonly struckOff: boolean;
    readonly districtIds: readonly string[];
  };
  /** The outlet at which the doctor has a session in this slot already. */
  readonly elsewhere?: string;
}

/**
 * The first reason why a doctor can't be sent to a session, or undefined when they can.
 * A doctor works only where the registration covers (多点执业) and while it is valid, at one place at a time.
 */
export function whyNot(proposal: Proposal): Refusal | undefined {
  const { on, outlet, doctor } = proposal;
  if (on < proposal.today) return new SessionPast();
  if (!isApproved(outlet.state, outlet.approvedUntil, on)) return new OutletNotApproved();
  if (proposal.open === false) return new SlotClosed();
  if (doctor.struckOff) return new DoctorStruckOff();
  if (doctor.validUntil < on) return new RegistrationExpired({ until: doctor.validUntil });
  if (!doctor.districtIds.includes(outlet.districtId)) return new RegistrationNotCovering();
  if (proposal.elsewhere !== undefined) return new SessionClash({ outlet: proposal.elsewhere });
  return undefined;
}
