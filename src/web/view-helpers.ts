import handlebars from 'handlebars';
import { DateTime } from 'luxon';
import { minutesBetween } from '../config/domain/calendar.js';
import { dayInWords, instantInWords } from '../config/in-words.js';
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

/** “2 minutes ago”; what is not a minute old is just now, also by a clock that runs ahead. */
function agoOf(at: Date, { language, now }: Root): string {
  if (Math.abs(now.getTime() - at.getTime()) < 60_000) return translate(language, 'web.justNow');
  return (
    DateTime.fromJSDate(at)
      .setLocale(language)
      .toRelative({ base: DateTime.fromJSDate(now) }) ?? ''
  );
}

function lastingOf(minutes: number, { language }: Root): string {
  const [unit, of] =
    minutes < 120 ? ['minute', 1] : minutes < 48 * 60 ? ['hour', 60] : (['day', 24 * 60] as const);
  return formatOf(language, { style: 'unit', unit, unitDisplay: 'short' }).format(Math.floor(minutes / of));
}

/** What `ticking.js` goes on counting. */
function ticking(kind: 'ago' | 'lasting', at: Date, { now }: Root, words: string) {
  const marks = `data-ticking="${kind}" datetime="${at.toISOString()}" data-now="${now.toISOString()}"`;
  return new handlebars.SafeString(`<time ${marks}>${handlebars.escapeExpression(words)}</time>`);
}

/** Making a format costs far more than using it, and a page has hundreds of figures. */
const formats = new Map<string, Intl.NumberFormat>();

function formatOf(language: Language, options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const key = `${language} ${Object.values(options).join(' ')}`;
  const known = formats.get(key) ?? new Intl.NumberFormat(language, options);
  formats.set(key, known);
  return known;
}

const numberIn = (language: Language, digits?: number) =>
  formatOf(language, { minimumFractionDigits: digits, maximumFractionDigits: digits ?? 2 });

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
  day: (day: string | null, options: Options) => (day ? dayInWords(day, rootOf(options).language) : ''),
  /** A day without its year, for rows in which the year is plain. */
  dayOfYear: (day: string, options: Options) => dayInWords(day, rootOf(options).language, 'dayOfYear'),
  weekday: (day: string, options: Options) => dayInWords(day, rootOf(options).language, 'weekday'),
  /** The day of the month alone, under a bar that stands for it. */
  dayOfMonth: (day: string) => Number(day.slice(8)),
  instant: (at: Date | null, options: Options) => {
    const { zone, language } = rootOf(options);
    return at ? instantInWords(at, zone, language) : '';
  },
  /** An instant that a query read as the database writes it. */
  instantOf: (text: string) => new Date(text),
  time: (at: Date, options: Options) =>
    DateTime.fromJSDate(at, { zone: rootOf(options).zone }).toFormat('HH:mm'),
  /** How long ago an instant was, for a title or within a sentence. */
  ago: (at: Date, options: Options) => agoOf(at, rootOf(options)),
  /** How long ago an instant was; a page that stays open goes on counting. */
  tickingAgo: (at: Date, options: Options) => ticking('ago', at, rootOf(options), agoOf(at, rootOf(options))),
  /** Minutes as people say them: 45 min, 19 hr, 8 days. */
  lasting: (minutes: number, options: Options) => lastingOf(minutes, rootOf(options)),
  /** How long somebody has waited since an instant; a page that stays open goes on counting. */
  tickingWait: (at: Date, options: Options) => {
    const root = rootOf(options);
    return ticking('lasting', at, root, lastingOf(minutesBetween(at, root.now), root));
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
