import { DateTime } from 'luxon';

/** A calendar day of the network, `YYYY-MM-DD`. */
export type Day = string;

/** The day on which an instant falls in a time zone. */
export function dayOf(instant: Date, zone: string): Day {
  return wallClock(zone).format(instant).slice(0, 10);
}

/** The instant at a wall-clock time (`HH:mm`) of a day in a time zone. */
export function instantAt(day: Day, time: string, zone: string): Date {
  const asked = `${day}T${time} ${zone}`;
  const known = instants.get(asked) ?? DateTime.fromISO(`${day}T${time}`, { zone }).toMillis();
  instants.set(asked, known);
  if (instants.size > mostInstants) instants.clear();
  return new Date(known);
}

/** Remembered, in milliseconds: each visit asks for the same few midnights. */
const instants = new Map<string, number>();
const mostInstants = 5_000;

/** Minutes since midnight in a time zone. */
export function minuteOfDay(instant: Date, zone: string): number {
  const [hour, minute] = wallClock(zone).format(instant).slice(-5).split(':').map(Number) as [number, number];
  return hour * 60 + minute;
}

const wallClocks = new Map<string, Intl.DateTimeFormat>();

/** Writes instants as `YYYY-MM-DD HH:mm`. Made once a zone: it is asked several times a visit. */
function wallClock(zone: string): Intl.DateTimeFormat {
  const known = wallClocks.get(zone);
  if (known) return known;
  const made = new Intl.DateTimeFormat('sv-SE', {
    timeZone: zone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
  wallClocks.set(zone, made);
  return made;
}

const dayMs = 86_400_000;

/** A day's midnight in UTC, where every day is as long as any other: a board asks for thousands. */
const midnight = (day: Day): number => Date.parse(`${day}T00:00:00Z`);

/** The day that is a number of days later (or, if negative, earlier). */
export function addDays(day: Day, days: number): Day {
  return new Date(midnight(day) + days * dayMs).toISOString().slice(0, 10);
}

/** Every day from one to another, both included. */
export function daysBetween(from: Day, to: Day): Day[] {
  const days: Day[] = [];
  for (let day = from; day <= to; day = addDays(day, 1)) days.push(day);
  return days;
}

/** Monday is 0, Sunday is 6. */
export function weekdayOf(day: Day): number {
  // 1 January 1970 was a Thursday.
  return (((midnight(day) / dayMs + 3) % 7) + 7) % 7;
}

/** The Monday of the week in which a day falls. */
export function mondayOf(day: Day): Day {
  return addDays(day, -weekdayOf(day));
}

/** Whole minutes from one instant to another; none where the other was before. */
export const minutesBetween = (from: Date, to: Date): number =>
  Math.max(0, Math.floor((to.getTime() - from.getTime()) / 60_000));

/** Whether a text is a day of these centuries that exists: 2023-02-29 is not. */
export function isDay(text: string): boolean {
  if (!/^(1[89]|2\d)\d{2}-\d{2}-\d{2}$/.test(text)) return false;
  const at = midnight(text);
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(text);
}

/** Full years between a birth date and a day; what a person calls their age. */
export function ageInYears(bornOn: Day, on: Day): number {
  const years = Number(on.slice(0, 4)) - Number(bornOn.slice(0, 4));
  return on.slice(5) < bornOn.slice(5) ? years - 1 : years;
}

/** Days between a birth date and a day. */
export const ageInDays = (bornOn: Day, on: Day): number => (midnight(on) - midnight(bornOn)) / dayMs;

/** Full months between a birth date and a day. */
export function ageInMonths(bornOn: Day, on: Day): number {
  const [birthYear, birthMonth, birthDay] = bornOn.split('-').map(Number) as [number, number, number];
  const [year, month, day] = on.split('-').map(Number) as [number, number, number];
  return (year - birthYear) * 12 + month - birthMonth - (day < birthDay ? 1 : 0);
}
