import { Controller, Get } from '@nestjs/common';
import type { Actor } from '../staff/actor.js';
import { Allow } from '../staff/policy.js';
import { Ask, Asked } from '../web/ask.js';
import { listed } from '../web/listed.js';
import { type Page, page } from '../web/page.js';
import { presences } from '../sessions/domain/attendance.js';
import { lacksDoctor } from './domain/attention.js';
import { slots } from '../network/domain/opening-hours.js';
import { NotFound } from '../web/refusals.js';
import { BurningQueries } from './burning.queries.js';
import { HospitalRooms } from './hospital-rooms.js';
import { DoctorsToday } from './doctors-today.js';
import { insightPolicy } from './insight.policy.js';
import { todayPage } from './today.page.js';
import { TodayQueries } from './today.queries.js';

/** As many lines as fit on a screen. */
const mostBurning = 25;

/** The bureau's day. */
@Controller('today')
export class TodayController {
  constructor(
    private readonly queries: TodayQueries,
    private readonly doctorsToday: DoctorsToday,
    private readonly burning: BurningQueries,
    private readonly rooms: HospitalRooms,
  ) {}

  @Get()
  @Allow(insightPolicy.today)
  async show(@Asked() ask: Ask<Actor>): Promise<Page> {
    const today = await this.queries.today(ask.actor.reach);
    const list = await listed(ask, async (skip, take) => today.rows.slice(skip, skip + take));
    const burning = await this.burning.list(today.rows, ask.actor, ask.language);
    return page('insight/today', {
      ...todayPage(today),
      list,
      burning: burning.slice(0, mostBurning),
      burningMore: Math.max(0, burning.length - mostBurning),
      slotsAhead: slots.filter((slot) => slot !== 'morning'),
    });
  }

  /** This afternoon and tonight: who is needed, who comes. */
  @Get('slots/:slot')
  @Allow(insightPolicy.today)
  async slot(@Asked() ask: Ask<Actor>): Promise<Page> {
    const slot = slots.find((one) => one === ask.param('slot'));
    if (!slot) throw new NotFound();
    return page('insight/slot', { slot, rows: await this.doctorsToday.inSlot(slot, ask.actor.reach) });
  }

  /** The room of all hospitals. */
  @Get('rooms')
  @Allow(insightPolicy.today)
  async hospitals(): Promise<Page> {
    return page('insight/rooms', { rooms: await this.rooms.all() });
  }

  @Get('doctors')
  @Allow(insightPolicy.today)
  async doctors(@Asked() ask: Ask<Actor>): Promise<Page> {
    const duties = await this.doctorsToday.duties(ask.actor.reach);
    const sorted = duties.sort(
      (a, b) =>
        presences.indexOf(a.presence) - presences.indexOf(b.presence) ||
        a.from - b.from ||
        a.doctor.localeCompare(b.doctor),
    );
    return page('insight/doctors', {
      here: sorted.filter(({ presence }) => presence === 'here'),
      others: sorted.filter(({ presence }) => presence !== 'here'),
    });
  }

  @Get('without-doctor')
  @Allow(insightPolicy.today)
  async withoutDoctor(@Asked() ask: Ask<Actor>): Promise<Page> {
    const { rows } = await this.queries.today(ask.actor.reach);
    return page('insight/without-doctor', { outlets: rows.filter(lacksDoctor) });
  }
}
