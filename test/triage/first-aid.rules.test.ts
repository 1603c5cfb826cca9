import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { assess } from '../../src/triage/domain/assess.js';
import type { Case } from '../../src/triage/domain/case.js';
import { complaints } from '../../src/triage/domain/complaints.js';
import { type FirstAid, firstAidOf, firstAids } from '../../src/triage/domain/first-aid.js';
import { redFlags } from '../../src/triage/domain/symptoms.js';
import { person, years } from '../support/person.js';

const aidOf = (given: Partial<Case>) => {
  const one = person(given);
  return firstAidOf(one, assess(one).level);
};

describe('What to do now', () => {
  it.each<[Partial<Case>, FirstAid | undefined]>([
    [{}, undefined],
    [{ symptoms: ['travel-contact'] }, undefined],
    [{ symptoms: ['airway', 'bleeding'] }, 'choking'],
    [{ symptoms: ['not-breathing'] }, 'breathing'],
    [{ consciousness: 'unresponsive' }, 'breathing'],
    [{ symptoms: ['overdose'] }, 'overdose'],
    [{ complaint: 'poisoning' }, 'overdose'],
    [{ symptoms: ['anaphylaxis'] }, 'anaphylaxis'],
    [{ symptoms: ['bleeding'] }, 'bleeding'],
    [{ symptoms: ['convulsion'] }, 'fit'],
    [{ symptoms: ['stroke'] }, 'stroke'],
    [{ symptoms: ['chest-pain'] }, 'chest'],
    [{ complaint: 'chest' }, 'chest'],
    [{ temperature: 41 }, 'heat'],
    [{ temperature: 40, symptoms: ['heat-effort'] }, 'heat'],
    [{ temperature: 39.9, symptoms: ['heat-effort', 'persistent-vomiting'] }, 'urgent'],
    [{ symptoms: ['head-injury-signs'] }, 'head'],
    [{ symptoms: ['shock'] }, 'shock'],
    [{ consciousness: 'confusion' }, 'unconscious'],
    [{ symptoms: ['self-harm'] }, 'self-harm'],
    [{ symptoms: ['harmed'] }, 'harmed'],
    [{ pregnant: true, systolic: 165 }, 'pregnancy'],
    [{ ageMonths: years(2), symptoms: ['chest-indrawing'] }, 'child'],
    [{ spo2: 92 }, 'urgent'],
    [{ symptoms: ['worst-headache'] }, 'emergency'],
  ])('for %o: %s', (given, aid) => expect(aidOf(given)).toBe(aid));

  it('stands with every result that is urgent or more, and never with another', () => {
    for (const symptom of redFlags)
      for (const complaint of [undefined, ...complaints]) {
        const one = person({ symptoms: [symptom], complaint, temperature: 38.6 });
        const { level } = assess(one);
        expect(firstAidOf(one, level) !== undefined).toBe(level === 'urgent' || level === 'emergency');
      }
  });

  it.each(['en', 'zh-CN'])('has three lines for each in %s, none longer than a glance', (language) => {
    const { firstAid } = JSON.parse(readFileSync(`views/locales/${language}/triage.json`, 'utf8')) as {
      firstAid: Record<string, Record<string, string>>;
    };
    expect(Object.keys(firstAid).sort()).toEqual([...firstAids].sort());
    for (const lines of Object.values(firstAid)) {
      expect(Object.keys(lines)).toEqual(['first', 'second', 'third']);
      for (const line of Object.values(lines)) expect(line.length).toBeLessThanOrEqual(130);
    }
  });
});
