import type { Language } from '../config/settings.js';
import type { ProposedFact } from '../staff/proposals/proposals.service.js';
import { translate } from '../web/language.js';
import type { DoseRule } from './domain/dose-rule.js';
import { sourceKey } from './domain/rule-source.js';
import type { Medicine } from './medicine.entity.js';

const figures = [
  'fromMonths',
  'toMonths',
  'fromMgPerKg',
  'toMgPerKg',
  'mostDoseMg',
  'mostTimes',
  'mostDayMg',
  'leastHours',
  'mostDays',
] as const;
const flags = ['liverIll', 'forbidden'] as const;

/** What a rule says, or what it would say otherwise than now, a line a field. */
export function ruleFacts(rule: DoseRule, before: DoseRule | null, language: Language): ProposedFact[] {
  const say = (key: string) => translate(language, key);
  const told = (value: number | boolean | string | null, field: string) => {
    if (typeof value === 'boolean') return say(value ? 'form.yes' : 'form.no');
    const key = field === 'source' ? sourceKey(String(value)) : undefined;
    if (key) return say(key);
    return value === null ? '–' : String(value);
  };
  return [...figures, ...flags, 'source' as const]
    .filter((field) =>
      before ? before[field] !== rule[field] : rule[field] !== null && rule[field] !== false,
    )
    .map((field) => ({
      label: say(`medicines.rules.${field}`),
      before: before ? told(before[field], field) : undefined,
      after: told(rule[field], field),
    }));
}

/** Which rule it is: its ingredient, in the reader's words, and whom it is for. */
export function ruleName(
  rule: DoseRule,
  medicines: readonly Pick<Medicine, 'ingredients'>[],
  language: Language,
): string {
  const known = medicines.flatMap(({ ingredients }) => ingredients).find(({ en }) => en === rule.ingredient);
  const { fromMonths: from, toMonths: to, liverIll } = rule;
  const ages =
    to === null
      ? translate(language, 'medicines.rules.monthsOn', { from })
      : translate(language, 'medicines.rules.months', { from, to });
  const liver = liverIll ? [translate(language, 'medicines.rules.liverIll')] : [];
  const name = language === 'en' ? rule.ingredient : (known?.zh ?? rule.ingredient);
  return [name, ages, ...liver].join(translate(language, 'web.dot'));
}
