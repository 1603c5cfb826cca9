import { Controller, Get } from '@nestjs/common';
import { renderSVG } from 'uqr';
import { Calendar } from '../config/calendar.js';
import { addDays } from '../config/domain/calendar.js';
import { type Language, languages, Settings } from '../config/settings.js';
import { Outlets } from '../network/outlets.service.js';
import { type Actor, programActing } from '../staff/actor.js';
import { Allow, everyone } from '../staff/policy.js';
import { Ask, Asked } from '../web/ask.js';
import { Drawing, type Page, page } from '../web/page.js';
import { paths } from '../web/paths.js';
import { NotFound } from '../web/refusals.js';
import { SignedLinks } from '../web/signed-links.js';
import { labelPage } from './label.page.js';
import { Slips } from './slips.js';
import { visitsPolicy } from '../visits/visits.policy.js';
import { VisitsQueries } from '../visits/visits.queries.js';

const readableDays = 30;

/** The patient's slip: printed at the counter, or opened on a telephone by its code. */
@Controller()
export class SlipController {
  constructor(
    private readonly queries: VisitsQueries,
    private readonly outlets: Outlets,
    private readonly slips: Slips,
    private readonly links: SignedLinks,
    private readonly settings: Settings,
    private readonly calendar: Calendar,
  ) {}

  @Get('outlets/:outletId/visits/:visitId/slip')
  @Allow(visitsPolicy.work)
  async show(@Asked() ask: Ask<Actor>): Promise<Page> {
    const outlet = await this.outlets.find(ask.key('outletId'), ask.actor.reach);
    const visit = await this.queries.find(outlet.id, ask.key('visitId'));
    return page('slips/show', { ...(await this.slips.of(visit, outlet, languageOf(ask))), atCounter: true });
  }

  /** The code that opens the slip on a telephone. */
  @Get('outlets/:outletId/visits/:visitId/slip.svg')
  @Allow(visitsPolicy.work)
  async code(@Asked() ask: Ask<Actor>): Promise<Drawing> {
    const outlet = await this.outlets.find(ask.key('outletId'), ask.actor.reach);
    const { id } = await this.queries.find(outlet.id, ask.key('visitId'));
    const path = paths.publicSlip(this.links.tokenOf('slip', id), languageOf(ask));
    return new Drawing(renderSVG(this.settings.PUBLIC_URL + path));
  }

  /** Labels for the packets. */
  @Get('outlets/:outletId/visits/:visitId/labels')
  @Allow(visitsPolicy.work)
  async labels(@Asked() ask: Ask<Actor>): Promise<Page> {
    const outlet = await this.outlets.find(ask.key('outletId'), ask.actor.reach);
    const visit = await this.queries.find(outlet.id, ask.key('visitId'));
    const given = await this.queries.given(visit.id);
    return page('slips/labels', labelPage(visit, given, outlet, languageOf(ask)));
  }

  /** The same slip for whoever holds it, for 30 days. */
  @Get('slips/:token')
  @Allow(everyone)
  async open(@Asked() ask: Ask): Promise<Page> {
    const token = ask.param('token');
    const id = this.links.read('slip', token);
    if (!id) throw new NotFound();
    const visit = await this.queries.findAnywhere(id);
    if (visit.on < addDays(this.calendar.today(), -readableDays)) throw new NotFound();
    const outlet = await this.outlets.find(visit.outletId, programActing.reach);
    return page('slips/show', { ...(await this.slips.of(visit, outlet, languageOf(ask))), token });
  }
}

const languageOf = (ask: Ask): Language =>
  languages.find((language) => language === ask.query('language')) ?? ask.language;
