import { comesWith, fever, flagsKnown, has } from '../case.js';
import type { Condition } from '../conditions.js';
import { only, type Rule, silent } from '../rule.js';

/** Illnesses with which fever is for a hospital today (NICE CG151 takes it for an emergency). */
const feverWith = (condition: Condition): Rule => ({
  id: `${condition}-fever`,
  source: 'nice-cg151',
  judge: only(
    (one) => has(one, condition),
    (one) => {
      const feverish = fever(one);
      if (feverish === undefined) return { missing: ['temperature'] };
      return feverish ? { level: 'urgent' } : silent;
    },
  ),
});

/** Diabetes with vomiting may be ketoacidosis. */
const diabetesVomiting: Rule = {
  id: 'diabetes-vomiting',
  source: 'red-flags',
  judge: only(
    (one) => has(one, 'diabetes'),
    (one) => {
      if (comesWith(one, 'vomiting', 'deep-breathing')) return { level: 'urgent' };
      return flagsKnown(one) ? silent : { missing: ['flags'] };
    },
  ),
};

export const illnessRules = [
  feverWith('immunocompromised'),
  feverWith('cancer'),
  feverWith('dialysis'),
  diabetesVomiting,
];
