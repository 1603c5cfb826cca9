import { BarChart, LineChart } from 'echarts/charts';
import { GridComponent, LegendComponent } from 'echarts/components';
import { init, use } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import { dayInWords } from '../config/in-words.js';
import type { Language } from '../config/settings.js';
import type { DiversionClass } from '../episodes/domain/diversion.js';
import { translate } from '../web/language.js';
import type { DiversionDay } from './diversion.queries.js';

use([BarChart, LineChart, GridComponent, LegendComponent, SVGRenderer]);

const size = { width: 620, height: 260 };

/** What becomes of episodes, in the order in which it is stacked, with colours that the colour-blind tell apart. */
const shown: readonly (readonly [DiversionClass, string])[] = [
  ['confirmed', '#1b7837'],
  ['presumed', '#7fbf7b'],
  ['referred', '#2166ac'],
  ['worse', '#d6604d'],
  ['lost', '#8c2d04'],
  ['open', '#bdbdbd'],
];

/** Episodes by the day on which they began and what became of them. */
export function classesChart(days: readonly DiversionDay[], language: Language): string {
  return drawn(
    days,
    language,
    shown.map(([name, color]) => ({
      type: 'bar' as const,
      stack: 'episodes',
      name: translate(language, `insight.diversion.classes.${name}`),
      color,
      data: days.map(({ classes }) => classes[name]),
    })),
  );
}

/** Hospital visits that were kept away, against what the hospitals say is waiting. */
export function keptAwayChart(days: readonly DiversionDay[], language: Language): string {
  return drawn(
    days,
    language,
    [
      {
        type: 'bar' as const,
        name: translate(language, 'insight.diversion.keptAway'),
        color: '#1b7837',
        stack: 'episodes',
        data: days.map(({ keptAway }) => keptAway),
      },
      {
        // Where nobody knows yet, nothing is not none.
        type: 'bar' as const,
        name: translate(language, 'insight.diversion.classes.open'),
        color: '#bdbdbd',
        stack: 'episodes',
        data: days.map(({ classes }) => classes.open),
      },
      {
        type: 'line' as const,
        name: translate(language, 'insight.diversion.waiting'),
        yAxisIndex: 1,
        color: '#b2182b',
        data: days.map(({ waiting }) => waiting),
      },
    ],
    true,
  );
}

/** About how wide some words are in the legend, in pixels: nothing measures them where no browser is. */
const widthOf = (words: string) =>
  [...words].reduce((sum, letter) => sum + (letter > '\u2e80' ? 12.5 : 7), 0);

const value = { type: 'value' as const, minInterval: 1 };

/** @param twoScales the second series has an axis of its own, on the right */
function drawn<Series extends { readonly name: string }>(
  days: readonly DiversionDay[],
  language: Language,
  series: readonly Series[],
  twoScales = false,
): string {
  const widest = Math.max(...series.map(({ name }) => widthOf(name)));
  const names = days.map(({ on }) => dayInWords(on, language, 'dayOfYear'));
  const chart = init(null, null, { renderer: 'svg', ssr: true, ...size });
  chart.setOption({
    animation: false,
    backgroundColor: '#fff',
    // A width holds only where there is a background.
    legend: {
      bottom: 0,
      itemWidth: 12,
      itemHeight: 10,
      textStyle: { width: widest, backgroundColor: 'transparent' },
    },
    grid: { left: 44, right: twoScales ? 44 : 12, top: 12, bottom: 64 },
    xAxis: { type: 'category', data: names },
    yAxis: [value, ...(twoScales ? [{ ...value, splitLine: { show: false } }] : [])],
    series: [...series],
  });
  const svg = chart.renderToSVGString();
  chart.dispose();
  return svg;
}
