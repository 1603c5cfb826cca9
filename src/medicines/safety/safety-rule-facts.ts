import type { Language } from '../../config/settings.js';
import type { ProposedFact } from '../../staff/proposals/proposals.service.js';
import { translate } from '../../web/language.js';
import { sourceKey } from '../domain/rule-source.js';
import type { SafetyRule } from '../domain/safety-rule.js';
import type { Subject } from '../domain/subject.js';
import type { PatientTraits } from './patient-traits.js';

const fields = [
  'of',
  'beside',
  'fromMonths',
  'toMonths',
  'underKg',
  'pregnant',
  'fromWeeks',
  'toWeeks',
  'having',
  'effect',
  'source',
  'sentenceZh',
  'sentenceEn',
  'inUse',
] as const;

/** Where a rule asks for nothing. */
const none = '–';

/** What a rule says, or what it would say otherwise than now, a line a field. */
export function safetyFactsOf(
  rule: SafetyRule,
  before: SafetyRule | null,
  language: Language,
  traits: PatientTraits,
): ProposedFact[] {
  const told = (one: SafetyRule, field: (typeof fields)[number]) =>
    field === 'having'
      ? one.having.map((key) => traits.nameOf(key, language)).join(translate(language, 'web.comma')) || none
      : toldOf(one, field, language);
  return fields
    .filter((field) => !before || JSON.stringify(before[field]) !== JSON.stringify(rule[field]))
    .map((field) => ({
      label: translate(language, `medicines.safety.${field}`),
      before: before ? told(before, field) : undefined,
      after: told(rule, field),
    }));
}

function toldOf(
  rule: SafetyRule,
  field: Exclude<(typeof fields)[number], 'having'>,
  language: Language,
): string {
  const say = (key: string) => translate(language, key);
  switch (field) {
    case 'of':
      return subjectText(rule.of, language);
    case 'beside':
      return rule.beside.map((one) => subjectText(one, language)).join(say('web.comma')) || none;
    case 'effect':
      return say(`medicines.safety.effects.${rule.effect}`);
    case 'source':
      return rule.source === null ? say('medicines.safety.onTrial') : sourceText(rule.source, language);
    case 'pregnant':
    case 'inUse':
      return say(rule[field] ? 'form.yes' : 'form.no');
    case 'fromMonths':
    case 'toMonths':
    case 'underKg':
    case 'fromWeeks':
    case 'toWeeks':
    case 'sentenceZh':
    case 'sentenceEn':
      return String(rule[field] ?? none);
  }
}

/** A source by its sentence, or as the bureau wrote it. */
export function sourceText(source: string, language: Language): string {
  const key = sourceKey(source);
  return key ? translate(language, key) : source;
}

/** Which medicines, in the reader's words. */
export function subjectText(subject: Subject, language: Language): string {
  const [kind, name] = subject.split(':') as [string, string | undefined];
  if (kind === 'group') return translate(language, `medicines.groups.${name}`);
  if (kind === 'class') return translate(language, `medicines.classes.${name}`);
  return name === undefined ? translate(language, `medicines.safety.subjects.${kind}`) : name;
}

const monthsAYear = 12;
const inMonthsUntil = 24;

/** From which age and before which, in years where they are whole; blank for every age. */
export function agesText(
  { fromMonths, toMonths }: Pick<SafetyRule, 'fromMonths' | 'toMonths'>,
  language: Language,
): string {
  const age = (months: number) =>
    months >= inMonthsUntil && months % monthsAYear === 0
      ? translate(language, 'medicines.safety.years', { count: months / monthsAYear })
      : translate(language, 'medicines.safety.months', { count: months });
  if (toMonths === null)
    return fromMonths === 0 ? '' : translate(language, 'medicines.safety.agesOn', { from: age(fromMonths) });
  return fromMonths === 0
    ? translate(language, 'medicines.safety.agesBefore', { to: age(toMonths) })
    : translate(language, 'medicines.safety.ages', { from: age(fromMonths), to: age(toMonths) });
}
