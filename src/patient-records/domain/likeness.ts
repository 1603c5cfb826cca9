import { foldName } from '../../values/person-name.js';

/** What two records are compared by. */
export interface Compared {
  readonly name: string;
  readonly bornOn: string;
  readonly sex: string;
  readonly identityNumber: string | null;
  readonly otherDocument: string | null;
  readonly telephone: string | null;
  readonly guardianIdentityNumber: string | null;
}

export type ComparedField = 'name' | 'bornOn' | 'sex' | 'otherDocument' | 'telephone' | 'guardian';

/** How a field of two records compares; a field that one of them lacks says nothing. */
export interface Reason {
  readonly field: ComparedField;
  readonly is: 'same' | 'near' | 'other';
}

export interface Likeness {
  readonly score: number;
  readonly reasons: readonly Reason[];
}

/** From which score on two records are asked about. Ours: same name with birth date or telephone; no two fields less than these. */
export const likelyFrom = 6;

/** What a field adds or takes. Ours, by what is rarely the same by chance; twins share all but name and document. */
const weights: Readonly<Record<ComparedField, Readonly<Record<Reason['is'], number>>>> = {
  name: { same: 4, near: 2, other: -4 },
  bornOn: { same: 3, near: 2, other: -2 },
  sex: { same: 0, near: 0, other: -2 },
  otherDocument: { same: 6, near: 3, other: -1 },
  telephone: { same: 4, near: 1, other: 0 },
  guardian: { same: 2, near: 0, other: -1 },
};

/** How likely two records are one person's. Two different resident identity numbers are two people, whatever else they share. */
export function likeness(one: Compared, other: Compared): Likeness {
  if (one.identityNumber && other.identityNumber && one.identityNumber !== other.identityNumber)
    return { score: 0, reasons: [] };
  const reasons: Reason[] = [
    { field: 'name', is: comparedNames(foldName(one.name), foldName(other.name)) },
    { field: 'bornOn', is: comparedDays(one.bornOn, other.bornOn) },
    { field: 'sex', is: one.sex === other.sex ? 'same' : 'other' },
    ...both('otherDocument', one.otherDocument, other.otherDocument, nearly),
    ...both('telephone', one.telephone, other.telephone, nearly),
    ...both('guardian', one.guardianIdentityNumber, other.guardianIdentityNumber, same),
  ];
  return { score: reasons.reduce((sum, { field, is }) => sum + weights[field][is], 0), reasons };
}

const both = (
  field: ComparedField,
  one: string | null,
  other: string | null,
  compare: (one: string, other: string) => Reason['is'],
): Reason[] => (one && other ? [{ field, is: compare(one, other) }] : []);

const same = (one: string, other: string): Reason['is'] => (one === other ? 'same' : 'other');

const nearly = (one: string, other: string): Reason['is'] =>
  one === other ? 'same' : isOneSlip(one, other) ? 'near' : 'other';

const shortestNear = 3;

/** The parts in another order, or one character mistyped in a name that is long enough for that to be a slip. */
function comparedNames(one: string, other: string): Reason['is'] {
  if (one === other) return 'same';
  const isLong = [...one].length >= shortestNear && [...other].length >= shortestNear;
  return isLong && (isOneSlip(one, other) || isTurned(one, other)) ? 'near' : 'other';
}

/** `johnsmith` and `smithjohn`: where one ends the other begins. */
const isTurned = (one: string, other: string): boolean =>
  one.length === other.length && `${one}${one}`.includes(other);

/** One digit mistyped, or month and day exchanged. */
function comparedDays(one: string, other: string): Reason['is'] {
  if (one === other) return 'same';
  const [year, month, day] = one.split('-');
  return isOneSlip(one, other) || `${year}-${day}-${month}` === other ? 'near' : 'other';
}

/** One character other, missing or too many, or two neighbours exchanged. */
export function isOneSlip(one: string, other: string): boolean {
  const [a, b] = [[...one], [...other]];
  if (Math.abs(a.length - b.length) > 1) return false;
  let first = 0;
  while (first < a.length && a[first] === b[first]) first += 1;
  const rest = (text: readonly string[], from: number) => text.slice(from).join('');
  if (a.length !== b.length) {
    const [longer, shorter] = a.length > b.length ? [a, b] : [b, a];
    return rest(longer, first + 1) === rest(shorter, first);
  }
  if (rest(a, first + 1) === rest(b, first + 1)) return true;
  return a[first] === b[first + 1] && a[first + 1] === b[first] && rest(a, first + 2) === rest(b, first + 2);
}
