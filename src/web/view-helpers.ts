import handlebars from 'handlebars';
import { DateTime } from 'luxon';
import type { Language } from '../config/settings.js';
import type { Values } from './domain/refusal.js';
import type { Input } from './form-shape.js';
import { translate } from './language.js';
import { type PathName, paths } from './paths.js';

interface Root {
  language: Language;
  zone: string;
  now: Date;
  may: (policy: string) => boolean;
  form?: Input;
}

type Options = handlebars.HelperOptions;

const rootOf = (options: Options) => (options.data as { root: Root }).root;

const moment = (value: Date, options: Options) =>
  DateTime.fromJSDate(value, { zone: rootOf(options).zone }).setLocale(rootOf(options).language);

/** Making a format costs far more than using it, and a page has hundreds of figures. */
const formats = new Map<string, Intl.NumberFormat>();

function numberIn(language: Language, digits?: number): Intl.NumberFormat {
  const key = `${language} ${digits}`;
  const known = formats.get(key);
  if (known) return known;
  const most = { minimumFractionDigits: digits, maximumFractionDigits: digits ?? 2 };
  const made = new Intl.NumberFormat(language, most);
  formats.set(key, made);
  return made;
}

/** What a view can say beside `if` and `each`. */
export const viewHelpers: Record<string, (...args: never[]) => unknown> = {
  t: (key: string, ...rest: [Values, Options] | [Options]) => {
    const options = rest.at(-1) as Options;
    const values = rest.length > 1 ? (rest[0] as Values) : {};
    return translate(rootOf(options).language, key, { ...values, ...(options.hash as Values) });
  },
  /** A reason as somebody wrote it, or the program's own in the reader's language. */
  said: (reason: string, options: Options) =>
    /^[a-z]+[.]((calledOff|because)[.]\w+|byTelephone)$/.test(reason)
      ? translate(rootOf(options).language, reason)
      : reason,
  path: (name: PathName, ...rest: unknown[]) => {
    if (!(name in paths)) throw new Error(`There is no path ${name}.`);
    return (paths[name] as (...args: unknown[]) => string)(...rest.slice(0, -1));
  },
  may: (policy: string, options: Options) => rootOf(options).may(policy),
  day: (day: string | null, options: Options) =>
    day ? DateTime.fromISO(day).setLocale(rootOf(options).language).toLocaleString(DateTime.DATE_MED) : '',
  weekday: (day: string, options: Options) => {
    const { language } = rootOf(options);
    return DateTime.fromISO(day)
      .setLocale(language)
      .toFormat(language === 'en' ? 'ccc d LLL' : 'M/d ccc');
  },
  instant: (at: Date | null, options: Options) =>
    at ? moment(at, options).toLocaleString({ ...DateTime.DATETIME_MED, hourCycle: 'h23' }) : '',
  monthDay: (day: string) => day.slice(5).replace('-', '/'),
  /** An instant that a query read as the database writes it. */
  instantOf: (text: string) => new Date(text),
  time: (at: Date, options: Options) => moment(at, options).toFormat('HH:mm'),
  ago: (at: Date, options: Options) =>
    moment(at, options).toRelative({ base: DateTime.fromJSDate(rootOf(options).now) }) ?? '',
  /** Minutes as people say them: 45 min, 19 h, 8 d. */
  lasting: (minutes: number, options: Options) => {
    const [unit, of] = minutes < 120 ? ['min', 1] : minutes < 48 * 60 ? ['h', 60] : ['d', 24 * 60];
    return translate(rootOf(options).language, `web.lasting.${unit}`, { count: Math.floor(minutes / of) });
  },
  figure: (value: number | null, options: Options) =>
    value === null ? '' : numberIn(rootOf(options).language).format(value),
  degrees: (value: number | null, options: Options) =>
    value === null ? '' : `${numberIn(rootOf(options).language, 1).format(value)} °C`,
  json: (value: unknown) => (value ? JSON.stringify(value) : ''),
  concat: (...parts: unknown[]) => parts.slice(0, -1).join(''),
  given: (value: unknown) => value !== undefined && value !== null,
  minus: (a: number, b: number) => a - b,
  eq: (a: unknown, b: unknown) => a === b,
  either: (a: unknown, b: unknown) => a || b,
  /** What was typed, or what stands in the record. */
  typed: (field: string, otherwise: unknown, options: Options) => {
    const value = valueAt(rootOf(options).form, field) ?? otherwise;
    return typeof value === 'object' ? '' : value;
  },
  chosen: (field: string, choice: unknown, otherwise: unknown, options: Options) => {
    const { form } = rootOf(options);
    const value = form ? valueAt(form, field) : otherwise;
    return Array.isArray(value)
      ? value.includes(choice)
      : value === choice || (typeof value !== 'object' && `${value as string}` === `${choice as string}`);
  },
};

/** `medicines[0][quantity]` within what was sent. */
function valueAt(form: unknown, field: string): unknown {
  return field
    .split(/[[\].]+/)
    .filter(Boolean)
    .reduce<unknown>((value, part) => (value as Record<string, unknown> | undefined)?.[part], form);
}
