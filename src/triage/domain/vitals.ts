import { pointed } from '../../values/number.js';
/** What can be measured at a counter; each may be missing, and missing is never normal. */
export interface Vitals {
  /** °C */
  readonly temperature?: number;
  /** Oxygen saturation, % */
  readonly spo2?: number;
  /** Beats a minute */
  readonly pulse?: number;
  /** Breaths a minute */
  readonly respiration?: number;
  /** mmHg */
  readonly systolic?: number;
  /** mmHg */
  readonly diastolic?: number;
  readonly consciousness?: Consciousness;
}

/** ACVPU: alert, newly confused, or answering to voice, to pain, to nothing (NEWS2, RCP 2017). */
export const consciousnessLevels = ['alert', 'confusion', 'voice', 'pain', 'unresponsive'] as const;
export type Consciousness = (typeof consciousnessLevels)[number];

/** What a living person can show; outside it the measurement is a slip. */
export const possible = {
  temperature: { min: 30, max: 45 },
  spo2: { min: 50, max: 100 },
  pulse: { min: 20, max: 250 },
  respiration: { min: 4, max: 90 },
  systolic: { min: 50, max: 260 },
  diastolic: { min: 20, max: 180 },
} as const;

export type Figure = keyof typeof possible;

/** What is seldom seen at a counter; outside it the counter is asked once whether it was read right. */
const likely: Record<Figure, (young: boolean) => { min: number; max: number }> = {
  temperature: () => ({ min: 34, max: 42 }),
  spo2: () => ({ min: 75, max: 100 }),
  pulse: (young) => (young ? { min: 60, max: 220 } : { min: 40, max: 180 }),
  respiration: (young) => (young ? { min: 15, max: 75 } : { min: 8, max: 45 }),
  systolic: (young) => (young ? { min: 55, max: 140 } : { min: 75, max: 230 }),
  diastolic: (young) => (young ? { min: 25, max: 90 } : { min: 40, max: 130 }),
};

const youngMonths = 60;

/**
 * The figures that are possible but unlikely at this age, in the order in which they are measured; so is a diastolic
 * pressure that is no lower than the systolic.
 */
export function unlikely(vitals: Vitals, ageMonths: number): Figure[] {
  return (Object.keys(likely) as Figure[]).filter((figure) => {
    const value = vitals[figure];
    const { min, max } = likely[figure](ageMonths < youngMonths);
    if (figure === 'diastolic' && value! >= vitals.systolic!) return true;
    return value !== undefined && (value < min || value > max);
  });
}

/** A fever visit begins here: 37.3 °C now, or fever reported in the last 48 h. */
export const feverFrom = 37.3;

export function isFeverVisit(temperature: number | undefined, feverReported: boolean): boolean {
  return feverReported || (temperature !== undefined && temperature >= feverFrom);
}

/** A temperature as it was typed, in °C to one decimal; `fahrenheit` when it was read as °F. */
export interface Temperature {
  readonly celsius: number;
  readonly fahrenheit?: number;
}

const fahrenheitRange = { min: 86, max: 113 };

/** Reads `38.5`, `３８．５`, `38,5 ℃`, `101.3F`; a number that is only possible in °F is read as °F. */
export function readTemperature(text: string): Temperature | undefined {
  const match = /^(\d{2,3}(?:[.,]\d{1,2})?)\s*°?\s*([CF])?$/i.exec(pointed(text));
  if (!match) return undefined;
  const value = Number(match[1]!.replace(',', '.'));
  const unit = match[2]?.toUpperCase();
  const isFahrenheit =
    unit === 'F' || (!unit && value >= fahrenheitRange.min && value <= fahrenheitRange.max);
  const celsius = Math.round((isFahrenheit ? ((value - 32) * 5) / 9 : value) * 10) / 10;
  if (celsius < possible.temperature.min || celsius > possible.temperature.max) return undefined;
  return isFahrenheit ? { celsius, fahrenheit: value } : { celsius };
}
