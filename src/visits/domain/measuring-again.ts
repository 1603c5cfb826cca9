import type { Disposition } from './disposition.js';
import { MeasuringAgainWaits } from './refusals.js';

/** How long a child is calmed and cooled before it is counted again. */
const restMs = 10 * 60_000;

/**
 * When to measure again, for somebody who waits for it.
 * @throws MeasuringAgainWaits for somebody who is let go meanwhile
 */
export function measureAgainAt(
  { measureAgain, disposition }: { readonly measureAgain?: boolean; readonly disposition: Disposition },
  now: Date,
): Date | null {
  if (!measureAgain) return null;
  if (disposition !== 'doctor' && disposition !== 'online') throw new MeasuringAgainWaits();
  return new Date(now.getTime() + restMs);
}
