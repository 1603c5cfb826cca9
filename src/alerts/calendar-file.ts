import ical, { ICalCalendarMethod, ICalEventStatus } from 'ical-generator';
import { type Day, instantAt } from '../config/domain/calendar.js';
import { type Slot, slotTimes } from '../network/domain/opening-hours.js';
import type { CalendarFile } from './mail.entity.js';

export interface CalendarEntry {
  /** The same for one assignment for ever: a calendar knows the entry by it. */
  readonly uid: string;
  /** Higher with each change: a calendar keeps the highest. */
  readonly sequence: number;
  readonly cancelled: boolean;
  readonly on: Day;
  readonly slot: Slot;
  readonly zone: string;
  readonly stamp: Date;
  readonly summary: string;
  readonly location: string;
  /** `Name <address>` or an address. */
  readonly organizer: string;
  readonly attendee: string;
}

/** A session as a calendar entry (RFC 5545, RFC 5546) that an update replaces and a cancellation removes. */
export function calendarFile(entry: CalendarEntry): CalendarFile {
  const { uid, sequence, cancelled, on, slot, zone, stamp, summary, location } = entry;
  const [, name = 'Bianmin', email = entry.organizer] = /^(.*?)\s*<(.+)>$/.exec(entry.organizer) ?? [];
  const method = cancelled ? ICalCalendarMethod.CANCEL : ICalCalendarMethod.REQUEST;
  const calendar = ical({ method, prodId: { company: 'Bianmin', product: 'roster' } });
  calendar.createEvent({
    id: uid,
    sequence,
    stamp,
    start: instantAt(on, slotTimes[slot].from, zone),
    end: instantAt(on, slotTimes[slot].to, zone),
    summary,
    location,
    status: cancelled ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
    organizer: { name: name || 'Bianmin', email },
    attendees: [{ email: entry.attendee }],
  });
  return { method: cancelled ? 'CANCEL' : 'REQUEST', content: calendar.toString() };
}
