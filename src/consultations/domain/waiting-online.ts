import type { Disposition } from '../../visits/domain/disposition.js';

interface Sent {
  readonly disposition: Disposition;
  readonly outcome: Disposition | null;
  readonly seenAt: Date | null;
}

/** Sent to a doctor online, by the counter or by the visiting doctor, and none has decided yet. */
export const isWaitingOnline = ({ disposition, outcome, seenAt }: Sent): boolean =>
  outcome === 'online' || (disposition === 'online' && seenAt === null);
