import { Injectable } from '@nestjs/common';
import { Calendar } from '../config/calendar.js';
import { nearestFirst, shownKilometres } from '../network/domain/distance.js';
import type { Outlet } from '../network/outlet.entity.js';
import { Outlets } from '../network/outlets.service.js';
import { SessionsQueries } from '../sessions/sessions.queries.js';
import { programActing } from '../staff/actor.js';
import { QueueQueries } from '../visits/queue.queries.js';

/** An outlet with a doctor who is there now. */
export interface NearbyDoctor {
  readonly outletId: string;
  readonly outlet: string;
  readonly doctor: string;
  /** As the crow flies, where both places are known. */
  readonly kilometres?: number;
  /** Patients who wait there. */
  readonly waiting: number;
}

const mostOffered = 3;

/** Which doctors are there now, next door and online, for who waits in vain. */
@Injectable()
export class NearbyDoctors {
  constructor(
    private readonly sessions: SessionsQueries,
    private readonly outlets: Outlets,
    private readonly queue: QueueQueries,
    private readonly calendar: Calendar,
  ) {}

  /** The nearest other outlets with a doctor, and whether any doctor of the network could see somebody online. */
  async around(outlet: Outlet): Promise<{ nextDoor: NearbyDoctor[]; online: boolean }> {
    const on = this.calendar.today();
    const here = (await this.sessions.between(on, on)).filter(
      ({ presence, outletId }) => presence === 'here' && outletId !== outlet.id,
    );
    if (here.length === 0) return { nextDoor: [], online: false };
    const [open, waiting] = await Promise.all([
      this.outlets.all(
        { state: 'approved', validOn: on, districtId: outlet.districtId },
        programActing.reach,
      ),
      this.queue.waitingByOutlet(),
    ]);
    const nextDoor = open.flatMap((other) => {
      const duty = here.find(({ outletId }) => outletId === other.id);
      if (!duty) return [];
      const kilometres = shownKilometres(outlet, other);
      const facts = { outletId: other.id, outlet: other.name, doctor: duty.doctor };
      return [{ ...facts, kilometres, waiting: waiting.get(other.id) ?? 0 }];
    });
    return {
      nextDoor: nextDoor.sort((a, b) => nearestFirst(a, b) || a.waiting - b.waiting).slice(0, mostOffered),
      online: true,
    };
  }

  /** Whether a doctor is at an outlet now. */
  async isThere(outletId: string): Promise<boolean> {
    return (await this.sessions.today(outletId)).some(({ presence }) => presence === 'here');
  }
}
