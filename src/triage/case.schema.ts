import { efforts, temperatureSites } from './domain/case.js';
import { complaints, signs } from './domain/complaints.js';
import { conditions } from './domain/conditions.js';
import { redFlags, symptoms } from './domain/symptoms.js';
import { consciousnessLevels, type Figure, possible } from './domain/vitals.js';

const flag = { enum: [true, false] };
const range = ({ min, max }: { min: number; max: number }) => ({
  type: 'number',
  minimum: min,
  maximum: max,
});
const figure = (name: Figure) => range(possible[name]);
const someOf = (keys: readonly string[]) => ({
  type: 'array',
  items: { enum: [...keys] },
  uniqueItems: true,
});

/**
 * A case as `triage assess` reads it, one on each line of its file. What breaks it is told as `wrong` and judged on the
 * safe side. docs/triage-case.schema.json is this, written down.
 */
export const caseSchema = {
  $schema: 'http://json-schema.org/draft-07/schema#',
  title: 'A case to be judged',
  type: 'object',
  properties: {
    id: {},
    age_years: range({ min: 0, max: 130 }),
    age_months: range({ min: 0, max: 1560 }),
    age_days: range({ min: 0, max: 50_000 }),
    effort: { enum: [...efforts] },
    refill: range({ min: 0, max: 20 }),
    recounted: flag,
    altitude_points: range({ min: 0, max: 15 }),
    oxygen_flow: range({ min: 0, max: 60 }),
    pregnant: flag,
    oxygen: flag,
    fever_reported: flag,
    fever_days: range({ min: 0, max: 60 }),
    ill_days: range({ min: 0, max: 365 }),
    unstable: flag,
    absent: flag,
    temperature: { type: ['number', 'string'], description: '°C, or such as "101.3F"' },
    temperature_site: { enum: [...temperatureSites] },
    spo2: figure('spo2'),
    pulse: figure('pulse'),
    respiration: figure('respiration'),
    systolic: figure('systolic'),
    diastolic: figure('diastolic'),
    consciousness: { enum: [...consciousnessLevels] },
    conditions: someOf(conditions),
    complaint: { enum: complaints },
    symptoms: someOf([...symptoms, ...redFlags, ...signs, 'none', 'no-signs']),
    pain: range({ min: 0, max: 10 }),
    sugar: range({ min: 0.5, max: 60 }),
    pao2_fio2: range({ min: 20, max: 700 }),
    lesion_growth: range({ min: 0, max: 1000 }),
  },
  anyOf: [{ required: ['age_years'] }, { required: ['age_months'] }],
};
