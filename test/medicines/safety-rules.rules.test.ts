import { describe, expect, it } from 'vitest';
import { catalogue } from '../../src/medicines/catalogue.js';
import type { Taker } from '../../src/medicines/domain/dose-rule.js';
import { firstSafetyRules } from '../../src/medicines/domain/first-safety-rules.js';
import { classesOf } from '../../src/medicines/domain/ingredient-class.js';
import { safetyFacts } from '../../src/medicines/domain/safety-facts.js';
import {
  assertMeaningful,
  concerns,
  ofSafetyRules,
  type SafetyRule,
} from '../../src/medicines/domain/safety-rule.js';
import { isSubject, speaksOf } from '../../src/medicines/domain/subject.js';
import type { Drug } from '../../src/medicines/domain/warning.js';
import { signs } from '../../src/triage/domain/complaints.js';
import { conditions } from '../../src/triage/domain/conditions.js';
import { redFlags, symptoms } from '../../src/triage/domain/symptoms.js';

const drug = (code: string): Drug => ({ ...catalogue.find((one) => one.code === code)!, medicineId: code });
const adult: Taker = { ageMonths: 480, liverIll: false };
const rule = (given: Partial<SafetyRule>): SafetyRule => ({
  ...firstSafetyRules[0]!,
  of: 'any',
  source: 'label',
  ...given,
});

describe('What a safety rule speaks of', () => {
  it.each([
    ['class:nsaid', 'IBU200 IBU300SR IBUSUSP IBUDROP ASP300 LOXO60'],
    ['class:penicillin', 'AMX500'],
    ['group:antiviral', 'OSE75 AZV1 NMVR'],
    ['prescription', 'OSE75 AZV1 NMVR AMX500'],
    ['atc:M01A', 'IBU200 IBU300SR IBUSUSP IBUDROP'],
    ['atc:J05AH02', 'OSE75'],
    ['ingredient:ritonavir', 'NMVR'],
    ['driving', 'ANKA FENMA ANFEN GANKANG XIAOER GML DXM15 GANCAO'],
  ])('%s is %s', (subject, codes) =>
    expect(
      catalogue
        .filter((one) => speaksOf(subject, one))
        .map(({ code }) => code)
        .sort(),
    ).toEqual(codes.split(' ').sort()),
  );

  it('is of a class by its code too: a medicine of another name is none the safer', () => {
    const etodolac = { ingredients: [{ en: 'etodolac' }], atc: 'M01AB08' };
    expect([...classesOf(etodolac)]).toEqual(['nsaid']);
    // Dextromethorphan lies among the opium alkaloids, and is no opioid.
    expect([...classesOf({ ingredients: [], atc: 'R05DA09' })]).toEqual([]);
  });

  it.each(['class:nsaids', 'group:colds', 'atc:M', 'ingredient:', 'everything', ''])(
    'is not “%s”',
    (subject) => {
      expect(isSubject(subject)).toBe(false);
      expect(() => assertMeaningful(rule({ of: subject }))).toThrow();
    },
  );
});

describe('Whom a safety rule concerns: all that it names must hold, and what nobody has said counts against', () => {
  it.each<[string, Partial<SafetyRule>, Partial<Taker>, boolean]>([
    ['from 12 months: at 11', { fromMonths: 12 }, { ageMonths: 11 }, false],
    ['from 12 months: at 12', { fromMonths: 12 }, { ageMonths: 12 }, true],
    ['to under 24 months: at 23', { toMonths: 24 }, { ageMonths: 23 }, true],
    ['to under 24 months: at 24', { toMonths: 24 }, { ageMonths: 24 }, false],
    ['under 10 kg: 9.9', { underKg: 10 }, { weight: 9.9 }, true],
    ['under 10 kg: 10', { underKg: 10 }, { weight: 10 }, false],
    ['under 10 kg: not weighed', { underKg: 10 }, {}, true],
    ['in pregnancy: not asked', { pregnant: true }, {}, false],
    ['in pregnancy: pregnant', { pregnant: true }, { pregnant: true }, true],
    ['from 20 weeks: 19', { pregnant: true, fromWeeks: 20 }, { pregnant: true, pregnantWeeks: 19 }, false],
    ['from 20 weeks: 20', { pregnant: true, fromWeeks: 20 }, { pregnant: true, pregnantWeeks: 20 }, true],
    ['from 20 weeks: unknown', { pregnant: true, fromWeeks: 20 }, { pregnant: true }, true],
    ['before 20 weeks: unknown', { pregnant: true, toWeeks: 20 }, { pregnant: true }, false],
    ['an illness', { having: ['heart', 'ulcer'] }, { conditions: ['heart'] }, true],
    ['a fact', { having: ['heart', 'ulcer'] }, { facts: ['ulcer'] }, true],
    ['a symptom', { having: ['dehydration'] }, { symptoms: ['dehydration'] }, true],
    ['none of them', { having: ['heart', 'ulcer'] }, { conditions: ['diabetes'] }, false],
  ])('%s', (_, given, taker, wanted) => expect(concerns(rule(given), { ...adult, ...taker })).toBe(wanted));
});

describe('What a safety rule does', () => {
  const of = (given: Partial<SafetyRule>, others: Drug[] = []) =>
    ofSafetyRules(drug('NMVR'), others, adult, [rule({ key: 'some', of: 'ingredient:ritonavir', ...given })]);

  it.each([
    ['forbid', 'never'],
    ['doctor', 'doctor'],
    ['reason', 'reason'],
    ['tell', 'notice'],
  ] as const)('%s: %s', (effect, override) => expect(of({ effect })).toMatchObject([{ override }]));

  it('is on trial without a source, and blocks nothing; one out of use says nothing', () => {
    expect(of({ effect: 'forbid', source: null })).toMatchObject([{ override: 'notice', source: 'memory' }]);
    expect(of({ effect: 'forbid', inUse: false })).toEqual([]);
  });

  it('looks at what is given beside it or was received lately', () => {
    const beside = { beside: ['ingredient:domperidone', 'atc:C10AA'] };
    expect(of(beside)).toEqual([]);
    expect(of(beside, [drug('PARA500')])).toEqual([]);
    expect(of(beside, [drug('DOMP10')])).toMatchObject([{ rule: 'caution-some' }]);
    expect(of(beside, [{ ...drug('PARA500'), atc: 'C10AA05' }])).toHaveLength(1);
  });

  it('holds whichever of the two was given first', () => {
    const rules = [rule({ key: 'some', of: 'ingredient:ritonavir', beside: ['ingredient:domperidone'] })];
    const said = (one: Drug, others: Drug[]) => ofSafetyRules(one, others, adult, rules).length;
    expect([said(drug('NMVR'), [drug('DOMP10')]), said(drug('DOMP10'), [drug('NMVR')])]).toEqual([1, 1]);
    expect([said(drug('DOMP10'), [drug('DOMP10')]), said(drug('NMVR'), [drug('NMVR')])]).toEqual([0, 0]);
  });

  it('has a key, a subject and traits that there are, in every rule that a network begins with', () => {
    const traits = new Set<string>([...conditions, ...safetyFacts, ...redFlags, ...symptoms, ...signs]);
    const keys = firstSafetyRules.map(({ key }) => key);
    expect(new Set(keys).size).toBe(keys.length);
    for (const one of firstSafetyRules) {
      assertMeaningful(one);
      expect(one.having.filter((key) => !traits.has(key))).toEqual([]);
      expect(one.sentenceZh).toContain('{medicine}');
      expect(one.sentenceEn).toContain('{medicine}');
    }
  });

  it('hangs on traits that are one thing each: no key is an illness and a symptom', () => {
    const all = [...conditions, ...safetyFacts, ...new Set([...redFlags, ...symptoms, ...signs])];
    expect(all.filter((key, index) => all.indexOf(key) !== index)).toEqual([]);
  });
});
