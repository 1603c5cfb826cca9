import { Controller, Get, Post } from '@nestjs/common';
import type { Actor } from '../../staff/actor.js';
import { Allow } from '../../staff/policy.js';
import { Again } from '../../web/again.js';
import { Ask, Asked } from '../../web/ask.js';
import { Form } from '../../web/form.js';
import { type Page, page, type SeeOther, seeOther } from '../../web/page.js';
import { paths } from '../../web/paths.js';
import { supplyPolicy } from '../supply.policy.js';
import { StockSettingsForm } from './stock-settings.form.js';
import { StockSettings } from './stock-settings.service.js';

/** By what shelves are planned, in words. */
@Controller('stock-settings')
export class StockSettingsController {
  constructor(private readonly settings: StockSettings) {}

  @Get()
  @Allow(supplyPolicy.plan)
  async edit(): Promise<Page> {
    const { service, ...others } = await this.settings.get();
    return page('supply/settings', { ...others, service: Math.round(service * 1000) / 10 });
  }

  @Post()
  @Allow(supplyPolicy.plan)
  @Again('edit')
  async update(@Form() form: StockSettingsForm, @Asked() ask: Ask<Actor>): Promise<SeeOther> {
    await this.settings.set({ ...form, service: form.service / 100 }, ask.actor);
    return seeOther(paths.stockSettings(), 'form.saved');
  }
}
