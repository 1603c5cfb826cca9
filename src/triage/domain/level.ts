/** How urgently somebody needs care, from least to most: at home, a doctor today, hospital today, 120 now. */
export const levels = ['self-care', 'doctor', 'urgent', 'emergency'] as const;
export type Level = (typeof levels)[number];

/** The place of a level in the order: 0 is self-care, 3 is emergency. */
export const rank = (level: Level): number => levels.indexOf(level);

export const isHigher = (a: Level, b: Level): boolean => rank(a) > rank(b);

export function highest(found: readonly Level[]): Level {
  return found.reduce((high, one) => (isHigher(one, high) ? one : high), 'self-care');
}
