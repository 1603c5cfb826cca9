import ical, { ICalCalendarMethod, ICalEventStatus } from 'ical-generator';
import type { CalendarFile } from '../../mail/calendar-file.js';
import { type Day, instantAt } from '../../config/domain/calendar.js';
import { type Slot, slotTimes } from '../../network/domain/opening-hours.js';

/** A session as a calendar knows it. */
export interface CalendarEntry {
  /** The same for one assignment for ever: a calendar knows the entry by it. */
  readonly uid: string;
  /** Higher with each change: a calendar keeps the highest. */
  readonly sequence: number;
  readonly cancelled: boolean;
  readonly on: Day;
  readonly slot: Slot;
  readonly summary: string;
  readonly location: string;
}

/** What all entries of a file share. */
interface Sender {
  readonly zone: string;
  readonly stamp: Date;
  /** `Name <address>` or an address. */
  readonly organizer: string;
}

/**
 * Sessions as calendar entries (RFC 5545) that an update replaces and a cancellation removes. One entry goes to one
 * receiver as a request or a cancellation; several are published, for a request may speak of one only (RFC 5546 3.2).
 */
export function calendarFile(
  entries: readonly CalendarEntry[],
  sender: Sender,
  attendee?: string,
): CalendarFile {
  const [only] = entries;
  const single = entries.length === 1 && attendee !== undefined;
  const method = !single
    ? ICalCalendarMethod.PUBLISH
    : only!.cancelled
      ? ICalCalendarMethod.CANCEL
      : ICalCalendarMethod.REQUEST;
  const [, name = 'Bianmin', email = sender.organizer] = /^(.*?)\s*<(.+)>$/.exec(sender.organizer) ?? [];
  const calendar = ical({ method, prodId: { company: 'Bianmin', product: 'roster' } });
  for (const { uid, sequence, cancelled, on, slot, summary, location } of entries)
    calendar.createEvent({
      id: uid,
      sequence,
      stamp: sender.stamp,
      start: instantAt(on, slotTimes[slot].from, sender.zone),
      end: instantAt(on, slotTimes[slot].to, sender.zone),
      summary,
      location,
      status: cancelled ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
      organizer: { name: name || 'Bianmin', email },
      ...(single && { attendees: [{ email: attendee }] }),
    });
  return { method, content: calendar.toString() };
}
