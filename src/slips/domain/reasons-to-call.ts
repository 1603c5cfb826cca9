import { adultFromYears } from '../../triage/domain/case.js';
import { type Condition, isChronic } from '../../triage/domain/conditions.js';

/** Whose slip it is. */
export interface SlipReader {
  readonly ageMonths: number;
  readonly pregnant: boolean;
  readonly conditions: readonly Condition[];
}

const ill =
  (...conditions: readonly Condition[]) =>
  (reader: SlipReader): boolean =>
    conditions.some((condition) => reader.conditions.includes(condition));
const isChild = ({ ageMonths }: SlipReader) => ageMonths < adultFromYears * 12;
const smallMonths = 3;

/** When to call 120, by who reads it: the sentence is `slips.call.<reason>` (FIELD, section 3.4). */
const reasons: readonly (readonly [string, (reader: SlipReader) => boolean])[] = [
  ['breath', () => true],
  ['chest', (reader) => !isChild(reader)],
  ['confused', () => true],
  ['convulsion', () => true],
  ['stroke', (reader) => !isChild(reader)],
  ['bleeding', ({ pregnant }) => pregnant],
  ['headache', ({ pregnant }) => pregnant],
  ['movements', ({ pregnant }) => pregnant],
  ['smallBaby', ({ ageMonths }) => ageMonths < smallMonths],
  ['childDrinks', isChild],
  ['childBreath', isChild],
  ['childRash', isChild],
  ['sugar', ill('diabetes')],
  ['heart', ill('heart', 'hypertension')],
  ['lung', ill('lung', 'hypercapnic')],
  ['shivers', ill('cancer', 'immunocompromised', 'dialysis', 'liver')],
  ['chronic', ({ conditions }) => conditions.some(isChronic)],
];

export const reasonsToCall = (reader: SlipReader): string[] =>
  reasons.filter(([, concerns]) => concerns(reader)).map(([reason]) => reason);
