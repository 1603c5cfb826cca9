import type { Facts, Kind, Parsed, Rejection } from '../../imports/domain/changeset.js';
import { readRows, type RowSource } from '../../imports/domain/rows.js';
import { flagOf } from '../../values/flag.js';
import { type Effect, effects, type SafetyRule } from './safety-rule.js';
import { isSubject } from './subject.js';

/** A safety rule as a file writes it: lists with semicolons between. */
export interface SafetyRuleRow extends Facts {
  readonly key: string;
  readonly of: string;
  readonly beside?: string;
  readonly fromMonths?: number;
  readonly toMonths?: number;
  readonly underKg?: number;
  readonly pregnant?: boolean;
  readonly fromWeeks?: number;
  readonly toWeeks?: number;
  readonly having?: string;
  readonly effect: Effect;
  readonly source?: string;
  readonly sentenceZh: string;
  readonly sentenceEn: string;
  readonly inUse?: boolean;
}

export const safetyRuleHeadings = {
  key: ['key', '编号'],
  of: ['of', '药品'],
  beside: ['beside', '合用'],
  fromMonths: ['from months', '起始月龄'],
  toMonths: ['to months', '截止月龄'],
  underKg: ['under kg', '体重低于'],
  pregnant: ['pregnant', '孕期'],
  fromWeeks: ['from weeks', '起始孕周'],
  toWeeks: ['to weeks', '截止孕周'],
  having: ['having', '对象'],
  effect: ['effect', '作用'],
  source: ['source', '来源'],
  sentenceZh: ['sentence zh', '中文提示'],
  sentenceEn: ['sentence en', '英文提示'],
  inUse: ['in use', '启用'],
};
type Field = keyof typeof safetyRuleHeadings;

const needed = ['key', 'of', 'effect', 'sentenceZh', 'sentenceEn'] as const;
const numbers = ['fromMonths', 'toMonths', 'underKg', 'fromWeeks', 'toWeeks'] as const;
const mostOf = { fromMonths: 1500, toMonths: 1500, underKg: 300, fromWeeks: 45, toWeeks: 45 } as const;
const longest = { beside: 300, having: 600, source: 200, sentenceZh: 200, sentenceEn: 300 } as const;
const flags = ['pregnant', 'inUse'] as const;
const written: readonly Field[] = ['sentenceZh', 'sentenceEn', 'source'];

/** The parts of a list. */
export const partsOf = (text: string): string[] =>
  text
    .split(/[;；]/)
    .map((one) => one.trim())
    .filter(Boolean);

/** Reads a file of safety rules. Each row gets its facts, or the reason why it can't be taken. */
export const readSafetyRuleRows = (table: RowSource, isTrait: (key: string) => boolean) =>
  readRows(table, safetyRuleHeadings, needed, (row): Parsed<SafetyRuleRow> => {
    // Sentences stay as they were written; all else is a key or a figure.
    const text = (field: Field) => (written.includes(field) ? row.raw(field).trim() : row.text(field));
    const rejection = wrongIn(text, isTrait);
    if (rejection) return { rejection };
    const list = (field: 'beside' | 'having') => partsOf(text(field)).join('; ') || undefined;
    const number = (field: (typeof numbers)[number]) => (text(field) ? Number(text(field)) : undefined);
    const flag = (field: (typeof flags)[number]) => (text(field) ? flagOf(text(field)) : undefined);
    const facts: SafetyRuleRow = {
      key: text('key'),
      of: text('of'),
      beside: list('beside'),
      fromMonths: number('fromMonths'),
      toMonths: number('toMonths'),
      underKg: number('underKg'),
      pregnant: flag('pregnant'),
      fromWeeks: number('fromWeeks'),
      toWeeks: number('toWeeks'),
      having: list('having'),
      effect: text('effect') as Effect,
      source: text('source') || undefined,
      sentenceZh: text('sentenceZh'),
      sentenceEn: text('sentenceEn'),
      inUse: flag('inUse'),
    };
    return { facts };
  });

function wrongIn(text: (field: Field) => string, isTrait: (key: string) => boolean): Rejection | undefined {
  const blank = needed.find((field) => !text(field));
  if (blank) return { reason: 'missing', column: blank };
  if (!/^[a-z][a-z0-9-]{2,60}$/.test(text('key'))) return { reason: 'wrong-key', column: 'key' };
  if (![text('of'), ...partsOf(text('beside'))].every(isSubject))
    return { reason: 'wrong-subject', column: 'of' };
  if (!effects.includes(text('effect') as Effect))
    return { reason: 'unknown-word', column: 'effect', values: { word: text('effect') } };
  for (const field of Object.keys(longest) as (keyof typeof longest)[])
    if (text(field).length > longest[field])
      return { reason: 'too-long', column: field, values: { most: longest[field] } };
  for (const field of numbers)
    if (text(field) && !(/^\d{1,4}$/.test(text(field)) && Number(text(field)) <= mostOf[field]))
      return { reason: 'wrong-count', column: field, values: { most: mostOf[field] } };
  for (const field of flags)
    if (text(field) && flagOf(text(field)) === undefined) return { reason: 'wrong-flag', column: field };
  const stranger = partsOf(text('having')).find((key) => !isTrait(key));
  if (stranger) return { reason: 'unknown-word', column: 'having', values: { word: stranger } };
  return wrongSpan(text);
}

function wrongSpan(text: (field: Field) => string): Rejection | undefined {
  const isReversed = (from: Field, to: Field) =>
    text(to) !== '' && Number(text(to)) <= Number(text(from) || 0);
  if (isReversed('fromMonths', 'toMonths')) return { reason: 'days-reversed', column: 'toMonths' };
  return isReversed('fromWeeks', 'toWeeks') ? { reason: 'days-reversed', column: 'toWeeks' } : undefined;
}

/** A rule as a file writes it: what it does not ask for is blank. */
export const rowOfRule = (rule: SafetyRule): SafetyRuleRow => ({
  key: rule.key,
  of: rule.of,
  beside: rule.beside.join('; ') || undefined,
  fromMonths: rule.fromMonths || undefined,
  toMonths: rule.toMonths ?? undefined,
  underKg: rule.underKg ?? undefined,
  pregnant: rule.pregnant || undefined,
  fromWeeks: rule.fromWeeks ?? undefined,
  toWeeks: rule.toWeeks ?? undefined,
  having: rule.having.join('; ') || undefined,
  effect: rule.effect,
  source: rule.source ?? undefined,
  sentenceZh: rule.sentenceZh,
  sentenceEn: rule.sentenceEn,
  inUse: rule.inUse,
});

/** What a row of a new rule says: what is blank is not asked for. */
export const ruleOfRow = (row: SafetyRuleRow): SafetyRule => ({
  key: row.key,
  of: row.of,
  beside: partsOf(row.beside ?? ''),
  fromMonths: row.fromMonths ?? 0,
  toMonths: row.toMonths ?? null,
  underKg: row.underKg ?? null,
  pregnant: row.pregnant ?? false,
  fromWeeks: row.fromWeeks ?? null,
  toWeeks: row.toWeeks ?? null,
  having: partsOf(row.having ?? ''),
  effect: row.effect,
  source: row.source ?? null,
  sentenceZh: row.sentenceZh,
  sentenceEn: row.sentenceEn,
  inUse: row.inUse ?? true,
});

/** The headings of such a file, and a rule's cells in their order. */
export const fileHeadings: readonly string[] = Object.values(safetyRuleHeadings).map(([english]) => english!);
export const cellsOf = (rule: SafetyRule): string[] => {
  const row = rowOfRule(rule);
  return (Object.keys(safetyRuleHeadings) as Field[]).map((field) => {
    const value = row[field];
    return typeof value === 'boolean' ? (value ? 'yes' : 'no') : String(value ?? '');
  });
};

/** Rules are the same by their key. */
export const safetyRuleKind: Kind<SafetyRuleRow> = {
  identity: ({ key }) => key,
  name: ({ key }) => key,
  likenesses: () => [],
};
