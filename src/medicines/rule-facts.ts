import type { Language } from '../config/settings.js';
import type { ProposedFact } from '../staff/proposals/proposals.service.js';
import { translate } from '../web/language.js';
import type { DoseRule } from './domain/dose-rule.js';

const figures = [
  'fromMonths',
  'toMonths',
  'fromMgPerKg',
  'toMgPerKg',
  'mostDoseMg',
  'mostTimes',
  'mostDayMg',
] as const;
const flags = ['liverIll', 'forbidden'] as const;

/** What a rule says, or what it would say otherwise than now, a line a field. */
export function ruleFacts(rule: DoseRule, before: DoseRule | null, language: Language): ProposedFact[] {
  const say = (key: string) => translate(language, key);
  const told = (value: number | boolean | string | null) =>
    typeof value === 'boolean' ? say(value ? 'form.yes' : 'form.no') : value === null ? '–' : String(value);
  return [...figures, ...flags, 'source' as const]
    .filter((field) =>
      before ? before[field] !== rule[field] : rule[field] !== null && rule[field] !== false,
    )
    .map((field) => ({
      label: say(`medicines.rules.${field}`),
      before: before ? told(before[field]) : undefined,
      after: told(rule[field]),
    }));
}
