import { Injectable } from '@nestjs/common';
import { AlertsQueries } from '../alerts/alerts.queries.js';
import { Calendar } from '../config/calendar.js';
import { addDays, type Day } from '../config/domain/calendar.js';
import { Reader } from '../database/connections.js';
import { Outlet } from '../network/outlet.entity.js';
import { type OutletLine, Outlets } from '../network/outlets.service.js';
import { withinReach } from '../network/reach.js';
import { type Duty, isComing, SessionsQueries } from '../sessions/sessions.queries.js';
import type { Reach } from '../staff/actor.js';
import { figureOf } from '../visits/day-figures.js';
import { OutletDay } from '../visits/visit.entity.js';
import { byAttention, type Concern, concerns, type OutletToday } from './domain/attention.js';

const daysBefore = 7;

export interface OutletRow extends OutletToday {
  readonly id: string;
  readonly name: string;
  readonly district: string;
  readonly visits: number;
  readonly usualVisits: number;
  readonly doctors: readonly string[];
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
    private readonly sessions: SessionsQueries,
    private readonly alerts: AlertsQueries,
    private readonly calendar: Calendar,
  ) {}

  async today(reach: Reach): Promise<Today> {
    const on = this.calendar.today();
    const openNow = this.sessions.slotNow();
    const [days, approved, open, duties, alerts, total] = await Promise.all([
      this.days(reach, addDays(on, -daysBefore), on),
      this.outlets.all({ state: 'approved', validOn: on }, reach),
      this.outlets.all({ openOn: on, openIn: openNow ?? 'never' }, reach),
      this.dutiesNow(reach),
      this.alerts.openByOutlet(reach),
      this.alerts.count({ open: true }, reach),
    ]);
    const openIds = new Set(open.map(({ id }) => id));
    const rows = approved.map((outlet) =>
      rowOf(outlet, on, days, duties, openIds.has(outlet.id), alerts.get(outlet.id) ?? { all: 0, low: 0 }),
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
      doctorsAtWork: new Set(duties.map(({ doctorId }) => doctorId)).size,
      withoutDoctor: open.filter(({ id }) => !duties.some((duty) => duty.outletId === id)).length,
      alerts: total,
      rows: rows.sort(byAttention),
    };
  }

  /** Who sees patients now: one row a doctor. */
  async dutiesNow(reach: Reach): Promise<Duty[]> {
    const on = this.calendar.today();
    const slot = this.sessions.slotNow();
    const duties = (await this.sessions.between(on, on)).filter(
      (duty) => duty.slot === slot && isComing(duty),
    );
    if (reach.over === 'network') return duties;
    const reached = await this.outlets.idsWithin(reach);
    return duties.filter(({ outletId }) => reached.has(outletId));
  }

  /** The clinics that are open now and have no doctor. */
  async withoutDoctor(reach: Reach): Promise<OutletLine[]> {
    const slot = this.sessions.slotNow();
    const open = await this.outlets.all({ openOn: this.calendar.today(), openIn: slot ?? 'never' }, reach);
    const covered = new Set((await this.dutiesNow(reach)).map(({ outletId }) => outletId));
    return open.filter(({ id }) => !covered.has(id));
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

function rowOf(
  { id, name, district }: OutletLine,
  on: Day,
  days: readonly OutletDay[],
  duties: readonly Duty[],
  openNow: boolean,
  alerts: { readonly all: number; readonly low: number },
): OutletRow {
  const own = days.filter(({ outletId }) => outletId === id);
  const today = own.filter((day) => day.on === on);
  const before = own.filter((day) => day.on !== on);
  const here = duties.filter(({ outletId }) => outletId === id);
  const row = {
    id,
    name,
    district,
    openNow,
    alerts: alerts.all,
    lowShelves: alerts.low,
    doctors: here.map(({ doctor }) => doctor),
    doctorsNow: here.length,
    doctorsLate: here.filter(({ arrivedAt, lateToldAt }) => arrivedAt === null && lateToldAt !== null).length,
    visits: sum(today, 'visits'),
    feverVisits: sum(today, 'feverVisits'),
    usualVisits: sum(before, 'visits') / daysBefore,
    usualFeverVisits: sum(before, 'feverVisits') / daysBefore,
  };
  return { ...row, concerns: concerns(row) };
}
