import { Calendar } from '../../config/calendar.js';
import { type Day, isDay, mondayOf } from '../../config/domain/calendar.js';
import type { Ask } from '../../web/ask.js';
import { NotFound } from '../../web/refusals.js';

/** The week of the address, by its Monday. @throws NotFound when it is none */
export function weekOf(ask: Ask): Day {
  const week = ask.param('week');
  if (!isDay(week) || mondayOf(week) !== week) throw new NotFound();
  return week;
}

/** The week that a page was asked for, by any of its days; this week when it was not said. */
export function weekAsked(ask: Ask, calendar: Calendar): Day {
  const said = ask.param('week') || ask.query('week');
  return mondayOf(isDay(said) ? said : calendar.today());
}
