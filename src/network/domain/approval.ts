import { refusal } from '../../web/domain/refusal.js';

/** How far an outlet's way to being a convenience clinic has come. */
export const approvalStates = [
  'registered',
  'applied',
  'inspected',
  'approved',
  'suspended',
  'declined',
  'revoked',
] as const;
export type ApprovalState = (typeof approvalStates)[number];

export const approvalActs = [
  'apply',
  'inspect',
  'approve',
  'decline',
  'suspend',
  'reopen',
  'revoke',
] as const;
export type ApprovalAct = (typeof approvalActs)[number];

interface Step {
  readonly from: readonly ApprovalState[];
  readonly to: ApprovalState;
  /** Acts that take something away say why. */
  readonly needsReason?: true;
}

/** Every step there is. What is not here is refused. */
export const approvalSteps: Record<ApprovalAct, Step> = {
  apply: { from: ['registered', 'declined', 'revoked'], to: 'applied' },
  inspect: { from: ['applied'], to: 'inspected' },
  approve: { from: ['inspected'], to: 'approved' },
  decline: { from: ['applied', 'inspected'], to: 'declined', needsReason: true },
  suspend: { from: ['approved'], to: 'suspended', needsReason: true },
  reopen: { from: ['suspended'], to: 'approved' },
  revoke: { from: ['approved', 'suspended'], to: 'revoked', needsReason: true },
};

/** The outlet's approval is not where this act begins. */
export const WrongStep = refusal('wrong-step');

/** The act takes something away and must say why. */
export const ReasonMissing = refusal('reason-missing', { kind: 'invalid', field: 'reason' });

/** An approval has a number and a last day. */
export const ApprovalIncomplete = refusal('approval-incomplete', { kind: 'invalid', field: 'number' });

/** The approval's last day has passed. */
export const ApprovalExpired = refusal('approval-expired', { kind: 'invalid', field: 'validUntil' });

/** @throws WrongStep @returns the state after the act */
export function stateAfter(state: ApprovalState, act: ApprovalAct): ApprovalState {
  const step = approvalSteps[act];
  if (!step.from.includes(state)) throw new WrongStep();
  return step.to;
}

export const actsFrom = (state: ApprovalState): ApprovalAct[] =>
  approvalActs.filter((act) => approvalSteps[act].from.includes(state));

/** Whether an outlet may see patients on a day: approved, and not past its last day. */
export function isApproved(state: ApprovalState, approvedUntil: string | null, on: string): boolean {
  return state === 'approved' && approvedUntil !== null && approvedUntil >= on;
}

/** The act as the audit trail says it. */
export const pastOf = {
  apply: 'applied',
  inspect: 'inspected',
  approve: 'approved',
  decline: 'declined',
  suspend: 'suspended',
  reopen: 'reopened',
  revoke: 'revoked',
} as const satisfies Record<ApprovalAct, string>;
