import { Injectable } from '@nestjs/common';
import { AlertsQueries } from '../alerts/alerts.queries.js';
import type { Language } from '../config/settings.js';
import { Outlets } from '../network/outlets.service.js';
import { type ReferralLine, ReferralsQueries } from '../referrals/referrals.queries.js';
import { highest } from '../triage/domain/level.js';
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
    const [waiting, online, referrals, stock, rooms, applications] = await Promise.all([
      this.waiting(rows, actor),
      this.online(actor),
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
    return [...waiting, ...online, ...referrals, ...without, ...stock, ...hospitals, ...applications].sort(
      byHarm,
    );
  }

  /** Patients whom nobody sees: the doctor is not there, or they have waited longer than the bureau lets anybody. */
  private async waiting(rows: readonly OutletRow[], { reach }: Acting): Promise<BurningLine[]> {
    const places = await this.queue.waitingPlaces();
    const here = new Map(rows.map((row) => [row.id, row.here]));
    // Whoever waits where the clinic was suspended or has run out since waits all the same.
    const others = [...places.keys()].some((id) => !here.has(id)) ? await this.outlets.all({}, reach) : [];
    const names = new Map([...rows, ...others].map(({ id, name }) => [id, name]));
    return [...places].flatMap(([id, { patients, minutes, level, byLevel }]): BurningLine[] => {
      const place = names.get(id);
      if (place === undefined) return [];
      const at = { place, href: paths.outletWeek(id) };
      if ((here.get(id) ?? 0) === 0) return [{ kind: 'waits-alone', count: patients, minutes, level, ...at }];
      return byLevel
        .filter((one) => one.minutes >= this.now.alarmAfter(one.level))
        .map((one) => ({
          kind: 'waits-long',
          count: one.patients,
          minutes: one.minutes,
          level: one.level,
          ...at,
        }));
    });
  }

  /** Patients who wait longer than anybody may for a doctor online. */
  private async online({ reach }: Acting): Promise<BurningLine[]> {
    const reached = await this.outlets.idsWithin(reach);
    const waiting = (await this.queue.online(this.now.yesterday)).filter(
      ({ visit, waited }) => reached.has(visit.outletId) && waited >= this.now.alarmAfter(visit.level),
    );
    if (waiting.length === 0) return [];
    const level = highest(waiting.map(({ visit }) => visit.level ?? 'doctor'));
    const minutes = Math.max(...waiting.map(({ waited }) => waited));
    return [{ kind: 'waits-online', count: waiting.length, minutes, level, href: paths.doctorsNow() }];
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
    const wanted = { open: true, kind: 'out' as const, outletIds: [...open.keys()] };
    const out = await this.alerts.list(wanted, reach, 0, most);
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
