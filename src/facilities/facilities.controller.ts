import { Controller, Get, Post } from '@nestjs/common';
import type { Actor } from '../staff/actor.js';
import { Allow } from '../staff/policy.js';
import { Again } from '../web/again.js';
import { Ask, Asked } from '../web/ask.js';
import { Form } from '../web/form.js';
import { listed } from '../web/listed.js';
import { type Page, page, type SeeOther, seeOther } from '../web/page.js';
import { paths } from '../web/paths.js';
import { tiers } from './domain/tier.js';
import { Facilities } from './facilities.service.js';
import { facilitiesPolicy } from './facilities.policy.js';
import { FacilityForm } from './facility.form.js';

const tierChoices = tiers.map((tier) => ({ id: tier, key: `facilities.tiers.${tier}` }));

/** Hospitals, health centres and their fever clinics. */
@Controller('facilities')
export class FacilitiesController {
  constructor(private readonly facilities: Facilities) {}

  @Get()
  @Allow(facilitiesPolicy.see)
  async index(@Asked() ask: Ask): Promise<Page> {
    const silent = ask.query('silent') === 'on';
    const filter = { text: ask.query('q'), tier: ask.query('tier'), silent };
    const list = await listed(ask, (skip, take) => this.facilities.list(filter, skip, take));
    return page('facilities/index', { filter, list, tiers: tierChoices });
  }

  @Get('new')
  @Allow(facilitiesPolicy.keep)
  new(): Page {
    return page('facilities/new', { tiers: tierChoices });
  }

  @Post()
  @Allow(facilitiesPolicy.keep)
  @Again('new')
  async create(@Form() form: FacilityForm, @Asked() ask: Ask<Actor>): Promise<SeeOther> {
    await this.facilities.add(form, ask.actor);
    return seeOther(paths.facilities(), 'form.saved');
  }

  @Get(':id')
  @Allow(facilitiesPolicy.see)
  async show(@Asked() ask: Ask<Actor>): Promise<Page> {
    const facility = await this.facilities.find(ask.key('id'));
    const mayKeep = await this.facilities.keeps(facility, ask.actor);
    return page('facilities/show', { facility, mayKeep, tiers: tierChoices });
  }

  @Post(':id')
  @Allow(facilitiesPolicy.keep)
  @Again('show')
  async update(@Form() form: FacilityForm, @Asked() ask: Ask<Actor>): Promise<SeeOther> {
    await this.facilities.change(ask.key('id'), form, ask.actor);
    return seeOther(paths.facilities(), 'form.saved');
  }
}
