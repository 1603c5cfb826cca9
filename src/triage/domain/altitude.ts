/**
 * How many points lower the limits of SpO₂ lie at an altitude: they are made for less than 1,500 m (FIELD, section 3.2).
 * @param metres above the sea
 * @param table from which altitude on how many, such as `1500:2,2500:4`; blank: none anywhere
 */
export function pointsAt(metres: number, table: string): number {
  const steps = table
    .split(',')
    .filter(Boolean)
    .map((step) => step.split(':').map(Number) as [from: number, points: number])
    .sort(([a], [b]) => a - b);
  return steps.findLast(([from]) => metres >= from)?.[1] ?? 0;
}
