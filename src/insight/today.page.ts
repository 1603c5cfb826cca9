import type { Today } from './today.queries.js';

const barsHeight = 60;

const rounded = (value: number) => Math.round(value * 10) / 10;

/** The day's figures as the page prints them, with the last seven days beside. */
export function todayPage({ days, ...today }: Today) {
  const now = days.at(-1)!;
  const before = days.slice(0, -1);
  const mean = (figure: 'visits' | 'feverVisits') =>
    rounded(before.reduce((sum, day) => sum + day[figure], 0) / before.length);
  const highest = Math.max(1, ...days.map(({ visits }) => visits));
  return {
    ...today,
    visits: now.visits,
    feverVisits: now.feverVisits,
    usualVisits: mean('visits'),
    usualFeverVisits: mean('feverVisits'),
    // Bars as rectangles: the whole is all visits, the lower part fever.
    bars: days.map((day, index) => ({
      ...day,
      x: index * 28,
      y: barsHeight - (day.visits / highest) * barsHeight,
      height: (day.visits / highest) * barsHeight,
      feverY: barsHeight - (day.feverVisits / highest) * barsHeight,
      feverHeight: (day.feverVisits / highest) * barsHeight,
      today: day.on === today.on,
    })),
  };
}
