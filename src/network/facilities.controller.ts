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
import { networkPolicy } from './network.policy.js';
import { FacilityForm } from './registers.form.js';

const tierChoices = tiers.map((tier) => ({ id: tier, key: `network.tiers.${tier}` }));

/** Hospitals, health centres and their fever clinics. */
@Controller('facilities')
export class FacilitiesController {
  constructor(private readonly facilities: Facilities) {}

  @Get()
  @Allow(networkPolicy.seeRegisters)
  async index(@Asked() ask: Ask): Promise<Page> {
    const filter = { text: ask.query('q'), tier: ask.query('tier') };
    const list = await listed(ask, (skip, take) => this.facilities.list(filter, skip, take));
    return page('network/facilities/index', { filter, list, tiers: tierChoices });
  }

  @Get('new')
  @Allow(networkPolicy.keepFacilities)
  new(): Page {
    return page('network/facilities/new', { tiers: tierChoices });
  }

  @Post()
  @Allow(networkPolicy.keepFacilities)
  @Again('new')
  async create(@Form() form: FacilityForm, @Asked() ask: Ask<Actor>): Promise<SeeOther> {
    await this.facilities.add(form, ask.actor);
    return seeOther(paths.facilities(), 'form.saved');
  }

  @Get(':id')
  @Allow(networkPolicy.seeRegisters)
  async show(@Asked() ask: Ask<Actor>): Promise<Page> {
    const facility = await this.facilities.find(ask.key('id'));
    const mayKeep = await this.facilities.keeps(facility, ask.actor);
    return page('network/facilities/show', { facility, mayKeep, tiers: tierChoices });
  }

  @Post(':id')
  @Allow(networkPolicy.keepFacilities)
  @Again('show')
  async update(@Form() form: FacilityForm, @Asked() ask: Ask<Actor>): Promise<SeeOther> {
    await this.facilities.change(ask.key('id'), form, ask.actor);
    return seeOther(paths.facilities(), 'form.saved');
  }
}
