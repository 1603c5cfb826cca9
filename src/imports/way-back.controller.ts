import { Controller, Post } from '@nestjs/common';
import type { Actor } from '../staff/actor.js';
import { Allow } from '../staff/policy.js';
import { Ask, Asked } from '../web/ask.js';
import { type SeeOther, seeOther } from '../web/page.js';
import { paths } from '../web/paths.js';
import { importsPolicy } from './imports.policy.js';
import { Imports } from './imports.service.js';

/** An import that is taken back. */
@Controller('imports/:id/way-back')
export class WayBackController {
  constructor(private readonly imports: Imports) {}

  @Post()
  @Allow(importsPolicy.importRegisters)
  async create(@Asked() ask: Ask<Actor>): Promise<SeeOther> {
    const id = ask.key('id');
    await this.imports.beginTakingBack(id, ask.actor);
    return seeOther(paths.import(id));
  }
}
