/** How a transfer between two outlets stands. */
export const transferStates = ['asked', 'agreed', 'sent', 'received', 'declined', 'cancelled'] as const;
export type TransferState = (typeof transferStates)[number];

export type TransferStep = 'agree' | 'decline' | 'cancel' | 'send' | 'receive';

/** Which end takes a step. */
export type End = 'from' | 'to';

/** From which states a step leads where, and whose it is. */
export const transferSteps: Readonly<
  Record<
    TransferStep,
    { readonly from: readonly TransferState[]; readonly to: TransferState; readonly end: End }
  >
> = {
  agree: { from: ['asked'], to: 'agreed', end: 'from' },
  decline: { from: ['asked', 'agreed'], to: 'declined', end: 'from' },
  cancel: { from: ['asked', 'agreed'], to: 'cancelled', end: 'to' },
  send: { from: ['agreed'], to: 'sent', end: 'from' },
  receive: { from: ['sent'], to: 'received', end: 'to' },
};

/** The steps that can be taken now, by either end. */
export const stepsFrom = (state: TransferState): TransferStep[] =>
  (Object.keys(transferSteps) as TransferStep[]).filter((step) => transferSteps[step].from.includes(state));

/**
 * Whose the goods are at each moment: the sender's until the receiver has counted them, on the way too, so that
 * whatever is damaged or missing is somebody's.
 */
export const ownerOf = (state: TransferState): End => (state === 'received' ? 'to' : 'from');

/** What arrived of a lot. */
export interface Arrival {
  /** Units put on the shelf. */
  readonly received: number;
  readonly damaged: number;
}

/** Units of a lot that were sent and did not arrive. Undefined if more would have arrived than was sent. */
export function missingOf(sent: number, { received, damaged }: Arrival): number | undefined {
  const missing = sent - received - damaged;
  return missing < 0 ? undefined : missing;
}
