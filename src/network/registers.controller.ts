import { Controller, Get, Post } from '@nestjs/common';
import type { Actor } from '../staff/actor.js';
import { Allow } from '../staff/policy.js';
import { Again } from '../web/again.js';
import { Ask, Asked } from '../web/ask.js';
import { Form } from '../web/form.js';
import { type Page, page, type SeeOther, seeOther } from '../web/page.js';
import { paths } from '../web/paths.js';
import { networkPolicy } from './network.policy.js';
import { ChainForm, DistrictForm } from './registers.form.js';
import { Registers } from './registers.service.js';

const lines = (text = '') =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);

/** Chains and districts. */
@Controller()
export class RegistersController {
  constructor(private readonly registers: Registers) {}

  @Get('chains')
  @Allow(networkPolicy.seeRegisters)
  async chains(): Promise<Page> {
    const counts = await this.registers.outletCounts('chain');
    const chains = await this.registers.chains();
    return page('network/chains/index', {
      chains: chains.map((chain) => ({ ...chain, outlets: counts.get(chain.id) ?? 0 })),
    });
  }

  @Post('chains')
  @Allow(networkPolicy.keepRegisters)
  @Again('chains')
  async createChain(@Form() form: ChainForm, @Asked() ask: Ask<Actor>): Promise<SeeOther> {
    await this.registers.addChain({ name: form.name, namePatterns: lines(form.namePatterns) }, ask.actor);
    return seeOther(paths.chains(), 'form.saved');
  }

  @Get('chains/:id')
  @Allow(networkPolicy.seeRegisters)
  async chain(@Asked() ask: Ask): Promise<Page> {
    const chain = await this.registers.chain(ask.key('id'));
    return page('network/chains/show', { chain, patterns: chain.namePatterns.join('\n') });
  }

  @Post('chains/:id')
  @Allow(networkPolicy.keepRegisters)
  @Again('chain')
  async updateChain(@Form() form: ChainForm, @Asked() ask: Ask<Actor>): Promise<SeeOther> {
    const to = { name: form.name, namePatterns: lines(form.namePatterns) };
    await this.registers.changeChain(ask.key('id'), to, ask.actor);
    return seeOther(paths.chains(), 'form.saved');
  }

  @Get('districts')
  @Allow(networkPolicy.seeRegisters)
  async districts(): Promise<Page> {
    const counts = await this.registers.outletCounts('district');
    const districts = await this.registers.districts();
    return page('network/districts/index', {
      districts: districts.map((district) => ({ ...district, outlets: counts.get(district.id) ?? 0 })),
    });
  }

  @Post('districts')
  @Allow(networkPolicy.keepRegisters)
  @Again('districts')
  async createDistrict(@Form() form: DistrictForm, @Asked() ask: Ask<Actor>): Promise<SeeOther> {
    await this.registers.addDistrict(form, ask.actor);
    return seeOther(paths.districts(), 'form.saved');
  }
}
