import { Controller, Get, Post } from '@nestjs/common';
import { Again } from '../../web/again.js';
import { Ask, Asked } from '../../web/ask.js';
import { type Page, page, type SeeOther, seeOther } from '../../web/page.js';
import { paths } from '../../web/paths.js';
import type { Actor } from '../actor.js';
import { Allow } from '../policy.js';
import { staffPolicy } from '../staff.policy.js';
import { Proposals } from './proposals.service.js';

/** What waits for a second person, and what was decided last. */
@Controller('proposals')
export class ProposalsController {
  constructor(private readonly proposals: Proposals) {}

  @Get()
  @Allow(staffPolicy.decideProposals)
  async index(@Asked() ask: Ask<Actor>): Promise<Page> {
    const [waiting, decided] = await Promise.all([this.proposals.waiting(), this.proposals.decided()]);
    const told = (lines: typeof waiting) =>
      Promise.all(
        lines.map(async (line) => ({
          ...line,
          ...(await this.proposals.words(line, ask.language)),
          own: line.proposedBy === ask.actor.id,
        })),
      );
    return page('staff/proposals', { waiting: await told(waiting), decided: await told(decided) });
  }

  @Post(':proposal/approval')
  @Allow(staffPolicy.decideProposals)
  @Again('index')
  async approve(@Asked() ask: Ask<Actor>): Promise<SeeOther> {
    await this.proposals.approve(ask.key('proposal'), ask.actor);
    return seeOther(paths.proposals(), 'staff.proposals.approved');
  }

  @Post(':proposal/rejection')
  @Allow(staffPolicy.decideProposals)
  @Again('index')
  async reject(@Asked() ask: Ask<Actor>): Promise<SeeOther> {
    await this.proposals.reject(ask.key('proposal'), ask.actor);
    return seeOther(paths.proposals(), 'staff.proposals.rejected');
  }
}
