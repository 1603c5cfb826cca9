import { Controller, Get } from '@nestjs/common';
import { Calendar } from '../config/calendar.js';
import { addDays, type Day, isDay } from '../config/domain/calendar.js';
import { type DiversionClass, diversionClasses } from '../episodes/domain/diversion.js';
import { Outlets } from '../network/outlets.service.js';
import { Registers } from '../network/registers.service.js';
import type { Actor } from '../staff/actor.js';
import { Allow } from '../staff/policy.js';
import { Ask, Asked } from '../web/ask.js';
import { csvType } from '../web/csv.js';
import { translate } from '../web/language.js';
import { listed } from '../web/listed.js';
import { Download, Drawing, type Page, page } from '../web/page.js';
import { NotFound } from '../web/refusals.js';
import { classesChart, keptAwayChart } from './charts.js';
import { diversionPage, settledPage } from './diversion.page.js';
import { asCsv, asXlsx, diversionTable } from './diversion-table.js';
import { DiversionQueries, type DiversionScope } from './diversion.queries.js';
import { places, SettledQueries } from './settled.queries.js';
import { insightPolicy } from './insight.policy.js';

const usualDays = 14;
const mostDays = 92;

/** How many fever patients were kept away from the hospital fever clinics, and what became of the others. */
@Controller('diversion')
export class DiversionController {
  constructor(
    private readonly queries: DiversionQueries,
    private readonly settled: SettledQueries,
    private readonly outlets: Outlets,
    private readonly registers: Registers,
    private readonly calendar: Calendar,
  ) {}

  @Get()
  @Allow(insightPolicy.diversion)
  async show(@Asked() ask: Ask<Actor>): Promise<Page> {
    const scope = await this.scope(ask);
    const { reach } = ask.actor;
    const by = places.find((place) => place === ask.query('by')) ?? 'district';
    const [diversion, share, ripening, byPlace, districts, chains, outlet] = await Promise.all([
      this.queries.of(scope, reach),
      this.settled.share(scope, reach),
      this.settled.ripening(scope, reach),
      this.settled.byPlace(scope, reach, by),
      this.registers.districtsOf(ask.actor),
      this.registers.chains(),
      scope.outletId ? this.outlets.find(scope.outletId, reach) : undefined,
    ]);
    const ownChains = reach.over === 'chains' ? chains.filter(({ id }) => reach.ids.includes(id)) : chains;
    return page('insight/diversion', {
      ...diversionPage(diversion, scope),
      ...settledPage({ share, ripening, byPlace }),
      by,
      places,
      settledUntil: this.settled.settledUntil(),
      today: this.calendar.today(),
      outlet,
      districts,
      chains: ownChains,
      table: diversionTable(diversion, ask.language),
    });
  }

  @Get('classes.svg')
  @Allow(insightPolicy.diversion)
  async classes(@Asked() ask: Ask<Actor>): Promise<Drawing> {
    const days = await this.queries.days(await this.scope(ask), ask.actor.reach);
    return new Drawing(classesChart(days, ask.language));
  }

  @Get('kept-away.svg')
  @Allow(insightPolicy.diversion)
  async keptAway(@Asked() ask: Ask<Actor>): Promise<Drawing> {
    const days = await this.queries.days(await this.scope(ask), ask.actor.reach);
    return new Drawing(keptAwayChart(days, ask.language));
  }

  @Get('table.csv')
  @Allow(insightPolicy.diversion)
  async csv(@Asked() ask: Ask<Actor>): Promise<Download> {
    const scope = await this.scope(ask);
    const table = diversionTable(await this.queries.of(scope, ask.actor.reach), ask.language);
    return new Download(`diversion-${scope.from}-${scope.to}.csv`, csvType, asCsv(table));
  }

  @Get('table.xlsx')
  @Allow(insightPolicy.diversion)
  async xlsx(@Asked() ask: Ask<Actor>): Promise<Download> {
    const scope = await this.scope(ask);
    const table = diversionTable(await this.queries.of(scope, ask.actor.reach), ask.language);
    const type = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
    const title = translate(ask.language, 'insight.diversion.title');
    return new Download(`diversion-${scope.from}-${scope.to}.xlsx`, type, await asXlsx(table, title));
  }

  /** The episodes behind a figure: exactly as many rows as the figure says. */
  @Get('episodes')
  @Allow(insightPolicy.episodes)
  async episodes(@Asked() ask: Ask<Actor>): Promise<Page> {
    const scope = await this.scope(ask);
    const { reach } = ask.actor;
    const wanted = diversionClasses.find((one): one is DiversionClass => one === ask.query('class'));
    if (!wanted) throw new NotFound();
    const total = await this.queries.countEpisodes(scope, wanted, reach);
    return page('insight/episodes', {
      scope,
      wanted,
      list: await listed(ask, (skip, take) => this.queries.episodes(scope, wanted, reach, skip, take), total),
    });
  }

  /** @throws NotFound for an outlet outside the reader's reach */
  private async scope(ask: Ask<Actor>): Promise<DiversionScope> {
    const { from, to } = period(ask.query('from'), ask.query('to'), this.calendar.today());
    const scope = {
      from,
      to,
      outletId: ask.query('outlet') || undefined,
      districtId: ask.query('district') || undefined,
      chainId: ask.query('chain') || undefined,
    };
    if (scope.outletId) await this.outlets.find(scope.outletId, ask.actor.reach);
    return scope;
  }
}

/** The days that are asked for, at most a quarter of a year; the last two weeks where none are. */
function period(from: string, to: string, today: Day): { from: Day; to: Day } {
  const last = isDay(to) && to <= today ? to : today;
  const first = isDay(from) && from <= last ? from : addDays(last, 1 - usualDays);
  const earliest = addDays(last, 1 - mostDays);
  return { from: first < earliest ? earliest : first, to: last };
}
