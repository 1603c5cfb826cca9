/** A share with the interval in which the true one lies, 95 times of 100. From 0 to 1. */
export interface Share {
  readonly numerator: number;
  readonly denominator: number;
  readonly rate: number;
  readonly low: number;
  readonly high: number;
}

/** Standard deviations on each side of 95 %. */
export const z95 = 1.96;

/** Below so many a share says little; pages mark it. */
export const smallBelow = 30;

/** Wilson's interval (E. B. Wilson 1927): holds for few cases and for shares near 0 and 1. Undefined of nobody. */
export function shareOf(numerator: number, denominator: number): Share | undefined {
  if (denominator === 0) return undefined;
  const rate = numerator / denominator;
  const square = z95 ** 2;
  const middle = (rate + square / (2 * denominator)) / (1 + square / denominator);
  const half =
    (z95 / (1 + square / denominator)) *
    Math.sqrt((rate * (1 - rate)) / denominator + square / (4 * denominator ** 2));
  return {
    numerator,
    denominator,
    rate,
    low: Math.max(0, middle - half),
    high: Math.min(1, middle + half),
  };
}
