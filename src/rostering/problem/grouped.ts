/** Things by the key that each of them gives. */
export function grouped<T>(things: readonly T[], by: (thing: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const thing of things) {
    const group = groups.get(by(thing));
    if (group) group.push(thing);
    else groups.set(by(thing), [thing]);
  }
  return groups;
}

/** One key of several. */
export const keyOf = (...keys: readonly string[]) => JSON.stringify(keys);
