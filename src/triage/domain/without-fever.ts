/** Each degree above this adds beats and breaths a minute (Thompson 2009, Nijman 2012). */
const feverFrom = 37.5;
const shares = { pulse: 10, respiration: 2.2 };

/**
 * A child's pulse or breathing, a minute, without what the fever adds to it.
 * @param normal the most that is normal: the fever may explain that it is faster, and never makes a normal one slow
 */
export function withoutFever(
  which: keyof typeof shares,
  value: number,
  temperature: number | undefined,
  normal: number,
): number {
  const share = Math.max(0, (temperature ?? 0) - feverFrom) * shares[which];
  return Math.round(Math.max(value - share, Math.min(value, normal)));
}
