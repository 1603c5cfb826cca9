import { DateTime } from 'luxon';
import type { Language } from './settings.js';
import type { Day } from './domain/calendar.js';

/** How days and instants are written, everywhere: pages, mails, papers. One style a language. */
const styles = {
  en: { day: 'd LLL yyyy', dayOfYear: 'd LLL', weekday: 'ccc d LLL', instant: 'd LLL yyyy, HH:mm' },
  'zh-CN': {
    day: 'yyyy年M月d日',
    dayOfYear: 'M月d日',
    weekday: 'M月d日 ccc',
    instant: 'yyyy年M月d日 HH:mm',
  },
} as const satisfies Record<Language, object>;

type DayStyle = 'day' | 'dayOfYear' | 'weekday';

/** A day as people read it: “19 Dec 2022”; without its year, “19 Dec”; or with its weekday, “Mon 19 Dec”. */
export const dayInWords = (day: Day, language: Language, style: DayStyle = 'day'): string =>
  DateTime.fromISO(day).setLocale(language).toFormat(styles[language][style]);

/** An instant as people read it in a time zone, such as “19 Dec 2022, 09:30”. */
export const instantInWords = (instant: Date, zone: string, language: Language): string =>
  DateTime.fromJSDate(instant, { zone }).setLocale(language).toFormat(styles[language].instant);
