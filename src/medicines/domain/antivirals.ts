import type { Taker } from './dose-rule.js';
import type { SafetyFact } from './safety-facts.js';
import type { Drug, Warning } from './warning.js';

/**
 * For how many days after somebody fell ill an antiviral helps: 48 hours of influenza, five days of COVID-19 (FIELD,
 * section 3.6). By the beginning of an ingredient's English name.
 */
export const antiviralDays: readonly (readonly [ingredient: string, days: number])[] = [
  ['oseltamivir', 2],
  ['nirmatrelvir', 5],
];

const daysOf = ({ ingredients }: Drug): number | undefined =>
  antiviralDays.find(([name]) => ingredients.some(({ en }) => en.toLowerCase().startsWith(name)))?.[1];

/** Whether an antiviral comes too late, or nobody has said since when they are ill. */
export function antiviralTime(drug: Drug, { illDays }: Taker): Warning[] {
  const days = daysOf(drug);
  if (days === undefined || (illDays !== undefined && illDays <= days)) return [];
  const { medicineId } = drug;
  const about = { subject: medicineId, source: 'cdc-antivirals', medicineIds: [medicineId] };
  if (illDays === undefined)
    return [{ ...about, rule: 'antiviral-onset', override: 'notice', values: { days } }];
  return [{ ...about, rule: 'antiviral-late', override: 'reason', values: { days, illDays } }];
}

const months = (years: number) => years * 12;
const highRiskIllnesses = [
  'lung',
  'heart',
  'diabetes',
  'liver',
  'dialysis',
  'cancer',
  'immunocompromised',
  'neurological',
  'after-birth',
];

const highRiskFacts: readonly SafetyFact[] = ['asthma', 'bmi-40', 'care-home'];

/**
 * Who is at high risk of influenza (CDC; FIELD, section 3.6). After a birth the counter knows six weeks only, so all of
 * them count, not CDC's two.
 */
export const isHighRisk = ({ ageMonths, pregnant, conditions = [], facts = [] }: Taker): boolean =>
  ageMonths < months(5) ||
  ageMonths >= months(65) ||
  pregnant === true ||
  (ageMonths < months(19) && facts.includes('takes-aspirin')) ||
  facts.some((fact) => highRiskFacts.includes(fact)) ||
  conditions.some((condition) => highRiskIllnesses.includes(condition));

/** Which antivirals a doctor may think of for somebody at high risk who has fever: those that are in time. */
export function antiviralsInTime(taker: Taker): string[] {
  const { illDays } = taker;
  if (illDays === undefined || !isHighRisk(taker)) return [];
  return antiviralDays.filter(([, days]) => illDays <= days).map(([ingredient]) => ingredient);
}
