import { Injectable } from '@nestjs/common';
import { AlertsQueries } from '../alerts/alerts.queries.js';
import type { Language } from '../config/settings.js';
import { Outlets } from '../network/outlets.service.js';
import { type ReferralLine, ReferralsQueries } from '../referrals/referrals.queries.js';
import type { Acting } from '../staff/actor.js';
import { QueueQueries } from '../visits/queue.queries.js';
import { paths } from '../web/paths.js';
import { BurningNow } from './burning-now.js';
import { type Burning, byHarm } from './domain/burning.js';
import { lacksDoctor } from './domain/attention.js';
import { HospitalRooms } from './hospital-rooms.js';
import type { OutletRow } from './today.queries.js';

/** A line with the words that it needs and where its act is. */
export interface BurningLine extends Burning {
  readonly place?: string;
  readonly what?: string;
  readonly href: string;
}

/** As many of a kind as anybody reads. */
const most = 50;

/** Applications that wait for the bureau. */
const applied = ['applied', 'inspected'] as const;

/** One list of what needs the bureau now, worst first by harm, each with its act. */
@Injectable()
export class BurningQueries {
  constructor(
    private readonly queue: QueueQueries,
    private readonly referrals: ReferralsQueries,
    private readonly alerts: AlertsQueries,
    private readonly outlets: Outlets,
    private readonly rooms: HospitalRooms,
    private readonly now: BurningNow,
  ) {}

  /** @param rows the clinics of the reader, as Today has read them */
  async list(rows: readonly OutletRow[], actor: Acting, language: Language): Promise<BurningLine[]> {
    const [waiting, referrals, stock, rooms, applications] = await Promise.all([
      this.waiting(rows),
      this.stuck(actor),
      this.stock(rows, actor, language),
      this.rooms.troubled(),
      this.applications(actor),
    ]);
    const without = rows.filter(lacksDoctor).map(({ id, name, needed, here, coming }): BurningLine => ({
      kind: 'no-doctor',
      count: needed - here - coming,
      place: name,
      href: paths.outletWeek(id),
    }));
    const hospitals: BurningLine[] =
      rooms > 0 ? [{ kind: 'hospitals', count: rooms, href: paths.rooms() }] : [];
    return [...waiting, ...referrals, ...without, ...stock, ...hospitals, ...applications].sort(byHarm);
  }

  /** Patients whom nobody sees: the doctor is not there, or they have waited longer than the bureau lets anybody. */
  private async waiting(rows: readonly OutletRow[]): Promise<BurningLine[]> {
    const places = await this.queue.waitingPlaces();
    return rows.flatMap(({ id, name, here }) => {
      const place = places.get(id);
      if (!place) return [];
      const { patients: count, minutes, level } = place;
      const isLong = minutes >= this.now.alarmAfter(level);
      if (here > 0 && !isLong) return [];
      const kind = here > 0 ? ('waits-long' as const) : ('waits-alone' as const);
      return [{ kind, count, minutes, level, place: name, href: paths.outletWeek(id) }];
    });
  }

  private async stuck(actor: Acting): Promise<BurningLine[]> {
    const [stuck, missing] = await Promise.all([
      this.referrals.list({ state: 'open', stuckAt: this.now.at }, actor, 0, most),
      this.referrals.list({ state: 'open', states: ['not-arrived'] }, actor, 0, most),
    ]);
    const line = (kind: 'referral-stuck' | 'not-arrived') => (one: ReferralLine) => ({
      kind,
      count: 1,
      level: one.level,
      minutes: this.now.minutesSince(one.acceptedAt ?? one.draftedAt),
      place: one.outlet,
      what: one.patient,
      href: paths.referral(one.id),
    });
    return [...stuck.map(line('referral-stuck')), ...missing.map(line('not-arrived'))];
  }

  /** Medicines that are out where fever patients come. */
  private async stock(
    rows: readonly OutletRow[],
    { reach }: Acting,
    language: Language,
  ): Promise<BurningLine[]> {
    const open = new Map(rows.filter(({ openNow }) => openNow).map((row) => [row.id, row]));
    const out = (await this.alerts.list({ open: true, kind: 'out' }, reach, 0, most)).filter(
      ({ outletId, medicineId }) => outletId !== null && medicineId !== null && open.has(outletId),
    );
    const names = await this.alerts.names(out, language);
    return out.map((alert): BurningLine => ({
      kind: 'stock-out',
      count: open.get(alert.outletId!)!.feverVisits,
      place: names.get(alert.id)?.outlet,
      what: names.get(alert.id)?.medicine,
      href: paths.shelf(alert.outletId!, alert.medicineId!),
    }));
  }

  private async applications({ reach }: Acting): Promise<BurningLine[]> {
    const waiting = await Promise.all(
      applied.map(async (state) => ({ state, count: await this.outlets.count({ state }, reach) })),
    );
    return waiting.flatMap(({ state, count }) =>
      count > 0
        ? [{ kind: 'applications' as const, count, what: state, href: paths.outlets(`?state=${state}`) }]
        : [],
    );
  }
}
