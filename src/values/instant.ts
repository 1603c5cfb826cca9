import { DateTime } from 'luxon';
import { isDay } from '../config/domain/calendar.js';
import { tidy } from './text.js';

const written =
  /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?[T ]*(\d{1,2})[:时](\d{1,2})(?:[:分](\d{1,2})(?:[.]\d+)?秒?|分)?\s?(Z|[+-]\d{2}:?\d{2})?$/;

/**
 * A day and time as people write it: `2026/11/27 9:30`, `2026-11-27T09:30+08:00`, `2026年11月27日 9时30分`. Undefined for
 * anything else, and for times that a day has not.
 * @param zone whose wall clock a time without an offset is
 */
export function instantIn(text: string, zone: string): Date | undefined {
  const [, y, m, d, hour, minute, second = '0', offset] = written.exec(tidy(text)) ?? [];
  if (y === undefined) return undefined;
  const two = (part: string) => part.padStart(2, '0');
  const day = `${y}-${two(m!)}-${two(d!)}`;
  if (!isDay(day)) return undefined;
  const at = DateTime.fromISO(`${day}T${two(hour!)}:${two(minute!)}:${two(second)}${offset ?? ''}`, { zone });
  // An hour that a change of clocks leaves out is none: what is read says the same hour again.
  return at.isValid && (offset !== undefined || at.hour === Number(hour)) ? at.toJSDate() : undefined;
}
