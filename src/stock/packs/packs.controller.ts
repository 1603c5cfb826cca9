import { Controller, Get } from '@nestjs/common';
import { medicineName } from '../../medicines/domain/medicine.js';
import { Outlets } from '../../network/outlets.service.js';
import type { Actor } from '../../staff/actor.js';
import { Allow } from '../../staff/policy.js';
import { Ask, Asked } from '../../web/ask.js';
import { listed } from '../../web/listed.js';
import { type Page, page } from '../../web/page.js';
import { stockPolicy } from '../stock.policy.js';
import { PacksQueries } from './packs.queries.js';

/** The split-pack ledger (拆零记录) of an outlet. */
@Controller('outlets/:outletId/packs-opened')
export class PacksController {
  constructor(
    private readonly packs: PacksQueries,
    private readonly outlets: Outlets,
  ) {}

  @Get()
  @Allow(stockPolicy.see)
  async index(@Asked() ask: Ask<Actor>): Promise<Page> {
    const outlet = await this.outlets.find(ask.key('outletId'), ask.actor.reach);
    const read = async (skip: number, take: number) => {
      const lines = await this.packs.opened(outlet.id, skip, take);
      return lines.map((line) => ({ ...line, name: medicineName(line, ask.language) }));
    };
    return page('stock/packs/index', { outlet, list: await listed(ask, read) });
  }
}
