import { comesWith, fever, isYoungChild } from '../case.js';
import { only, type Rule, silent } from '../rule.js';

const since = '2027-01';
const longDays = 14;

/**
 * WHO IMCI for 2 to 59 months, beside its danger signs: what the digitised logic of the chart booklet calls urgent or
 * treats, and our other rules would have left lower.
 */
export const imciRules: Rule[] = [
  {
    // A convulsion earlier in this illness; the flag says "now".
    id: 'imci-fit',
    source: 'who-imci',
    since,
    judge: only(isYoungChild, ({ complaint }) => (complaint === 'fit' ? { level: 'emergency' } : silent)),
  },
  {
    id: 'imci-mastoiditis',
    source: 'who-imci',
    since,
    judge: only(isYoungChild, (one) => (comesWith(one, 'ear-swelling') ? { level: 'urgent' } : silent)),
  },
  {
    // Pain or pus of an ear.
    id: 'imci-ear',
    source: 'who-imci',
    since,
    judge: only(isYoungChild, ({ complaint }) => (complaint === 'ear' ? { level: 'doctor' } : silent)),
  },
  {
    // A hot joint or skin with fever: an infection of bone or joint.
    id: 'imci-joint',
    source: 'who-imci',
    since,
    judge: only(isYoungChild, (one) => {
      if (!comesWith(one, 'hot-skin')) return silent;
      const feverish = fever(one);
      if (feverish === undefined) return { level: 'doctor', missing: ['temperature'] };
      return feverish ? { level: 'urgent' } : silent;
    }),
  },
  {
    // Diarrhoea or cough of two weeks and more.
    id: 'imci-long',
    source: 'who-imci',
    since,
    judge: only(isYoungChild, (one) => {
      const { illDays: value, complaint } = one;
      const isOf = complaint === 'vomiting-diarrhoea' || comesWith(one, 'diarrhoea', 'cough');
      return isOf && value !== undefined && value >= longDays
        ? { level: 'doctor', values: { value } }
        : silent;
    }),
  },
];
