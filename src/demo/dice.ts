/** Random numbers that are the same at every seeding (mulberry32). */
export class Dice {
  constructor(private state: number) {}

  /** At least 0, less than 1. */
  roll(): number {
    this.state = (this.state + 0x6d2b79f5) | 0;
    let t = Math.imul(this.state ^ (this.state >>> 15), 1 | this.state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  }

  /** A whole number from `least` to `most`. */
  whole(least: number, most: number): number {
    return least + Math.floor(this.roll() * (most - least + 1));
  }

  chance(share: number): boolean {
    return this.roll() < share;
  }

  one<T>(choices: readonly T[]): T {
    return choices[this.whole(0, choices.length - 1)]!;
  }

  /** Some of the choices, in a random order. */
  some<T>(choices: readonly T[], count: number): T[] {
    return choices
      .map((choice) => ({ choice, place: this.roll() }))
      .sort((a, b) => a.place - b.place)
      .slice(0, count)
      .map(({ choice }) => choice);
  }

  bytes(count: number): Uint8Array {
    return Uint8Array.from({ length: count }, () => this.whole(0, 255));
  }
}
