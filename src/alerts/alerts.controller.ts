import { Controller, Get } from '@nestjs/common';
import { medicineName } from '../medicines/domain/medicine.js';
import type { Actor } from '../staff/actor.js';
import { Allow } from '../staff/policy.js';
import { Ask, Asked } from '../web/ask.js';
import { listed } from '../web/listed.js';
import { type Page, page } from '../web/page.js';
import { alertsPolicy } from './alerts.policy.js';
import { AlertsQueries } from './alerts.queries.js';

@Controller('alerts')
export class AlertsController {
  constructor(private readonly alerts: AlertsQueries) {}

  @Get()
  @Allow(alertsPolicy.see)
  async index(@Asked() ask: Ask<Actor>): Promise<Page> {
    const { reach } = ask.actor;
    const filter = { open: ask.query('all') !== '1', outletId: ask.query('outlet') || undefined };
    const read = async (skip: number, take: number) => {
      const lines = await this.alerts.list(filter, reach, skip, take);
      return lines.map((line) => ({ ...line, name: medicineName(line.medicine, ask.language) }));
    };
    return page('alerts/index', {
      filter,
      list: await listed(ask, read, await this.alerts.count(filter, reach)),
    });
  }
}
