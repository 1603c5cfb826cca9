import { Controller, Get, Post } from '@nestjs/common';
import { Settings } from '../../config/settings.js';
import { assertSpeaksFor } from '../../doctors/doctor-reach.js';
import { Doctors } from '../../doctors/doctors.service.js';
import { Outlets } from '../../network/outlets.service.js';
import type { Actor } from '../../staff/actor.js';
import { Allow, everyone } from '../../staff/policy.js';
import { Ask, Asked } from '../../web/ask.js';
import { Download, type Page, page } from '../../web/page.js';
import { paths } from '../../web/paths.js';
import { sessionsPolicy } from '../sessions.policy.js';
import { Feeds } from './feeds.service.js';

/** Calendar feeds: made or renewed by whom they concern, read by whoever holds the address. */
@Controller()
export class FeedsController {
  constructor(
    private readonly feeds: Feeds,
    private readonly doctors: Doctors,
    private readonly outlets: Outlets,
    private readonly settings: Settings,
  ) {}

  @Get('doctors/:id/feed')
  @Allow(sessionsPolicy.seeDoctor)
  async showDoctor(@Asked() ask: Ask<Actor>): Promise<Page> {
    const { id, name } = await this.doctor(ask);
    return this.page(name, paths.doctorWeek(id), paths.doctorFeed(id), id);
  }

  @Post('doctors/:id/feed')
  @Allow(sessionsPolicy.seeDoctor)
  async renewDoctor(@Asked() ask: Ask<Actor>): Promise<Page> {
    const { id, name } = await this.doctor(ask);
    const token = await this.feeds.renew('doctor', id, ask.actor);
    return this.page(name, paths.doctorWeek(id), paths.doctorFeed(id), id, token);
  }

  @Get('outlets/:outletId/feed')
  @Allow(sessionsPolicy.feedOutlet)
  async showOutlet(@Asked() ask: Ask<Actor>): Promise<Page> {
    const { id, name } = await this.outlets.find(ask.key('outletId'), ask.actor.reach);
    return this.page(name, paths.outletWeek(id), paths.outletFeed(id), id);
  }

  @Post('outlets/:outletId/feed')
  @Allow(sessionsPolicy.feedOutlet)
  async renewOutlet(@Asked() ask: Ask<Actor>): Promise<Page> {
    const { id, name } = await this.outlets.find(ask.key('outletId'), ask.actor.reach);
    const token = await this.feeds.renew('outlet', id, ask.actor);
    return this.page(name, paths.outletWeek(id), paths.outletFeed(id), id, token);
  }

  @Get('calendars/:file')
  @Allow(everyone)
  async file(@Asked() ask: Ask): Promise<Download> {
    const token = ask.param('file').replace(/[.]ics$/, '');
    return new Download('bianmin.ics', 'text/calendar; charset=utf-8', await this.feeds.file(token));
  }

  private async page(name: string, back: string, action: string, ownerId: string, token?: string) {
    const address = token && this.settings.PUBLIC_URL + paths.calendar(token);
    return page('sessions/feed', { name, back, action, address, exists: await this.feeds.exists(ownerId) });
  }

  /** Doctors have their own feed, nobody else's. @throws NotFound @throws NetworkOfficersOnly */
  private async doctor(ask: Ask<Actor>) {
    const doctor = await this.doctors.find(ask.key('id'));
    assertSpeaksFor(ask.actor, doctor);
    return doctor;
  }
}
