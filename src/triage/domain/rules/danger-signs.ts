import { flagsKnown, isYoungChild, shows } from '../case.js';
import type { Level } from '../level.js';
import { only, type Rule, silent } from '../rule.js';
import type { RedFlag } from '../symptoms.js';

const sign = (id: string, level: Level, flag: RedFlag): Rule => ({
  id,
  source: 'who-imci',
  judge: only(isYoungChild, (one) => {
    if (shows(one, flag)) return { level };
    return flagsKnown(one) ? silent : { missing: ['flags'] };
  }),
});

const coldBelow = 35.5;
const youngInfantMonths = 2;

/** WHO IMCI chart booklet: the general danger signs of children under five, and of young infants. */
export const dangerSignRules: Rule[] = [
  sign('imci-cannot-drink', 'emergency', 'cannot-drink'),
  sign('imci-vomits', 'emergency', 'vomits-everything'),
  sign('imci-convulsion', 'emergency', 'convulsion'),
  sign('imci-lethargic', 'emergency', 'lethargic'),
  sign('imci-indrawing', 'urgent', 'chest-indrawing'),
  sign('imci-stridor', 'urgent', 'stridor'),
  {
    // (m) Young infants under 2 months: below 35.5 °C is a sign of severe disease.
    id: 'imci-cold-infant',
    source: 'who-imci',
    judge: only(
      ({ ageMonths }) => ageMonths < youngInfantMonths,
      ({ temperature }) => {
        if (temperature === undefined) return { missing: ['temperature'] };
        return temperature < coldBelow ? { level: 'urgent', values: { value: temperature } } : silent;
      },
    ),
  },
];
