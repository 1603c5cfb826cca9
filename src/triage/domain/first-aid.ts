import { type Case, consciousnessOf, isYoungChild, shows } from './case.js';
import { isHigher, type Level } from './level.js';

/** What to do until help is there, each in three lines (m: from memory of the first-aid courses, to be checked). */
export const firstAids = [
  'choking',
  'breathing',
  'overdose',
  'anaphylaxis',
  'bleeding',
  'fit',
  'stroke',
  'chest',
  'heat',
  'head',
  'shock',
  'unconscious',
  'pregnancy',
  'self-harm',
  'harmed',
  'child',
  'emergency',
  'urgent',
] as const;
export type FirstAid = (typeof firstAids)[number];

const hottest = 41;
const heatStroke = 40;

type Finds = (one: Case) => boolean;

const says =
  (...symptoms: readonly Case['symptoms'][number][]): Finds =>
  (one) =>
    symptoms.some((symptom) => one.symptoms.includes(symptom));

/** What calls for which, what kills soonest first. */
const found: readonly (readonly [FirstAid, Finds])[] = [
  ['choking', says('airway')],
  [
    'breathing',
    (one) => shows(one, 'not-breathing') !== undefined || consciousnessOf(one) === 'unresponsive',
  ],
  ['overdose', (one) => says('overdose')(one) || one.complaint === 'poisoning'],
  ['anaphylaxis', says('anaphylaxis')],
  ['bleeding', says('bleeding')],
  ['fit', says('convulsion')],
  ['stroke', says('stroke')],
  ['chest', (one) => says('chest-pain-severe', 'chest-pain')(one) || one.complaint === 'chest'],
  [
    'heat',
    (one) =>
      (one.temperature ?? 0) >= hottest ||
      ((one.temperature ?? 0) >= heatStroke && says('heat-effort', 'confused')(one)),
  ],
  ['head', says('head-injury-signs')],
  ['shock', says('shock', 'black-stool-faint')],
  [
    'unconscious',
    (one) => (consciousnessOf(one) ?? 'alert') !== 'alert' || says('confused', 'lethargic')(one),
  ],
  ['self-harm', says('self-harm')],
  ['harmed', says('harmed')],
  ['pregnancy', (one) => one.pregnant === true || one.complaint === 'pregnancy'],
  ['child', isYoungChild],
];

/** What to do now with somebody who is an emergency or urgent; of the others nothing. */
export function firstAidOf(one: Case, level: Level): FirstAid | undefined {
  if (!isHigher(level, 'doctor')) return undefined;
  const [first] = found.filter(([, finds]) => finds(one)).map(([aid]) => aid);
  return first ?? (level === 'emergency' ? 'emergency' : 'urgent');
}
