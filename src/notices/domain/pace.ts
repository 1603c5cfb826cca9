import { DateTime } from 'luxon';

/** Nobody gets two mails of notices within so long. */
export const paceMs = 10 * 60_000;

/** How somebody wants to be told. Hours of the day, by the network's clock. */
export interface Choice {
  readonly how: 'at-once' | 'digest';
  /** When the digest leaves. */
  readonly digestHour: number;
  /** From when until when nothing leaves, if anything is chosen. */
  readonly quietFrom: number | null;
  readonly quietUntil: number | null;
}

export const usualChoice: Choice = { how: 'at-once', digestHour: 8, quietFrom: null, quietUntil: null };

interface Pending {
  readonly lastMailAt: Date | null;
  /** When the first of what is pending was written. */
  readonly since: Date;
  /** Whether something of it does not wait for a digest. */
  readonly urgent: boolean;
}

/** When the mail with all that is pending may leave, at the earliest. */
export function dueAt({ lastMailAt, since, urgent }: Pending, choice: Choice, zone: string): Date {
  const paced = new Date(Math.max(since.getTime(), (lastMailAt?.getTime() ?? -Infinity) + paceMs));
  const wanted = choice.how === 'digest' && !urgent ? nextAt(choice.digestHour, paced, zone) : paced;
  const { quietFrom, quietUntil } = choice;
  if (quietFrom === null || quietUntil === null || !isQuiet(wanted, quietFrom, quietUntil, zone))
    return wanted;
  return nextAt(quietUntil, wanted, zone);
}

/** The next time that an hour begins, or that very instant. */
function nextAt(hour: number, from: Date, zone: string): Date {
  const begins = DateTime.fromJSDate(from, { zone }).startOf('day').set({ hour });
  const today = begins.toJSDate();
  return today >= from ? today : begins.plus({ days: 1 }).toJSDate();
}

/** Whether an instant lies in the quiet hours, which may go over midnight. */
function isQuiet(at: Date, from: number, until: number, zone: string): boolean {
  const { hour } = DateTime.fromJSDate(at, { zone });
  return from <= until ? hour >= from && hour < until : hour >= from || hour < until;
}
