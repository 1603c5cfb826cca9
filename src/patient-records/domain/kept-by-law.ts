import { type Day } from '../../config/domain/calendar.js';
import { adultFromYears } from '../../triage/domain/case.js';

/** An outpatient's record is kept for at least so many years (医疗机构管理条例实施细则, 2017, article 53). */
export const yearsKept = 15;

/** Until when the records of visits are kept, the last of which was on a day; 29 February ends with February. */
export function keptUntil(lastVisitOn: Day): Day {
  const [year, rest] = [Number(lastVisitOn.slice(0, 4)) + yearsKept, lastVisitOn.slice(4)];
  return rest === '-02-29' && !isLeap(year) ? `${year}-02-28` : `${year}${rest}`;
}

const isLeap = (year: number) => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;

/** How somebody is reached, and who answers for them. */
interface Reached {
  readonly telephone: string | null;
  readonly guardianName: string | null;
  readonly guardianIdentityNumber: string | null;
}

/** What stays of who somebody is, because their record names it: not how they are reached, and who answered for them only for a child. */
export const factsKept = <Facts extends Reached>(facts: Facts, years: number): Facts => ({
  ...facts,
  telephone: null,
  ...(years >= adultFromYears && { guardianName: null, guardianIdentityNumber: null }),
});
