import { tidy } from '../../values/text.js';
import { minutes, type Slot, slots, slotTimes, type Week, weekOf, weekSays } from './opening-hours.js';

/** From and until which minute of a weekday (Monday is 0) somebody is there; past 1440 it is the next day's morning. */
export interface OpenFor {
  readonly weekday: number;
  readonly from: number;
  readonly until: number;
}

const everyDay = [0, 1, 2, 3, 4, 5, 6];
const dayMinutes = 24 * 60;
const names = '一二三四五六日天';
const weekdayOfName = (name: string) => Math.min(names.indexOf(name), 6);

/** `周一至周五`, `周六、周日`, `星期三`, `每天`; a holiday is no weekday. Undefined for anything else. */
function weekdaysIn(text: string): number[] | undefined {
  if (/^(每天|每日|全周|全年|天天|周一至周日|daily)?[::]?$/i.test(text)) return everyDay;
  if (/^工作日[::]?$/.test(text)) return everyDay.slice(0, 5);
  if (/^(双休日|周末)[::]?$/.test(text)) return everyDay.slice(5);
  const days = new Set<number>();
  const parts = text
    .replace(/[::]$/, '')
    .replace(/星期|礼拜/g, '周')
    .split(/[、,及和]/);
  for (const part of parts) {
    const [, first, last] = /^周?([一二三四五六日天])(?:[至到~—-]周?([一二三四五六日天]))?$/.exec(part) ?? [];
    if (first === undefined) return undefined;
    const [from, to] = [weekdayOfName(first), weekdayOfName(last ?? first)];
    for (let day = from; ; day = (day + 1) % 7) {
      days.add(day);
      if (day === to) break;
    }
  }
  return [...days].sort();
}

const time = String.raw`(次日|翌日)?(上午|下午|晚上|早上|晚)?(\d{1,2})(?:[:点时](\d{2})?分?|(?=\s*[至到~—-]))`;
const span = new RegExp(String.raw`${time}\s*[至到~—-]+\s*${time}`, 'g');
const allDay = /24\s*(小时|h|hours?)|全天/i;

function minuteOf(next: string | undefined, half: string | undefined, hour: string, minute = '0'): number {
  const said = Number(hour);
  const later = /下午|晚/.test(half ?? '') && said < 12 ? 12 : 0;
  return (said + later) * 60 + Number(minute) + (next ? dayMinutes : 0);
}

/**
 * When somebody is there, as people write it: `08:00-22:00`, `24小时`, `21:00-次日06:00`, `周一至周五 8:30-12:00 13:30-21:00;
 * 周六 9:00-17:00`. What is said of holidays is no week's. Undefined where any part can't be read.
 */
export function hoursIn(text: string): OpenFor[] | undefined {
  const parts = tidy(text)
    .replace(/节假日(正常营业|不休|无休|照常)?[^;。]*/g, '')
    .split(/[;。]|,(?=周|星期)|(?<=\d)\s+(?=周|星期|工作日|双休日)/)
    .filter((part) => part.trim() !== '');
  const read = parts.map((part) => partOf(part));
  // Beside a part that names its days, one that does not could mean any.
  if (parts.length > 1 && read.some((one) => one?.isBare)) return undefined;
  return read.every((one) => one !== undefined) && read.length > 0
    ? read.flatMap(({ open }) => open)
    : undefined;
}

function partOf(part: string): { readonly open: OpenFor[]; readonly isBare: boolean } | undefined {
  const spansIn = [...part.matchAll(span)];
  const isAllDay = allDay.test(part);
  if (isAllDay === spansIn.length > 0) return undefined;
  const first = isAllDay ? allDay.exec(part)!.index : spansIn[0]!.index;
  // What stands behind or between, such as “except Sundays”, would be passed over.
  const behind = part
    .slice(first)
    .replace(isAllDay ? allDay : span, '')
    .replace(/营业|服务/g, '');
  if (/[^\s,、和及/]/.test(behind)) return undefined;
  const named = part.slice(0, first).replace(/\s|营业时间|营业|服务/g, '');
  const weekdays = weekdaysIn(named);
  const spans = isAllDay ? [{ from: 0, until: dayMinutes }] : spansIn.map(spanOf);
  const isWrong = spans.some(
    ({ from, until }) => from >= dayMinutes || until <= from || until - from > dayMinutes,
  );
  if (!weekdays || isWrong) return undefined;
  const isBare = /^[::]?$/.test(named);
  return { open: weekdays.flatMap((weekday) => spans.map((one) => ({ weekday, ...one }))), isBare };
}

function spanOf([
  ,
  ,
  fromHalf,
  fromHour,
  fromMinute,
  next,
  untilHalf,
  untilHour,
  untilMinute,
]: RegExpMatchArray) {
  const from = minuteOf(undefined, fromHalf, fromHour!, fromMinute);
  // The end is of the same half of the day as the beginning, unless it says so itself: 下午2:00-6:00.
  const until = minuteOf(next, untilHalf ?? (next ? undefined : fromHalf), untilHour!, untilMinute);
  // `21:00-06:00` ends on the next day, whether it says so or not.
  return { from, until: until <= from ? until + dayMinutes : until };
}

/** The sessions that such hours make possible: a slot counts where somebody is there for all of it. */
export function weekOfHours(open: readonly OpenFor[]): Week {
  const covers = (weekday: number, slot: Slot) => {
    const [from, until] = [minutes(slotTimes[slot].from), minutes(slotTimes[slot].to)];
    return open.some(
      (one) =>
        (one.weekday === weekday && one.from <= from && one.until >= until) ||
        ((one.weekday + 1) % 7 === weekday &&
          one.from - dayMinutes <= from &&
          one.until - dayMinutes >= until),
    );
  };
  return weekOf(
    slots.flatMap((slot) => everyDay.filter((day) => covers(day, slot)).map((day) => `${slot}-${day}`)),
  );
}

/** The hours of the sessions that a week's letters say. */
export const hoursOfWeek = (week: Week): OpenFor[] =>
  everyDay.flatMap((weekday) =>
    slots
      .filter((slot) => weekSays(week, weekday, slot))
      .map((slot) => ({
        weekday,
        from: minutes(slotTimes[slot].from),
        until: minutes(slotTimes[slot].to),
      })),
  );

const clock = (minute: number) =>
  `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;

/** When somebody is there on a weekday: `08:00-12:00 21:00-06:00`, where the last ends on the next day; blank where nobody is. */
export function timesOn(open: readonly OpenFor[], weekday: number): string {
  const spans = open.filter((one) => one.weekday === weekday).sort((a, b) => a.from - b.from);
  return spans
    .map(({ from, until }) => `${clock(from)}-${clock(until > dayMinutes ? until - dayMinutes : until)}`)
    .join(' ');
}

/** The one way in which hours are written down, that `hoursIn` reads: `周一至周五 08:00-12:00 13:30-21:00; 周六 09:00-17:00`. */
export function hoursText(open: readonly OpenFor[]): string {
  const times = everyDay.map((weekday) => timesOn(open, weekday));
  return [...new Set(times)]
    .filter((one) => one !== '')
    .map((one) => `${daysText(everyDay.filter((weekday) => times[weekday] === one))} ${one}`)
    .join('; ');
}

/** `每天`, `周一至周五`, `周一、周三`. */
function daysText(weekdays: readonly number[]): string {
  if (weekdays.length === everyDay.length) return '每天';
  const name = (weekday: number) => `周${names[weekday]}`;
  const runs: number[][] = [];
  for (const weekday of weekdays) {
    const run = runs.at(-1);
    if (run?.at(-1) === weekday - 1) run.push(weekday);
    else runs.push([weekday]);
  }
  return runs
    .flatMap((run) => (run.length > 2 ? [`${name(run[0]!)}至${name(run.at(-1)!)}`] : run.map(name)))
    .join('、');
}
