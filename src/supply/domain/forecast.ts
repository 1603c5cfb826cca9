/** What a shelf's forecasts are made from, by forecast where there are several figures. */
export interface Levels {
  /** Days observed, those without stock among them. */
  readonly days: number;
  /** Days whose demand was known. */
  readonly known: number;
  /** Units a day. */
  readonly levels: readonly number[];
  /** Share of each weekday, Monday first; 1 is an average day. */
  readonly weekday: readonly number[];
  /** The year: cosine and sine, once and twice a year. */
  readonly curve: readonly number[];
  /** Mean square miss over the protected days for each unit expected. */
  readonly misses: readonly number[];
  /** Forecasts that have ended. */
  readonly ended: number;
}

/** How quickly each forecast's level follows a day, and whether it knows the year's curve. */
export const followers = [
  { pace: 0.015, yearly: false },
  { pace: 0.05, yearly: false },
  { pace: 0.22, yearly: false },
  { pace: 0.003, yearly: true },
  { pace: 0.02, yearly: true },
] as const;
/** The forecast that is used until misses have been seen. */
const beginner = 1;
/** Twice the squared miss gives 1/64 of the say. */
const choosing = 6;
/** Days that were known before the year's curve has a say. */
const curveTrustedAfter = 540;
/** Growth is carried on for so many days, then it stops. */
const believedDays = 7;
const mostGrowthADay = 0.08;
/** Units that one forecast expects in some days. */
export function forecast(demand: Levels, which: number, firstWeekday: number, days: number): number {
  const growth = growthOf(demand, which);
  let sum = 0;
  let level = demand.levels[which]!;
  for (let ahead = 0; ahead < days; ahead++) {
    if (ahead < believedDays) level *= 1 + growth;
    sum += level * demand.weekday[(firstWeekday + ahead) % 7]! * seasonOf(demand, which, demand.days + ahead);
  }
  return sum;
}

/** By which share a forecast's level grows (or falls) a day: how far it is from the next slower one. */
function growthOf({ levels, known }: Pick<Levels, 'levels' | 'known'>, which: number): number {
  if (which === 0 || followers[which]!.yearly || known < 14) return 0;
  const apart = 1 / followers[which - 1]!.pace - 1 / followers[which]!.pace;
  const growth = Math.log(Math.max(levels[which]!, 0.01) / Math.max(levels[which - 1]!, 0.01)) / apart;
  return within(-mostGrowthADay, mostGrowthADay, growth);
}

/** One figure out of the forecasts' figures: those that have missed least of late have the most say. */
export function blend(
  { misses, ended, known }: Pick<Levels, 'misses' | 'ended' | 'known'>,
  figures: readonly number[],
) {
  if (ended < 5) return figures[beginner]!;
  const counts = followers.map(({ yearly }) => !yearly || known >= curveTrustedAfter);
  const least = Math.min(...misses.filter((_, which) => counts[which]));
  const says = misses.map((miss, which) =>
    counts[which] ? ((least + 1e-9) / (miss + 1e-9)) ** choosing : 0,
  );
  const all = says.reduce((sum, say) => sum + say, 0);
  return figures.reduce((sum, figure, which) => sum + says[which]! * figure, 0) / all;
}

/** The year's share of a day, for a forecast that knows the year. */
export function seasonOf({ curve }: Pick<Levels, 'curve'>, which: number, day: number): number {
  if (!followers[which]!.yearly) return 1;
  return Math.max(
    0.2,
    wavesOn(day).reduce((sum, wave, i) => sum + curve[i]! * wave, 1),
  );
}

/** The waves that the year's curve is made of, on a day. */
export const wavesOn = (day: number): number[] =>
  [1, 2].flatMap((n) => {
    const angle = (2 * Math.PI * n * day) / 365.25;
    return [Math.cos(angle), Math.sin(angle)];
  });

export const within = (low: number, high: number, one: number): number => Math.max(low, Math.min(high, one));
