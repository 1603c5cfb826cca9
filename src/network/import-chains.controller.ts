import { Controller, Post } from '@nestjs/common';
import { Imports } from '../imports/imports.service.js';
import type { Actor } from '../staff/actor.js';
import { Allow } from '../staff/policy.js';
import { Ask, Asked } from '../web/ask.js';
import { ChoicesField } from '../web/fields.js';
import { Form } from '../web/form.js';
import { type SeeOther, seeOther } from '../web/page.js';
import { paths } from '../web/paths.js';
import { networkPolicy } from './network.policy.js';
import { Registers } from './registers.service.js';

const mostAtOnce = 50;

class ImportChainsForm {
  /** Name patterns that are chains. */
  @ChoicesField()
  patterns: string[] = [];
}

/** Beginnings of names that many rows of a file share, confirmed as chains. */
@Controller('imports/:id/chains')
export class ImportChainsController {
  constructor(
    private readonly imports: Imports,
    private readonly registers: Registers,
  ) {}

  @Post()
  @Allow(networkPolicy.keepRegisters)
  async create(@Form() form: ImportChainsForm, @Asked() ask: Ask<Actor>): Promise<SeeOther> {
    const { id } = await this.imports.find(ask.key('id'), ask.actor);
    const patterns = form.patterns.slice(0, mostAtOnce);
    for (const name of patterns) await this.registers.addChain({ name, namePatterns: [name] }, ask.actor);
    return seeOther(paths.import(id), 'imports.chainsConfirmed', { count: patterns.length });
  }
}
