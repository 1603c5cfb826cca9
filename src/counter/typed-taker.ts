import { tidy } from '../values/text.js';
import type { Day } from '../config/domain/calendar.js';
import { safetyFacts } from '../medicines/domain/safety-facts.js';
import { readWeight } from '../patients/domain/weight.js';
import { takenAtHome } from '../visits/domain/taken-at-home.js';
import type { GivenTo } from '../visits/medicine-safety.js';

export type Typed = Readonly<Record<string, unknown>>;

/** Of whom it is known, beside what was typed. */
interface Known {
  readonly patientIds: readonly string[];
  readonly ageMonths: number;
  readonly on: Day;
  readonly exceptVisitId?: string;
}

/** Who takes the medicines, as far as a counter form says it so far. */
export function typedTaker(typed: Typed, known: Known): GivenTo {
  const number = (name: string) => {
    const text = textOf(typed[name]);
    // Ill since today is an answer: 0 is a figure like others.
    return text === undefined || Number.isNaN(Number(text)) ? undefined : Number(text);
  };
  const [conditions, said] = [textsIn(typed.conditions), textsIn(typed.facts)];
  return {
    ...known,
    weight: readWeight(textOf(typed.weight) ?? ''),
    liverIll: conditions.includes('liver'),
    pregnant: typed.pregnant === 'on' || textOf(typed.pregnantWeeks) !== undefined,
    pregnantWeeks: number('pregnantWeeks'),
    illDays: number('illDays') ?? number('feverDays'),
    conditions,
    ...takenAtHome({
      facts: safetyFacts.filter((fact) => said.includes(fact)),
      homeParacetamol: number('homeParacetamol'),
      homeIbuprofen: number('homeIbuprofen'),
    }),
    factsAsked: said.includes('asked'),
    symptoms: textsIn(typed.symptoms),
  };
}

const textsIn = (value: unknown): string[] => [value].flat().filter((one) => typeof one === 'string');

export const textOf = (value: unknown): string | undefined =>
  typeof value === 'string' && value.trim() !== '' ? tidy(value) : undefined;
