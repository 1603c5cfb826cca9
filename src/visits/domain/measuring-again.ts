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
  if (disposition !== 'doctor') throw new MeasuringAgainWaits();
  return new Date(now.getTime() + restMs);
}

/** The same where a visit is corrected: who waits goes on waiting until they were counted again, or are let go. */
export const stillToMeasure = (
  before: Date | null,
  findings: {
    readonly measureAgain?: boolean;
    readonly recounted?: boolean;
    readonly disposition: Disposition;
  },
  now: Date,
): Date | null =>
  measureAgainAt(findings, now) ?? (findings.recounted || findings.disposition !== 'doctor' ? null : before);
