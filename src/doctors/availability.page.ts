import { slots } from '../network/domain/opening-hours.js';
import { type SaidWeek, saidOf, sayings } from './domain/availability.js';

const weekdays = [0, 1, 2, 3, 4, 5, 6];

/** A week as the form asks for it: day after day, each with its slots and what is said of them. */
export function weekOfChoices(week: SaidWeek) {
  return weekdays.map((weekday) => ({
    weekday,
    slots: slots.map((slot) => ({
      slot,
      choices: sayings.map((saying) => ({ saying, said: saidOf(week, weekday, slot) === saying })),
    })),
  }));
}
