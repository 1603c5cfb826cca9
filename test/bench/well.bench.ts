import { expect, it, afterAll } from 'vitest';
import { Dice } from '../../src/demo/dice.js';
import { assess } from '../../src/triage/domain/assess.js';
import type { Case } from '../../src/triage/domain/case.js';
import { type Level, levels } from '../../src/triage/domain/level.js';
import { type LowRiskItem, lowRiskItems } from '../../src/triage/domain/rules/low-risk.js';
import { keep, type Line } from './table.js';

/*
 * The well stay home: simulated well people with a cold, half of them with a fever of 38.0 to 39.0 °C for one to three
 * days. Children's pulse and breathing: 1st, 50th and 99th centile by age (Fleming, Lancet 2011; 377: 1011; the medians
 * at birth and at two years were compared with its summary, the rows between are from memory). Adults': mean 72 and
 * deviation 10, 15.5 and 2 (from memory). With fever 10 beats (adults 8.5: Karjalainen 1986, from memory) and 2.2
 * breaths (adults 1.5, from memory) for each degree above 37.5 (Thompson 2009, Nijman 2012). SpO₂: 98 and 1.1, from
 * memory; pressure 122 and 12, from memory.
 */
const centiles = [
  { untilMonths: 3, pulse: [107, 143, 181], breath: [25, 43, 66] },
  { untilMonths: 6, pulse: [104, 140, 175], breath: [24, 41, 64] },
  { untilMonths: 9, pulse: [98, 134, 168], breath: [23, 39, 61] },
  { untilMonths: 12, pulse: [93, 128, 161], breath: [22, 37, 58] },
  { untilMonths: 18, pulse: [88, 123, 156], breath: [21, 35, 53] },
  { untilMonths: 24, pulse: [82, 116, 149], breath: [19, 31, 46] },
  { untilMonths: 36, pulse: [76, 110, 142], breath: [18, 28, 38] },
  { untilMonths: 48, pulse: [70, 104, 136], breath: [17, 25, 33] },
  { untilMonths: 72, pulse: [65, 98, 131], breath: [17, 23, 29] },
  { untilMonths: 96, pulse: [59, 91, 123], breath: [16, 21, 27] },
  { untilMonths: 144, pulse: [52, 84, 115], breath: [14, 19, 25] },
  { untilMonths: 180, pulse: [47, 78, 108], breath: [12, 18, 23] },
  { untilMonths: 192, pulse: [43, 73, 104], breath: [11, 16, 22] },
] as const;

const perBand = 20_000;
const adultMonths = 192;

/** Age bands in full months, and the most that may be sent to a hospital or to a doctor (issue of the triage rules). */
const bands = [
  { name: '6 to 11 months', from: 6, until: 12, hospital: 0.015, doctor: 0.5 },
  { name: '12 to 23 months', from: 12, until: 24, hospital: 0.015, doctor: 0.5 },
  { name: '2 to 4 years', from: 24, until: 60, hospital: 0.015, doctor: 0.25 },
  { name: '5 to 11 years', from: 60, until: 144, hospital: 0.015, doctor: 0.25 },
  { name: '12 to 15 years', from: 144, until: 192, hospital: 0.03, doctor: 0.35 },
  { name: '16 to 64 years', from: 192, until: 780, hospital: 0.05, doctor: 0.35 },
  { name: '65 to 79 years', from: 780, until: 960, hospital: 0.05, doctor: undefined },
] as const;

/** A number of the normal distribution (Box and Muller). */
const normal = (dice: Dice) =>
  Math.sqrt(-2 * Math.log(1 - dice.roll())) * Math.cos(2 * Math.PI * dice.roll());

const z99 = 2.326;

function somebody(ageMonths: number, dice: Dice): Case {
  const feverish = dice.chance(0.5);
  const temperature = Math.round(10 * (feverish ? 38 + dice.roll() : 36.3 + dice.roll() * 0.8)) / 10;
  const degrees = Math.max(0, temperature - 37.5);
  const isAdult = ageMonths >= adultMonths;
  const row = centiles.find(({ untilMonths }) => ageMonths < untilMonths);
  const of = ([low, middle, high]: readonly [number, number, number]) => {
    const z = normal(dice);
    return middle + (z * (z > 0 ? high - middle : middle - low)) / z99;
  };
  return {
    ageMonths,
    conditions: [],
    temperature,
    feverDays: feverish ? dice.whole(1, 3) : undefined,
    spo2: Math.min(100, Math.round(98 + normal(dice) * 1.1)),
    pulse: Math.round(isAdult ? 72 + normal(dice) * 10 + degrees * 8.5 : of(row!.pulse) + degrees * 10),
    respiration: Math.round(
      isAdult ? 15.5 + normal(dice) * 2 + degrees * 1.5 : of(row!.breath) + degrees * 2.2,
    ),
    systolic: isAdult ? Math.round(122 + normal(dice) * 12) : undefined,
    symptoms: ['runny-nose', 'cough'],
    flagsAsked: true,
    oxygen: false,
  };
}

const lines: Line[] = [];
const percent = (share: number) => `${(share * 100).toFixed(1)} %`;

it.each(bands)('the well of $name stay home', ({ name, from, until, ...most }) => {
  const dice = new Dice(from);
  const counts = Object.fromEntries(levels.map((level) => [level, 0])) as Record<Level, number>;
  const alone = new Map<LowRiskItem, number>();
  const rulesThatSend = new Map<string, number>();
  for (let i = 0; i < perBand; i++) {
    const { level, lowRisk, fired } = assess(somebody(dice.whole(from, until - 1), dice));
    counts[level] += 1;
    const unmet = lowRiskItems.filter((item) => lowRisk[item] !== 'met');
    if (unmet.length === 1) alone.set(unmet[0]!, (alone.get(unmet[0]!) ?? 0) + 1);
    for (const { rule } of fired.filter((one) => one.level === 'urgent' || one.level === 'emergency'))
      rulesThatSend.set(rule, (rulesThatSend.get(rule) ?? 0) + 1);
  }
  const share = (level: Level) => counts[level] / perBand;
  const hospital = share('urgent') + share('emergency');
  const told = (found: ReadonlyMap<string, number>) =>
    [...found]
      .sort(([, a], [, b]) => b - a)
      .slice(0, 3)
      .map(([what, count]) => `${what} ${percent(count / perBand)}`)
      .join(', ') || 'none';
  lines.push({
    what: `${perBand.toLocaleString('en')} well people of ${name} with a cold, half with 38 to 39 °C`,
    measured: `self-care ${percent(share('self-care'))}, doctor ${percent(share('doctor'))}, urgent ${percent(share('urgent'))}, emergency ${percent(share('emergency'))}; one item alone: ${told(alone)}; sent by: ${told(rulesThatSend)}`,
    ratio: `${percent(hospital)} · ${percent(share('doctor'))}`,
    wanted: `hospital ≤ ${percent(most.hospital)}${most.doctor === undefined ? '' : `, doctor ≤ ${percent(most.doctor)}`}`,
    holds: hospital <= most.hospital && share('doctor') <= (most.doctor ?? 1),
  });
  expect(counts.emergency + counts.urgent + counts.doctor + counts['self-care']).toBe(perBand);
});

afterAll(() => keep('The well stay home', lines));
