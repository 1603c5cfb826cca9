import { elderlyFromYears } from '../../triage/domain/case.js';
import { type Condition, isChronic } from '../../triage/domain/conditions.js';

/** How closely somebody is watched, the closest first (国卫明电〔2022〕509号, and 487号 as a one-page local standard). */
export const risks = ['red', 'yellow', 'green'] as const;
export type Risk = (typeof risks)[number];

/** Who is watched. */
export interface Watched {
  readonly ageYears: number;
  readonly pregnant: boolean;
  readonly conditions: readonly Condition[];
  /** An illness changed, grew worse or went untreated in the last 4 weeks. */
  readonly unstable: boolean;
}

/** A colour, and by what: the row of the standard that fits, or the score of what no row fits. */
export interface Colour {
  readonly risk: Risk;
  readonly by: `row-${string}` | `score-${number}` | 'pregnant';
}

type Illness = 'none' | 'stable' | 'unstable';
type Vaccine = 'full' | 'part' | 'none';

interface Cell {
  readonly age: number;
  readonly illness: Illness;
  readonly vaccine: Vaccine;
  readonly disabled: boolean;
}

const oldFromYears = 80;

const isIll = ({ illness }: Cell) => illness !== 'none';
const isFull = ({ vaccine }: Cell) => vaccine === 'full';

/** The rows, the gravest first: where two fit, the graver holds. */
const rows: readonly (readonly [Risk, string, (cell: Cell) => boolean])[] = [
  ['red', 'disabled-65', ({ age, disabled }) => disabled && age >= elderlyFromYears],
  [
    'red',
    'under-65-unstable',
    (cell) => cell.age < elderlyFromYears && cell.illness === 'unstable' && !isFull(cell),
  ],
  [
    'red',
    '65-to-80-unstable',
    ({ age, illness }) => age >= elderlyFromYears && age <= oldFromYears && illness === 'unstable',
  ],
  // Ill and not fully, or not fully at all: either way not fully vaccinated.
  ['red', 'over-80-not-fully', (cell) => cell.age > oldFromYears && !isFull(cell)],
  [
    'yellow',
    'under-65-unstable-fully',
    (cell) => cell.age < elderlyFromYears && cell.illness === 'unstable' && isFull(cell),
  ],
  [
    'yellow',
    '65-to-80-stable',
    (cell) =>
      cell.age >= elderlyFromYears && cell.age <= oldFromYears && cell.illness === 'stable' && !isFull(cell),
  ],
  [
    'yellow',
    'over-80-fully',
    (cell) => cell.age > oldFromYears && cell.illness !== 'unstable' && isFull(cell),
  ],
  ['green', 'under-80-well', (cell) => cell.age < oldFromYears && !isIll(cell)],
  [
    'green',
    'under-80-stable-fully',
    (cell) => cell.age < oldFromYears && cell.illness === 'stable' && isFull(cell),
  ],
];

const points = {
  illness: { none: 0, stable: 1, unstable: 2 },
  vaccine: { full: 0, part: 1, none: 2 },
} as const;

function scoreOf({ age, illness, vaccine }: Cell): number {
  const ofAge = age < elderlyFromYears ? 0 : age <= oldFromYears ? 1 : 2;
  return ofAge + points.illness[illness] + points.vaccine[vaccine];
}

const greenUpTo = 1;
const yellowUpTo = 3;

/** Nobody is taken to be vaccinated who did not say so. */
function cellOf({ ageYears, conditions, unstable }: Watched): Cell {
  const says = (condition: Condition) => conditions.includes(condition);
  const vaccine = says('unvaccinated')
    ? 'none'
    : says('part-vaccinated')
      ? 'part'
      : says('vaccinated')
        ? 'full'
        : 'none';
  const illness = unstable ? 'unstable' : conditions.some(isChronic) ? 'stable' : 'none';
  return { age: ageYears, illness, vaccine, disabled: says('disabled') };
}

/** The colour of somebody (FIELD, section 3.7); whoever is pregnant is yellow at least, by the house. */
export function colourOf(watched: Watched): Colour {
  const colour = colourOfCell(cellOf(watched));
  return watched.pregnant && colour.risk === 'green' ? { risk: 'yellow', by: 'pregnant' } : colour;
}

function colourOfCell(cell: Cell): Colour {
  const row = rows.find(([, , fits]) => fits(cell));
  if (row) return { risk: row[0], by: `row-${row[1]}` };
  const score = scoreOf(cell);
  const risk = score <= greenUpTo ? 'green' : score <= yellowUpTo ? 'yellow' : 'red';
  return { risk, by: `score-${score}` };
}

/** Who is followed whatever was decided: from 65 on, ill or pregnant (国卫明电〔2022〕509号). */
export const isKeyPerson = ({ ageYears, pregnant, conditions, unstable }: Watched): boolean =>
  ageYears >= elderlyFromYears || pregnant || unstable || conditions.some(isChronic);
