import { addDays, type Day, isDay } from '../config/domain/calendar.js';
import { tidy } from './text.js';

/** Year, month and day, with whatever stands between, or eight digits; a time behind it says nothing more. */
const apart =
  /^(\d{4})\s?[-/.年]\s?(\d{1,2})\s?[-/.月]\s?(\d{1,2})\s?日?(?:[T ]+[\d:.]+(?:Z|[+-]\d\d:?\d\d)?)?$/;
const together = /^(\d{4})(\d{2})(\d{2})$/;
/** After a point a month has two digits: a spreadsheet makes `2028.1` of October. */
const month = /^(\d{4})(?:\s?[-/年]\s?(\d{1,2})\s?月?|[.](\d{2}))$/;
/** Six digits are a month of this century or nothing: `280831` could be a day of 2028, or nonsense of 2808. */
const monthTogether = /^(20\d{2})(\d{2})$/;

/** A day as people write it: `2028-08-31`, `2028/8/31`, `2028年8月31日`, `20280831`. Undefined for anything else. */
export function dayIn(text: string): Day | undefined {
  const plain = tidy(text);
  const [, y, m, d] = apart.exec(plain) ?? together.exec(plain) ?? [];
  return y === undefined ? undefined : whole(y, m!, d!);
}

/** The same, or a month, whose last day it is: `2028-08`, `2028年8月`, `202808`. So a packet says until when it is good. */
export function lastDayIn(text: string): Day | undefined {
  const plain = tidy(text);
  const [, y, m1, m2] = month.exec(plain) ?? monthTogether.exec(plain) ?? [];
  if (y === undefined) return dayIn(text);
  const m = m1 ?? m2;
  if (Number(m) < 1 || Number(m) > 12) return undefined;
  return new Date(Date.UTC(Number(y), Number(m), 0)).toISOString().slice(0, 10);
}

/** The day before one, or before a month's first: until when something is good that is no longer so from then on. */
export function dayBeforeIn(text: string): Day | undefined {
  const day = dayIn(text);
  const last = lastDayIn(text);
  const first = day ?? (last && `${last.slice(0, 8)}01`);
  return first && addDays(first, -1);
}

function whole(y: string, m: string, d: string): Day | undefined {
  const day = `${y}-${m.padStart(2, '0')}-${d.padStart(2, '0')}`;
  return isDay(day) ? day : undefined;
}
const firstSerial = 36_526;
const lastSerial = 73_050;

/** The day that a spreadsheet means by a bare number, from 2000 to 2099: `46996` is 2028-08-31. Not taken, but told. */
export function serialDay(text: string): Day | undefined {
  const plain = tidy(text);
  if (!/^\d{5}([.]\d+)?$/.test(plain)) return undefined;
  const serial = Math.floor(Number(plain));
  if (serial < firstSerial || serial > lastSerial) return undefined;
  return new Date(Date.UTC(1899, 11, 30 + serial)).toISOString().slice(0, 10);
}
