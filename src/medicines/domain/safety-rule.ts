import { refusal } from '../../web/domain/refusal.js';
import type { Taker } from './dose-rule.js';
import { isSubject, type Spoken, speaksOf, type Subject } from './subject.js';
import type { Drug, Override, RecentDrug, Warning } from './warning.js';

/** What a safety rule does: nobody gives it, only a doctor does, whoever says why does, or it is said. */
export const effects = ['forbid', 'doctor', 'reason', 'tell'] as const;
export type Effect = (typeof effects)[number];

/** What is not for somebody, or only on a doctor's word, as the bureau keeps it. All that it names must hold. */
export interface SafetyRule {
  /** Stable and readable, such as `nsaid-pregnant`: visits keep it where it was overridden. */
  readonly key: string;
  readonly of: Subject;
  /** Medicines beside it, given now or in the last days; any one of them. */
  readonly beside: readonly Subject[];
  /** Full months: from which, and before which (null: for ever). */
  readonly fromMonths: number;
  readonly toMonths: number | null;
  /** Only who weighs less, kg; somebody who was not weighed may. */
  readonly underKg: number | null;
  /** Only in pregnancy; with weeks from which, and before which. Unknown weeks are late ones. */
  readonly pregnant: boolean;
  readonly fromWeeks: number | null;
  readonly toWeeks: number | null;
  /** Illnesses, safety facts or symptoms, by their keys; any one of them. None: everybody. */
  readonly having: readonly string[];
  readonly effect: Effect;
  /** Where it is from, with its edition: a key of `medicines.sources`, or words. Null: on trial, it blocks nothing. */
  readonly source: string | null;
  /** What the counter reads; `{medicine}` stands for the medicine's name. */
  readonly sentenceZh: string;
  readonly sentenceEn: string;
  readonly inUse: boolean;
}

/** It names a class, group or kind of medicines that nobody knows. */
export const UnknownSubject = refusal('unknown-subject', { kind: 'invalid', field: 'of' });
/** Its ages or weeks end before they begin. */
export const NobodyConcerned = refusal('nobody-concerned', { kind: 'invalid', field: 'toMonths' });

/** @throws UnknownSubject @throws NobodyConcerned */
export function assertMeaningful({ of, beside, fromMonths, toMonths, fromWeeks, toWeeks }: SafetyRule): void {
  if (![of, ...beside].every(isSubject)) throw new UnknownSubject();
  if (toMonths !== null && toMonths <= fromMonths) throw new NobodyConcerned();
  if (fromWeeks !== null && toWeeks !== null && toWeeks <= fromWeeks) throw new NobodyConcerned();
}

const overrides: Record<Effect, Override> = {
  forbid: 'never',
  doctor: 'doctor',
  reason: 'reason',
  tell: 'notice',
};

/** What the safety rules say of a medicine that somebody is about to be given, beside others. */
export function ofSafetyRules(
  drug: Drug,
  others: readonly (Drug | RecentDrug)[],
  taker: Taker,
  rules: readonly SafetyRule[],
): Warning[] {
  return rules
    .filter((rule) => rule.inUse && concerns(rule, taker) && isMeant(rule, drug, others))
    .map((rule) => ({
      rule: `caution-${rule.key}` as const,
      subject: drug.medicineId,
      override: rule.source === null ? 'notice' : overrides[rule.effect],
      source: rule.source ?? 'memory',
      sentence: { zh: rule.sentenceZh, en: rule.sentenceEn },
      medicineIds: [drug.medicineId],
      values: {},
    }));
}

/** Whether a rule is about somebody: what nobody has said of them (weight, weeks) counts against them. */
export function concerns(rule: SafetyRule, taker: Taker): boolean {
  const { ageMonths, weight, pregnant, pregnantWeeks, conditions = [], facts = [], symptoms = [] } = taker;
  if (ageMonths < rule.fromMonths || (rule.toMonths !== null && ageMonths >= rule.toMonths)) return false;
  if (rule.underKg !== null && weight !== undefined && weight >= rule.underKg) return false;
  if (rule.pregnant && pregnant !== true) return false;
  if (rule.fromWeeks !== null && pregnantWeeks !== undefined && pregnantWeeks < rule.fromWeeks) return false;
  if (rule.toWeeks !== null && (pregnantWeeks === undefined || pregnantWeeks >= rule.toWeeks)) return false;
  const own = new Set<string>([...conditions, ...facts, ...symptoms]);
  return rule.having.length === 0 || rule.having.some((one) => own.has(one));
}

/** Of one medicine, or of two that don't go together, whichever of them was given first. */
function isMeant({ of, beside }: SafetyRule, drug: Spoken, others: readonly Spoken[]): boolean {
  if (beside.length === 0) return speaksOf(of, drug);
  const isBeside = (one: Spoken) => beside.some((subject) => speaksOf(subject, one));
  return others.some(
    (other) =>
      other !== drug && ((speaksOf(of, drug) && isBeside(other)) || (isBeside(drug) && speaksOf(of, other))),
  );
}
