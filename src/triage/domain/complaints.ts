/**
 * What a patient comes with first (FIELD, section 3.5: families of the Manchester, Canadian and Korean lists), each with
 * its few questions. Red flags are asked of everybody and are not asked again here.
 */
const questions = {
  fever: ['after-operation', 'heat-effort'],
  cough: ['broken-sentences', 'reliever-often'],
  throat: ['throat-one-side'],
  headache: ['worst-headache', 'sight-sudden'],
  dizziness: ['fainted', 'irregular-heart', 'cannot-walk', 'heat-effort'],
  chest: [],
  'heart-racing': [],
  'upper-belly': ['rigid-belly', 'black-stool-faint', 'pregnancy-possible'],
  'lower-belly': ['rigid-belly', 'pregnancy-possible', 'testicular-pain', 'no-urine'],
  'vomiting-diarrhoea': [
    'no-urine',
    'rigid-belly',
    'child-diarrhoea',
    'deep-breathing',
    'dry-mouth',
    'bloody-stool',
  ],
  'blood-in-stool': ['black-stool-faint'],
  back: ['back-numb', 'no-urine'],
  limb: ['hot-skin', 'leg-swollen'],
  urinary: ['no-urine', 'testicular-pain'],
  pregnancy: ['pregnancy-bleeding', 'pregnancy-pain', 'pregnancy-dizzy', 'pregnancy-movements'],
  skin: ['hot-skin'],
  allergy: ['face-swelling'],
  eye: ['sight-sudden'],
  ear: ['ear-swelling'],
  'tooth-face': ['face-swelling'],
  weakness: ['new-weakness', 'no-urine', 'deep-breathing', 'heat-effort'],
  faint: [],
  fit: [],
  'head-injury': ['head-injury-signs'],
  wound: ['burn-bite'],
  poisoning: [],
  sugar: ['deep-breathing', 'no-urine'],
  mind: ['self-harm', 'harmed'],
  'child-unwell': ['no-urine', 'dry-mouth', 'no-tears', 'weak-cry', 'not-themselves', 'parents-worried'],
  'crying-baby': ['no-urine', 'dry-mouth', 'no-tears', 'weak-cry', 'not-themselves', 'parents-worried'],
  other: [],
} as const;

export type Complaint = keyof typeof questions;
/** What a complaint's questions ask for. */
export type Sign = (typeof questions)[Complaint][number];

export const complaints = Object.keys(questions) as Complaint[];

/** What is asked of a complaint. */
export const signsOf = (complaint: Complaint): readonly Sign[] => questions[complaint];

export const signs: readonly Sign[] = [...new Set(Object.values(questions).flat())];
