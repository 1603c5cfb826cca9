/** Slots of one length: hours of each, and how many there are. */
export interface Length {
  readonly hours: number;
  readonly slots: number;
}

const mostChoices = 200;

/**
 * Every way to take as many slots as fit into some hours, as counts by length, to which not one slot more could be
 * added; undefined when they are too many to be of use.
 */
export function fullestChoices(lengths: readonly Length[], hours: number): number[][] | undefined {
  const choices: number[][] = [];
  const counts: number[] = [];
  function fill(i: number, left: number): void {
    if (choices.length > mostChoices) return;
    if (i === lengths.length) {
      const room = lengths.some((one, j) => counts[j]! < one.slots && one.hours <= left + 1e-9);
      if (!room) choices.push([...counts]);
      return;
    }
    const { hours: each, slots } = lengths[i]!;
    for (let count = Math.min(slots, Math.floor(left / each + 1e-9)); count >= 0; count -= 1) {
      counts[i] = count;
      fill(i + 1, left - count * each);
    }
  }
  fill(0, hours);
  return choices.length > mostChoices ? undefined : choices;
}
