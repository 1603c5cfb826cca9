import { Injectable } from '@nestjs/common';
import { Calendar } from '../config/calendar.js';
import type { Language } from '../config/settings.js';
import { medicineName } from '../medicines/domain/medicine.js';
import { Medicines } from '../medicines/medicines.service.js';
import { isApproved } from '../network/domain/approval.js';
import type { Outlet } from '../network/outlet.entity.js';
import { doctorToWaitFor } from '../sessions/domain/attendance.js';
import { SessionsQueries } from '../sessions/sessions.queries.js';
import { type Shelf, ShelvesQueries } from '../supply/shelves/shelves.queries.js';
import { HandingOut } from './handing-out.js';
import { findingsPage } from './counter.page.js';
import { QueueQueries } from '../visits/queue.queries.js';

type Known = Parameters<typeof findingsPage>[3] & {
  /** The outlet's, where they were read already. */
  readonly shelves?: readonly Shelf[];
};

/** What a counter page says of the counter itself: who is the doctor, who waits, what is low, what may be given. */
@Injectable()
export class AtCounter {
  constructor(
    private readonly medicines: Medicines,
    private readonly shelves: ShelvesQueries,
    private readonly sessions: SessionsQueries,
    private readonly queue: QueueQueries,
    private readonly handingOut: HandingOut,
    private readonly calendar: Calendar,
  ) {}

  async now(outlet: Outlet, language: Language) {
    const [shelves, duties, waiting, sentOnline, sentHere, handingOut] = await Promise.all([
      this.shelves.shelves(outlet.id),
      this.sessions.today(outlet.id),
      this.queue.length(outlet.id),
      this.queue.sentOnline(outlet.id),
      this.queue.sentHere(outlet.id),
      this.handingOut.at(outlet.id, language),
    ]);
    const doctor = doctorToWaitFor(duties);
    return {
      outlet,
      shelves,
      approved: isApproved(outlet.state, outlet.approvedUntil, this.calendar.today()),
      duties,
      // Whoever is here, or else the one to wait for.
      doctorsNow: duties.filter((duty) => duty.presence === 'here' || duty === doctor),
      waiting,
      sentOnline,
      sentHere,
      ...handingOut,
      low: shelves
        .filter((shelf) => shelf.low)
        .map((shelf) => ({ ...shelf, name: medicineName(shelf.medicine, language) })),
    };
  }

  /** What is asked of a visit, with what is known so far, and the medicines that there are. */
  async questions(outlet: Outlet, language: Language, { shelves, ...known }: Known) {
    const usable = shelves ?? (await this.shelves.shelves(outlet.id));
    return findingsPage(await this.medicines.all(), usable, language, known);
  }
}
