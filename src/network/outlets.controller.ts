import { Controller, Get, Post } from '@nestjs/common';
import { Calendar } from '../config/calendar.js';
import { minuteOfDay } from '../config/domain/calendar.js';
import { Settings } from '../config/settings.js';
import type { Actor } from '../staff/actor.js';
import { Allow } from '../staff/policy.js';
import { Again } from '../web/again.js';
import { Ask, Asked } from '../web/ask.js';
import { Form } from '../web/form.js';
import { listed } from '../web/listed.js';
import { type Page, page, type SeeOther, seeOther } from '../web/page.js';
import { paths } from '../web/paths.js';
import { Approvals } from './approvals.service.js';
import { approvalStates } from './domain/approval.js';
import { slotAt } from './domain/opening-hours.js';
import { drawMap } from './map.js';
import { networkPolicy } from './network.policy.js';
import { ApprovalForm, OutletChangeForm, OutletForm } from './outlet.form.js';
import { OutletPages } from './outlet-pages.js';
import { Outlets } from './outlets.service.js';
import { Registers } from './registers.service.js';

const mostOnMap = 5000;

@Controller('outlets')
export class OutletsController {
  constructor(
    private readonly outlets: Outlets,
    private readonly approvals: Approvals,
    private readonly pages: OutletPages,
    private readonly registers: Registers,
    private readonly calendar: Calendar,
    private readonly settings: Settings,
  ) {}

  @Get()
  @Allow(networkPolicy.seeOutlets)
  async index(@Asked() ask: Ask<Actor>): Promise<Page> {
    const { reach } = ask.actor;
    const filter = {
      text: ask.query('q'),
      state: ask.query('state'),
      districtId: ask.query('district'),
      chainId: ask.query('chain'),
      ...this.openNow(ask),
    };
    const total = await this.outlets.count(filter, reach);
    const points = (await this.outlets.positions(filter, reach, mostOnMap)).map((outlet) => ({
      ...outlet,
      latitude: outlet.latitude!,
      longitude: outlet.longitude!,
    }));
    return page('network/outlets/index', {
      filter,
      list: await listed(ask, (skip, take) => this.outlets.list(filter, reach, skip, take), total),
      map: drawMap(points, this.settings.MAP_TILES),
      states: approvalStates.map((state) => ({ id: state, key: `network.states.${state}` })),
      ...(await this.choices(ask)),
    });
  }

  @Get('new')
  @Allow(networkPolicy.keepOutlets)
  async new(@Asked() ask: Ask<Actor>): Promise<Page> {
    return page('network/outlets/new', await this.choices(ask));
  }

  @Post()
  @Allow(networkPolicy.keepOutlets)
  @Again('new')
  async create(@Form() form: OutletForm, @Asked() ask: Ask<Actor>): Promise<SeeOther> {
    const id = await this.outlets.register(form, ask.actor);
    return seeOther(paths.outlet(id), 'network.registered', { name: form.name });
  }

  @Get(':outletId')
  @Allow(networkPolicy.seeOutlets)
  async show(@Asked() ask: Ask<Actor>): Promise<Page> {
    const { actor } = ask;
    const outlet = await this.outlets.find(ask.key('outletId'), actor.reach);
    return page('network/outlets/show', await this.pages.show(outlet, actor));
  }

  @Get(':outletId/edit')
  @Allow(networkPolicy.keepOutlets)
  async edit(@Asked() ask: Ask<Actor>): Promise<Page> {
    const outlet = await this.outlets.find(ask.key('outletId'), ask.actor.reach);
    return page('network/outlets/edit', {
      outlet,
      since: outlet.changedAt.toISOString(),
      ...(await this.choices(ask)),
    });
  }

  @Post(':outletId')
  @Allow(networkPolicy.keepOutlets)
  @Again('edit')
  async update(@Form() form: OutletChangeForm, @Asked() ask: Ask<Actor>): Promise<SeeOther> {
    const id = ask.key('outletId');
    await this.outlets.change(id, form, new Date(form.since), ask.actor);
    return seeOther(paths.outlet(id), 'form.saved');
  }

  @Post(':outletId/approvals')
  @Allow(networkPolicy.apply)
  @Again('show')
  async takeStep(@Form() form: ApprovalForm, @Asked() ask: Ask<Actor>): Promise<SeeOther> {
    const policy = form.act === 'apply' ? networkPolicy.apply : networkPolicy.approve;
    policy.assertAllows(ask.actor);
    await this.approvals.take(ask.key('outletId'), form.act, form, ask.actor);
    return seeOther(paths.outlet(ask.key('outletId')), `network.stepsTaken.${form.act}`);
  }

  /** `?open=now`: the clinics that are open at this moment. */
  private openNow(ask: Ask) {
    if (ask.query('open') !== 'now') return {};
    const now = minuteOfDay(this.calendar.now(), this.calendar.zone);
    return { openOn: this.calendar.today(), openIn: slotAt(now) ?? ('never' as const) };
  }

  private async choices(ask: Ask<Actor>) {
    const [districts, chains] = await Promise.all([
      this.registers.districtsOf(ask.actor),
      this.registers.chains(),
    ]);
    const { reach } = ask.actor;
    return {
      districts: districts.map(({ id, city, name }) => ({ id, name: `${city} ${name}` })),
      chains: reach.over === 'chains' ? chains.filter(({ id }) => reach.ids.includes(id)) : chains,
    };
  }
}
