import { pointed } from '../../values/number.js';
import { type Case, efforts, temperatureSites } from './case.js';
import type { Edition } from './editions.js';
import { complaints, signs } from './complaints.js';
import { type Condition, conditions } from './conditions.js';
import { redFlags, type Symptom, symptoms } from './symptoms.js';
import { consciousnessLevels, type Figure, possible, readTemperature, unlikely } from './vitals.js';

/** What somebody sent to be judged, as far as it could be read. */
export interface Read {
  readonly case?: Case;
  /** The fields that can't be read or are impossible. They are not taken as normal: they are missing. */
  readonly wrong: readonly string[];
  /** The figures that are possible but unlikely at this age. */
  readonly unlikely: readonly Figure[];
  /** A weight that does not fit the age, kg. */
  readonly unlikelyWeight?: number;
  /** The edition that judges; the newest if nobody says. */
  readonly edition?: Edition;
  /** The temperature that was read as °F. */
  readonly fahrenheit?: number;
}

type Input = Readonly<Record<string, unknown>>;

const isGiven = (value: unknown) => value !== undefined && value !== null && value !== '';

/** The first of these names that the input has a value under. */
const valueOf = (input: Input, ...names: string[]) => names.map((name) => input[name]).find(isGiven);

function numberIn(value: unknown, { min, max }: { min: number; max: number }): number | undefined {
  const text = typeof value === 'string' ? pointed(value) : value;
  const number = typeof text === 'string' && /^\d+([.]\d+)?$/.test(text) ? Number(text) : text;
  return typeof number === 'number' && number >= min && number <= max ? number : undefined;
}

const flagIn = (value: unknown): boolean | undefined =>
  [true, 'true', 'on', '1', 'oxygen', 'yes'].includes(value as string)
    ? true
    : [false, 'false', '0', 'air', 'no'].includes(value as string)
      ? false
      : undefined;

const listIn = (value: unknown): unknown[] => (Array.isArray(value) ? value : isGiven(value) ? [value] : []);

const anyNumber = { min: 0, max: 100_000 };

/** What an impossible figure is judged as until it is asked again: the worst that is possible, or missing. */
function safeSide(name: Figure, typed: number): number | undefined {
  const { min, max } = possible[name];
  if (typed < min) return min;
  return name === 'spo2' ? undefined : max;
}

const longestLifeMonths = 130 * 12;
const none = 'none';
const noSigns = 'no-signs';
const mostPain = 10;
const known: ReadonlySet<unknown> = new Set([...symptoms, ...redFlags, ...signs]);

type ReadValue = <T>(names: string[], understand: (value: unknown) => T | undefined) => T | undefined;

function ageIn(read: ReadValue): number | undefined {
  const inYears = read(['age_years', 'ageYears'], (value) => numberIn(value, { min: 0, max: 130 }));
  const inMonths = read(['age_months', 'ageMonths'], (value) =>
    numberIn(value, { min: 0, max: longestLifeMonths }),
  );
  return inMonths ?? (inYears === undefined ? undefined : inYears * 12);
}

/** What is looked at in children, and how much oxygen somebody is on. */
const lookedAt = (read: ReadValue) => ({
  ageDays: read(['age_days', 'ageDays'], (value) => numberIn(value, { min: 0, max: 50_000 })),
  temperatureSite: read(['temperature_site', 'temperatureSite'], (value) =>
    temperatureSites.find((one) => one === value),
  ),
  effort: read(['effort'], (value) => efforts.find((one) => one === value)),
  refill: read(['refill'], (value) => numberIn(value, { min: 0, max: 20 })),
  recounted: read(['recounted'], flagIn),
  altitudePoints: read(['altitude_points', 'altitudePoints'], (value) =>
    numberIn(value, { min: 0, max: 15 }),
  ),
  oxygenFlow: read(['oxygen_flow', 'oxygenFlow'], (value) => numberIn(value, { min: 0, max: 60 })),
});

/** What only a hospital's letter says. */
const fromLetter = (read: ReadValue) => ({
  pao2Fio2: read(['pao2_fio2'], (value) => numberIn(value, { min: 20, max: 700 })),
  lesionGrowth: read(['lesion_growth'], (value) => numberIn(value, { min: 0, max: 1000 })),
});

/** What a patient comes with, and how they have been. */
const complaintIn = (read: ReadValue) => ({
  complaint: read(['complaint'], (value) => complaints.find((one) => one === value)),
  pain: read(['pain'], (value) => numberIn(value, { min: 0, max: mostPain })),
  sugar: read(['sugar'], (value) => numberIn(value, { min: 0.5, max: 60 })),
  illDays: read(['ill_days', 'illDays'], (value) => numberIn(value, { min: 0, max: 365 })),
  unstable: read(['unstable'], flagIn),
  absent: read(['absent'], flagIn),
});

/**
 * Reads one case from named values, texts or not. Its fields are documented in the README under `triage assess`.
 * Red flags count as asked when one of them or "none" is among the symptoms, a complaint's questions likewise by
 * "no-signs".
 */
export function readCase(input: Input): Read {
  const wrong: string[] = [];
  const read: ReadValue = (names, understand) => {
    const value = valueOf(input, ...names);
    if (value === undefined) return undefined;
    const found = understand(value);
    if (found === undefined) wrong.push(names[0]!);
    return found;
  };
  const impossible: Figure[] = [];
  const figure = (name: Exclude<Figure, 'temperature'>) => {
    const found = read([name], (value) => numberIn(value, possible[name]));
    const typed = found === undefined ? numberIn(valueOf(input, name), anyNumber) : undefined;
    if (typed === undefined) return found;
    impossible.push(name);
    return safeSide(name, typed);
  };

  const temperature = read(['temperature'], (value) => readTemperature(String(value)));
  const ageMonths = ageIn(read);
  const said = listIn(input.symptoms);
  const isSymptom = (one: unknown): one is Symptom => known.has(one);
  const isCondition = (one: unknown): one is Condition => conditions.includes(one as Condition);
  if (!said.every((one) => one === none || one === noSigns || isSymptom(one))) wrong.push('symptoms');
  const ill = listIn(input.conditions);
  if (!ill.every(isCondition)) wrong.push('conditions');
  const figures = ['spo2', 'pulse', 'respiration', 'systolic', 'diastolic'] as const;
  const vitals = {
    temperature: temperature?.celsius,
    ...(Object.fromEntries(figures.map((name) => [name, figure(name)])) as Partial<Record<Figure, number>>),
    consciousness: read(['consciousness'], (value) => consciousnessLevels.find((level) => level === value)),
  };
  const rest = {
    pregnant: read(['pregnant'], flagIn),
    oxygen: read(['oxygen'], flagIn),
    feverReported: read(['fever_reported', 'feverReported'], flagIn),
    feverDays: read(['fever_days', 'feverDays'], (value) => numberIn(value, { min: 0, max: 60 })),
    ...complaintIn(read),
    ...lookedAt(read),
    ...fromLetter(read),
  };
  if (ageMonths === undefined) return { wrong: [...new Set([...wrong, 'age_years'])], unlikely: [] };
  return {
    case: {
      ageMonths,
      ...vitals,
      ...rest,
      conditions: ill.filter(isCondition),
      symptoms: said.filter(isSymptom),
      flagsAsked: said.includes(none),
      signsAsked: said.includes(noSigns),
      ...(impossible.length > 0 && { impossible }),
    },
    wrong,
    unlikely: unlikely(vitals, ageMonths),
    fahrenheit: temperature?.fahrenheit,
  };
}
