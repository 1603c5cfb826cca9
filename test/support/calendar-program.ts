import ical from 'ical.js';

/** A calendar as a person keeps it: it takes files as RFC 5546 says, and knows an entry by its UID. */
export class CalendarProgram {
  private readonly entries = new Map<string, { sequence: number; start: string; summary: string }>();

  /** Takes a file: a higher sequence replaces an entry, a cancellation removes it. */
  take(file: string): void {
    const calendar = new ical.Component(ical.parse(file) as unknown[] as never);
    const method = calendar.getFirstPropertyValue('method');
    for (const component of calendar.getAllSubcomponents('vevent')) {
      const { uid, sequence, startDate, summary } = new ical.Event(component);
      if ((this.entries.get(uid)?.sequence ?? -1) > sequence) continue;
      const isOff = method === 'CANCEL' || component.getFirstPropertyValue('status') === 'CANCELLED';
      if (isOff) this.entries.delete(uid);
      else this.entries.set(uid, { sequence, start: startDate.toJSDate().toISOString(), summary });
    }
  }

  /** What it shows: when, and what, in the order of time. */
  get shown(): string[] {
    return [...this.entries.values()].map(({ start, summary }) => `${start} ${summary}`).sort();
  }

  get uids(): string[] {
    return [...this.entries.keys()];
  }
}
