import { Injectable } from '@nestjs/common';
import { AlertsQueries } from '../alerts/alerts.queries.js';
import { Calendar } from '../config/calendar.js';
import { addDays, type Day } from '../config/domain/calendar.js';
import { Reader } from '../database/connections.js';
import { Outlet } from '../network/outlet.entity.js';
import { type OutletLine, Outlets } from '../network/outlets.service.js';
import { withinReach } from '../network/reach.js';
import type { Slot } from '../network/domain/opening-hours.js';
import { doctorToWaitFor, type Presence } from '../sessions/domain/attendance.js';
import type { Duty } from '../sessions/sessions.queries.js';
import type { Reach } from '../staff/actor.js';
import { figureOf } from '../visits/day-figures.js';
import { QueueQueries } from '../visits/queue.queries.js';
import { OutletDay } from '../visits/visit.entity.js';
import { DoctorsToday } from './doctors-today.js';
import { byAttention, type Concern, concerns, lacksDoctor, type OutletToday } from './domain/attention.js';

const daysBefore = 7;

export interface OutletRow extends OutletToday {
  readonly id: string;
  readonly name: string;
  readonly district: string;
  readonly visits: number;
  readonly usualVisits: number;
  /** Whoever is here, or else the one to wait for. */
  readonly duties: readonly Duty[];
  readonly concerns: readonly Concern[];
}

export interface DayTotals {
  readonly on: Day;
  readonly visits: number;
  readonly feverVisits: number;
}

export interface Today {
  readonly on: Day;
  readonly approved: number;
  readonly openNow: number;
  readonly days: readonly DayTotals[];
  readonly dispositions: readonly { readonly disposition: string; readonly visits: number }[];
  readonly doctorsAtWork: number;
  readonly withoutDoctor: number;
  readonly alerts: number;
  readonly rows: readonly OutletRow[];
}

type Figures = Omit<OutletDay, 'outletId' | 'on'>;

/** The day as the bureau sees it. Read from the figures kept by day, so its cost does not grow with history. */
@Injectable()
export class TodayQueries {
  constructor(
    private readonly reader: Reader,
    private readonly outlets: Outlets,
    private readonly doctors: DoctorsToday,
    private readonly queue: QueueQueries,
    private readonly alerts: AlertsQueries,
    private readonly calendar: Calendar,
  ) {}

  async today(reach: Reach): Promise<Today> {
    const on = this.calendar.today();
    const openNow = this.doctors.slotNow();
    const [days, approved, open, duties, waiting, alerts, total] = await Promise.all([
      this.days(reach, addDays(on, -daysBefore), on),
      this.outlets.all({ state: 'approved', validOn: on }, reach),
      this.outlets.all({ openOn: on, openIn: openNow ?? 'never' }, reach),
      this.doctors.duties(reach),
      this.queue.waitingByOutlet(),
      this.alerts.openByOutlet(reach),
      this.alerts.count({ open: true }, reach),
    ]);
    const needed = await this.doctors.neededIn(openNow, approved);
    const openIds = new Set(open.map(({ id }) => id));
    const rows = approved.map((outlet) =>
      rowOf(outlet, {
        on,
        days: days.filter(({ outletId }) => outletId === outlet.id),
        duties: duties.filter(({ outletId }) => outletId === outlet.id),
        slotNow: openNow,
        openNow: openIds.has(outlet.id),
        waiting: waiting.get(outlet.id) ?? 0,
        needed: needed.get(outlet.id) ?? 0,
        alerts: alerts.get(outlet.id) ?? { all: 0, low: 0 },
      }),
    );
    const ofToday = days.filter((day) => day.on === on);
    return {
      on,
      approved: approved.length,
      openNow: open.length,
      days: totals(days, on),
      dispositions: Object.entries(figureOf).map(([disposition, figure]) => ({
        disposition,
        visits: sum(ofToday, figure),
      })),
      doctorsAtWork: new Set(
        duties.filter(({ presence }) => presence === 'here').map(({ doctorId }) => doctorId),
      ).size,
      withoutDoctor: rows.filter(lacksDoctor).length,
      alerts: total,
      rows: rows.sort(byAttention),
    };
  }

  private async days(reach: Reach, from: Day, to: Day): Promise<OutletDay[]> {
    const query = this.reader
      .of(OutletDay)
      .createQueryBuilder('day')
      .innerJoin(Outlet, 'outlet', 'outlet.id = day.outlet_id')
      .where('day.on BETWEEN :from AND :to', { from, to });
    return withinReach(query, reach).getMany();
  }
}

const sum = (days: readonly OutletDay[], figure: keyof Figures) =>
  days.reduce((total, day) => total + day[figure], 0);

function totals(days: readonly OutletDay[], today: Day): DayTotals[] {
  return Array.from({ length: daysBefore + 1 }, (_, i) => addDays(today, i - daysBefore)).map((on) => {
    const ofDay = days.filter((day) => day.on === on);
    return { on, visits: sum(ofDay, 'visits'), feverVisits: sum(ofDay, 'feverVisits') };
  });
}

const comes: readonly Presence[] = ['expected', 'late'];

interface Around {
  readonly on: Day;
  readonly days: readonly OutletDay[];
  readonly duties: readonly Duty[];
  readonly slotNow: Slot | undefined;
  readonly openNow: boolean;
  /** Patients who wait for the visiting doctor. */
  readonly waiting: number;
  /** Doctors that are needed there now. */
  readonly needed: number;
  readonly alerts: { readonly all: number; readonly low: number };
}

function rowOf({ id, name, district }: OutletLine, around: Around): OutletRow {
  const { on, days, duties, slotNow, openNow, waiting, needed, alerts } = around;
  const today = days.filter((day) => day.on === on);
  const before = days.filter((day) => day.on !== on);
  const main = doctorToWaitFor(duties);
  const row = {
    id,
    name,
    district,
    openNow,
    needed,
    waiting,
    here: duties.filter(({ presence }) => presence === 'here').length,
    coming: duties.filter(({ slot, presence }) => slot === slotNow && comes.includes(presence)).length,
    late: duties.filter(({ presence }) => presence === 'late').length,
    alerts: alerts.all,
    lowShelves: alerts.low,
    duties: duties.filter((duty) => duty.presence === 'here' || duty === main),
    visits: sum(today, 'visits'),
    feverVisits: sum(today, 'feverVisits'),
    usualVisits: sum(before, 'visits') / daysBefore,
    usualFeverVisits: sum(before, 'feverVisits') / daysBefore,
  };
  return { ...row, concerns: concerns(row) };
}
