import { type Case, consciousnessOf, fever, flagsKnown, shows } from '../case.js';
import { type Rule, silent } from '../rule.js';
import { doctorFlags, emergencyFlags, type RedFlag, urgentFlags } from '../symptoms.js';
import type { Level } from '../level.js';

/** Flags that mean what they mean only with fever. While fever is unknown they are taken at their worst. */
const withFever: readonly RedFlag[] = ['rash', 'stiff-neck'];

const concerns = (one: Case, flag: RedFlag) => !withFever.includes(flag) || fever(one) !== false;

/** A rule for each red flag at any age: one that is seen fires, one that nobody asked about is missing. */
const flagRule =
  (level: Level) =>
  (flag: RedFlag): Rule => ({
    id: `flag-${flag}`,
    source: 'red-flags',
    judge: (one) => {
      if (shows(one, flag) && concerns(one, flag)) return { level };
      return flagsKnown(one) ? silent : { missing: ['flags'] };
    },
  });

/** Not alert: unresponsive, newly confused, or cannot be woken. */
const consciousness: Rule = {
  id: 'not-alert',
  source: 'red-flags',
  judge: (one) => {
    const consciousness = consciousnessOf(one);
    if (consciousness === undefined) return { missing: ['consciousness'] };
    return consciousness === 'alert' ? silent : { level: 'emergency' };
  },
};

const highFever = 38.5;
const highFeverDays = 3;

/** Fever over 38.5 °C beyond 3 days in spite of medicine (home-care guidance of 8 December 2022). */
const highFeverForDays: Rule = {
  id: 'high-fever-days',
  source: 'home-care',
  judge: ({ temperature, feverDays }) => {
    if (temperature === undefined) return { missing: ['temperature'] };
    if (temperature <= highFever) return silent;
    if (feverDays === undefined) return { missing: ['feverDays'] };
    return feverDays > highFeverDays
      ? { level: 'urgent', values: { value: temperature, days: feverDays } }
      : silent;
  },
};

export const redFlagRules: Rule[] = [
  ...emergencyFlags.map(flagRule('emergency')),
  ...urgentFlags.map(flagRule('urgent')),
  ...doctorFlags.map(flagRule('doctor')),
  consciousness,
  highFeverForDays,
];
