const firstWaitMs = 30_000;
const longestWaitMs = 2 * 3600_000;
const giveUpAfterMs = 24 * 3600_000;

/** How long to wait after a failed try: 30 s, doubling to 2 h. */
export function waitAfter(attempts: number): number {
  return Math.min(longestWaitMs, firstWaitMs * 2 ** (attempts - 1));
}

/** Whether a mail was tried for a whole day in vain. */
export const isHopeless = (writtenAt: Date, now: Date): boolean =>
  now.getTime() - writtenAt.getTime() >= giveUpAfterMs;
