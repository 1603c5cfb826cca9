import { grouped } from '../problem/grouped.js';
import type { Problem } from '../problem/problem.js';
import { keepPublished } from './model/changes.js';
import { DraftModel } from './model/draft-model.js';
import { Model } from './model/finished-model.js';
import { homesKeepTheirs } from './model/homes.js';
import { keepHours } from './model/hours.js';
import { onePlaceAtATime } from './model/one-place-at-a-time.js';
import { restADay } from './model/rest-day.js';
import { seatingsOf } from './model/seatings.js';
import { share } from './model/share.js';
import { travel } from './model/travel.js';
import { cover } from './model/uncovered.js';

/**
 * A problem as a mixed-integer linear model. One whole column says that a doctor fills a need; every other column
 * follows from those: what is uncovered, which outlets a doctor travels to on a day, the rungs of their load. What is
 * locked is counted first and the limits are what it leaves, so that a locked seat that breaks a rule stops nothing.
 * The rules and the terms are the ones of docs/roster-problem.md, a file each.
 */
export function modelOf(problem: Problem): Model {
  const model = new DraftModel(problem);
  const { weights } = problem;
  const publishedOf = grouped(problem.published, ({ doctor }) => doctor);
  const seatings = seatingsOf(model);
  for (const seating of seatings) {
    const { id, ahead } = seating.doctor;
    onePlaceAtATime(model, seating);
    keepHours(model, seating);
    restADay(model, seating);
    travel(model, seating);
    share(model, seating, { ahead: ahead.sessions, weight: weights.load, counts: () => true });
    const unsocial = { ahead: ahead.unsocial, weight: weights.unsocial };
    share(model, seating, { ...unsocial, counts: ({ span }) => span.unsocial });
    keepPublished(model, seating, publishedOf.get(id) ?? []);
  }
  homesKeepTheirs(model, seatings);
  return new Model(model.columns, problem.needs, seatings, cover(model));
}
