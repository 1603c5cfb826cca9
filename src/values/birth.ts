import { DateTime } from 'luxon';
import { type Day, isDay } from '../config/domain/calendar.js';
import { dayIn } from './day.js';
import { tidy } from './text.js';

/** When somebody was born, as far as they say it. */
export interface Birth {
  readonly bornOn: Day;
  /** Whether it was reckoned from an age: the day is the latest that it may be within a year or a month. */
  readonly about: boolean;
}

/**
 * Why a text is no birth: an age by the traditional count (虚岁), which is one or two years more; a low number that may be
 * months or years; or nothing that could be either.
 */
export type NoBirth = 'nominal-age' | 'age-unit' | 'shape';

const age =
  /^(?:(\d{1,3}) ?(?:周?岁|歲|y|yrs?|years?))? ?(?:(\d{1,2}) ?(?:个月|個月|m|mo|months?))? ?(?:(\d{1,2}) ?(?:周|週|w|weeks?))? ?(?:(\d{1,3}) ?(?:天|日|d|days?))?大?$/;
/** Below it a bare number may be a child's months. */
const bareYearsFrom = 18;
const longestLife = 130;

/** A birth date as people write it, or an age: `1950-03-01`, `72岁`, `72`, `1岁6个月`, `8个月`, `20天`. */
export function birthIn(text: string, today: Day): Birth | NoBirth {
  const plain = tidy(text).toLowerCase();
  const day = dayIn(plain);
  if (day) return { bornOn: day, about: false };
  if (/虚|虛/.test(plain)) return 'nominal-age';
  if (/^\d{1,3}$/.test(plain)) {
    const years = Number(plain);
    return years < bareYearsFrom ? 'age-unit' : reckoned({ years }, today);
  }
  const [, years, months, weeks, days] = age.exec(plain) ?? [];
  const said = [years, months, weeks, days].some((part) => part !== undefined);
  if (!said) return 'shape';
  const back = { years: years ?? 0, months: months ?? 0, weeks: weeks ?? 0, days: days ?? 0 };
  return reckoned(
    Object.fromEntries(Object.entries(back).map(([unit, count]) => [unit, Number(count)])),
    today,
  );
}

function reckoned(back: Readonly<Record<string, number>>, today: Day): Birth | NoBirth {
  if ((back.years ?? 0) > longestLife) return 'shape';
  const bornOn = DateTime.fromISO(today, { zone: 'utc' }).minus(back).toISODate();
  return bornOn && isDay(bornOn) ? { bornOn, about: true } : 'shape';
}
