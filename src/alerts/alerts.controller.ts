import { Controller, Get, Post } from '@nestjs/common';
import type { Actor } from '../staff/actor.js';
import { Allow } from '../staff/policy.js';
import { Ask, Asked } from '../web/ask.js';
import { listed } from '../web/listed.js';
import { type Page, page, type SeeOther, seeOther } from '../web/page.js';
import { paths } from '../web/paths.js';
import { factsOf, stateSaid } from './alert.page.js';
import { alertsPolicy } from './alerts.policy.js';
import { type AlertFilter, AlertsQueries } from './alerts.queries.js';
import { Alerts } from './alerts.service.js';
import { alertKinds, saidSince } from './domain/kinds.js';

@Controller('alerts')
export class AlertsController {
  constructor(
    private readonly alerts: Alerts,
    private readonly queries: AlertsQueries,
  ) {}

  @Get()
  @Allow(alertsPolicy.see)
  async index(@Asked() ask: Ask<Actor>): Promise<Page> {
    const { reach } = ask.actor;
    const filter: AlertFilter = {
      open: ask.query('all') !== '1',
      unanswered: ask.query('unanswered') === '1',
      kind: alertKinds.find((kind) => kind === ask.query('kind')),
      outletId: ask.query('outlet') || undefined,
      placeless: ask.actor.role === 'admin',
    };
    const read = async (skip: number, take: number) => {
      const alerts = await this.queries.list(filter, reach, skip, take);
      const names = await this.queries.names(alerts, ask.language);
      return alerts.map((alert) => ({
        ...alert,
        ...names.get(alert.id),
        told: factsOf(alert, names.get(alert.id)?.unit),
        also: alert.kinds.slice(1),
        since: saidSince(alert),
        saysOf: stateSaid(alert),
      }));
    };
    return page('alerts/index', {
      filter,
      kinds: alertKinds.map((id) => ({ id, key: `alerts.kinds.${id}` })),
      list: await listed(ask, read, await this.queries.count(filter, reach)),
    });
  }

  @Post(':alert/acknowledgement')
  @Allow(alertsPolicy.acknowledge)
  async acknowledge(@Asked() ask: Ask<Actor>): Promise<SeeOther> {
    await this.alerts.acknowledge(ask.key('alert'), ask.actor);
    return seeOther(ask.cameFrom ?? paths.alerts(), 'alerts.acknowledgedThanks', { count: 1 });
  }
}
