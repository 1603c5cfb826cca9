import type { Unit } from '../database/unit.js';
import { type Episode, EpisodeDay } from './episode.entity.js';

type Counted = Pick<Episode, 'outletId' | 'startedOn' | 'fever' | 'class'>;

/** Moves an episode from one figure of the day to another; one that did not begin with fever is in none. */
export function recountClass(unit: Unit, before: Counted | undefined, after: Counted): void {
  if (before && sameFigure(before, after)) return;
  if (before?.fever) raise(unit, before, -1);
  if (after.fever) raise(unit, after, 1);
}

const sameFigure = (a: Counted, b: Counted) =>
  a.outletId === b.outletId && a.startedOn === b.startedOn && a.fever === b.fever && a.class === b.class;

const raise = (unit: Unit, { outletId, startedOn: on, class: figure }: Counted, by: 1 | -1) =>
  unit.figures.raise(EpisodeDay, { outletId, on }, { [figure]: by });
