import { type Day, isDay } from '../../config/domain/calendar.js';
import type { Facts, Kind, Parsed, Rejection } from '../../imports/domain/changeset.js';
import { readRows, type RowSource } from '../../imports/domain/rows.js';
import { flagOf } from '../../values/flag.js';
import { wholeOf } from '../../values/number.js';
import { folded } from '../../values/text.js';
import { type Slot, slots } from '../../network/domain/opening-hours.js';
import {
  letters,
  mostWeekHours,
  type Otherwise,
  type SaidWeek,
  type Saying,
  saidOf,
  sayings,
  weekOfSayings,
} from './availability.js';

const weekdays = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const;
type Weekday = (typeof weekdays)[number];

/** When a doctor can in any week, as a file states it. A weekday's slots are three letters: O can, L likes, R rather not, X cannot. */
export interface AvailabilityRow extends Facts {
  readonly licenceNumber: string;
  readonly name: string;
  readonly monday: string;
  readonly tuesday: string;
  readonly wednesday: string;
  readonly thursday: string;
  readonly friday: string;
  readonly saturday: string;
  readonly sunday: string;
  readonly mostHours: number;
  readonly overtime: boolean;
  /** Days to come that are otherwise, such as `2022-12-24 X..; 2022-12-25 XXX`; a dot is as the week says. */
  readonly otherwise?: string;
  /** Whether the home hospital lends them, and from and until which day; blank where there is no end. */
  readonly lent?: boolean;
  readonly lentFrom?: string;
  readonly lentUntil?: string;
}

const days: Record<Weekday, string> = {
  monday: '周一',
  tuesday: '周二',
  wednesday: '周三',
  thursday: '周四',
  friday: '周五',
  saturday: '周六',
  sunday: '周日',
};
const parts = { morning: '上午', afternoon: '下午', evening: '晚上' } as const;

/** A file's columns for slots, day after day: `monday morning` or 周一上午. */
const slotColumns = weekdays.flatMap((weekday) =>
  slots.map((slot) => ({
    weekday,
    key: `${weekday} ${slot}`,
    names: [`${weekday} ${slot}`, `${days[weekday]}${parts[slot]}`],
  })),
);

const words: Record<Saying, readonly string[]> = {
  can: ['o', 'can', 'yes', '可', '可以'],
  likes: ['l', 'gladly', 'likes', '愿意', '乐意'],
  'rather-not': ['r', 'if need be', 'rather not', '必要时', '尽量不'],
  cannot: ['x', 'no', 'cannot', '不可', '不可以', '不行'],
};

export const availabilityHeadings: Readonly<Record<string, readonly string[]>> = {
  licenceNumber: ['licence number', 'license number', '执业证号', '执业证书编号'],
  name: ['name', 'doctor', '姓名', '医生'],
  mostHours: ['most hours', 'most hours a week', '每周最多工时', '最多工时'],
  overtime: ['overtime', '加班', '同意加班'],
  lent: ['lent', '外派'],
  lentFrom: ['lent from', '外派起'],
  lentUntil: ['lent until', '外派止'],
  otherwise: ['days otherwise', '例外日期', '另有安排的日期'],
  ...Object.fromEntries(slotColumns.map(({ key, names }) => [key, names])),
};

const agrees = (text: string): boolean | undefined =>
  text === '同意' ? true : text === '不同意' || text === '' ? false : flagOf(text);

/** Reads a file of what doctors say of any week, and of days from today on. */
export function readAvailabilityRows(table: RowSource, today: Day) {
  const needed = ['licenceNumber', 'mostHours', 'overtime', ...slotColumns.map(({ key }) => key)];
  return readRows(table, availabilityHeadings, needed, ({ text, has }): Parsed<AvailabilityRow> => {
    if (!text('licenceNumber')) return { rejection: { reason: 'missing', column: 'licenceNumber' } };
    const said = slotColumns.map(({ weekday, key }) => ({ weekday, saying: sayingOf(text(key)) }));
    const wrong = said.find(({ saying }) => saying === undefined);
    if (wrong) return { rejection: { reason: 'wrong-saying', column: wrong.weekday } };
    const mostHours = wholeOf(text('mostHours'));
    if (mostHours === undefined || mostHours < 0 || mostHours > mostWeekHours)
      return { rejection: { reason: 'wrong-hours', column: 'mostHours', values: { most: mostWeekHours } } };
    const overtime = agrees(text('overtime'));
    if (overtime === undefined) return { rejection: { reason: 'wrong-flag', column: 'overtime' } };
    const days = otherwiseOf(text('otherwise'));
    if (days === undefined) return { rejection: { reason: 'wrong-otherwise', column: 'otherwise' } };
    const lending = lendingOf(text('lent'), text('lentFrom'), text('lentUntil'));
    if ('reason' in lending) return { rejection: lending };
    const week = weekOfSayings(said.map(({ saying }) => saying!))!;
    return {
      facts: {
        ...rowOfWeek(week),
        licenceNumber: text('licenceNumber'),
        name: text('name'),
        mostHours,
        overtime,
        ...(has('lent') && lending),
        ...(has('otherwise') && { otherwise: otherwiseText(days.filter(({ on }) => on >= today)) }),
      },
    };
  });
}

/** A week as a row says it, weekday by weekday. */
export function rowOfWeek(week: SaidWeek): Pick<AvailabilityRow, Weekday> {
  const ofDay = (weekday: number) => slots.map((slot) => letters[saidOf(week, weekday, slot)]).join('');
  return Object.fromEntries(weekdays.map((weekday, i) => [weekday, ofDay(i)])) as Pick<
    AvailabilityRow,
    Weekday
  >;
}

/** The week that a row says. */
export function weekOfRow(row: AvailabilityRow): SaidWeek {
  const said = weekdays.flatMap((weekday) => [...row[weekday]].map((letter) => sayingOf(letter)!));
  return weekOfSayings(said)!;
}

/** The headings of an exported file, and one doctor's row under them: what the import reads. */
export const exportHeadings = [
  'licence number',
  'name',
  ...slotColumns.map(({ key }) => key),
  'most hours',
  'overtime',
  'days otherwise',
  'lent',
  'lent from',
  'lent until',
];

export function exportRow(row: AvailabilityRow): (string | number)[] {
  return [
    row.licenceNumber,
    row.name,
    ...weekdays.flatMap((weekday) => [...row[weekday]]),
    row.mostHours,
    row.overtime ? 'yes' : 'no',
    row.otherwise ?? '',
    row.lent === false ? 'no' : 'yes',
    row.lentFrom ?? '',
    row.lentUntil ?? '',
  ];
}

/** What a row says of the lending; a blank is lent, as is whoever was never spoken of. */
function lendingOf(
  text: string,
  lentFrom: string,
  lentUntil: string,
): Pick<AvailabilityRow, 'lent' | 'lentFrom' | 'lentUntil'> | Rejection {
  const lent = text === '' ? true : agrees(text);
  if (lent === undefined) return { reason: 'wrong-flag', column: 'lent' };
  const wrong = [lentFrom, lentUntil].findIndex((day) => day !== '' && !isDay(day));
  if (wrong >= 0) return { reason: 'wrong-day', column: wrong === 0 ? 'lentFrom' : 'lentUntil' };
  if (lentFrom !== '' && lentUntil !== '' && lentUntil < lentFrom)
    return { reason: 'days-reversed', column: 'lentUntil' };
  return { lent, lentFrom, lentUntil };
}

/** Days that are otherwise in one text, in the order of time. */
export function otherwiseText(otherwise: readonly Otherwise[]): string {
  const days = [...new Set(otherwise.map(({ on }) => on))].sort();
  const letterOf = (on: Day, slot: Slot) => {
    const said = otherwise.find((one) => one.on === on && one.slot === slot);
    return said ? letters[said.says] : '.';
  };
  return days.map((on) => `${on} ${slots.map((slot) => letterOf(on, slot)).join('')}`).join('; ');
}

/** The days that such a text says; undefined when it is none. */
export function otherwiseOf(text: string): Otherwise[] | undefined {
  const said: Otherwise[] = [];
  for (const day of text.split(/[;；]/).map((part) => part.trim())) {
    if (day === '') continue;
    const [, on, three] = /^(\d{4}-\d{2}-\d{2}) ([OLRX.]{3})$/.exec(day) ?? [];
    if (on === undefined || !isDay(on) || said.some((one) => one.on === on)) return undefined;
    slots.forEach((slot, i) => {
      const says = sayingOf(three![i]!);
      if (says) said.push({ on, slot, says });
    });
  }
  return said;
}

/** Rows are of the same doctor by licence number. */
export const availabilityKind: Kind<AvailabilityRow> = {
  identity: ({ licenceNumber }) => folded(licenceNumber),
  name: ({ name }) => name,
  likenesses: () => [],
};

function sayingOf(text: string): Saying | undefined {
  const word = text.toLowerCase();
  return sayings.find((saying) => words[saying].includes(word));
}
