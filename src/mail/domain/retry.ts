const firstWaitMs = 30_000;
const longestWaitMs = 2 * 3600_000;
const giveUpAfterMs = 24 * 3600_000;
const jitter = 0.25;

/**
 * How long to wait after a failed try, in ms: 30 s, doubling to 2 h, a quarter more or less, so that mails that failed
 * together don't all come back together.
 * @param chance from 0 to 1
 */
export function waitAfter(attempts: number, chance: number): number {
  const wait = Math.min(longestWaitMs, firstWaitMs * 2 ** (attempts - 1));
  return Math.round(wait * (1 + jitter * (2 * chance - 1)));
}

/** Whether a mail was tried for a whole day in vain. */
export const isHopeless = (writtenAt: Date, now: Date): boolean =>
  now.getTime() - writtenAt.getTime() >= giveUpAfterMs;
