import { tidy } from '../../values/text.js';
import { minutes, type Slot, slots, slotTimes, weekOf, type Week } from './opening-hours.js';

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
const allDay = /24\s*(小时|h|hours?)|全天|00:00-24:00/i;

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
  const open: OpenFor[] = [];
  for (const part of tidy(text)
    .replace(/节假日(正常营业|不休|无休|照常)?[^;。]*/g, '')
    .split(/[;。]|,(?=周|星期)|(?<=\d)\s+(?=周|星期)/)) {
    if (part.trim() === '') continue;
    const [first] = [...part.matchAll(span)];
    const isAllDay = allDay.test(part);
    const said = isAllDay
      ? part.replace(allDay, '').replace(/营业|服务/g, '')
      : part.slice(0, first?.index ?? 0);
    const weekdays = weekdaysIn(said.replace(/\s|营业时间/g, ''));
    if (!weekdays || (!first && !isAllDay)) return undefined;
    const spans = isAllDay ? [{ from: 0, until: dayMinutes }] : [...part.matchAll(span)].map(spanOf);
    if (spans.some(({ from, until }) => from >= dayMinutes || until <= from || until > 2 * dayMinutes))
      return undefined;
    open.push(...weekdays.flatMap((weekday) => spans.map((one) => ({ weekday, ...one }))));
  }
  return open.length > 0 ? open : undefined;
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
  const until = minuteOf(next, untilHalf, untilHour!, untilMinute);
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
