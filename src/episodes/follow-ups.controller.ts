import { Controller, Get, Post } from '@nestjs/common';
import { Outlets } from '../network/outlets.service.js';
import type { Actor } from '../staff/actor.js';
import { Allow } from '../staff/policy.js';
import { Again } from '../web/again.js';
import { Ask, Asked } from '../web/ask.js';
import { Form } from '../web/form.js';
import { listed } from '../web/listed.js';
import { type Page, page, type SeeOther, seeOther } from '../web/page.js';
import { paths } from '../web/paths.js';
import { NotFound } from '../web/refusals.js';
import { followUpOutcomes, isFinal } from './domain/follow-up-plan.js';
import type { FollowUp } from './episode.entity.js';
import { episodesPolicy } from './episodes.policy.js';
import { FollowUpForm } from './follow-up.form.js';
import { type FollowUpFilter, FollowUpsQueries } from './follow-ups.queries.js';
import { FollowUps } from './follow-ups.service.js';

/** The call lists, of an outlet and of an officer, and what the calls found. */
@Controller()
export class FollowUpsController {
  constructor(
    private readonly followUps: FollowUps,
    private readonly queries: FollowUpsQueries,
    private readonly outlets: Outlets,
  ) {}

  @Get('follow-ups')
  @Allow(episodesPolicy.seeCalls)
  async index(@Asked() ask: Ask<Actor>): Promise<Page> {
    const state = ask.query('state') === 'handed-over' ? 'handed-over' : 'planned';
    return page('episodes/index', { state, ...(await this.list(ask, { state })) });
  }

  @Get('outlets/:outletId/follow-ups')
  @Allow(episodesPolicy.makeCalls)
  async indexOfOutlet(@Asked() ask: Ask<Actor>): Promise<Page> {
    const outlet = await this.outlets.find(ask.key('outletId'), ask.actor.reach);
    return page('episodes/index', {
      outlet,
      ...(await this.list(ask, { state: 'planned', outletId: outlet.id })),
    });
  }

  /** One call: where a form that was refused is shown again, however long the lists are. */
  @Get('follow-ups/:id')
  @Allow(episodesPolicy.makeCalls)
  async show(@Asked() ask: Ask<Actor>): Promise<Page> {
    const list = await this.list(ask, { id: ask.key('id') });
    if (list.total === 0) throw new NotFound();
    return page('episodes/index', { isOne: true, ...list });
  }

  @Post('follow-ups/:id')
  @Allow(episodesPolicy.makeCalls)
  @Again('show')
  async settle(@Form() { outcome, note }: FollowUpForm, @Asked() ask: Ask<Actor>): Promise<SeeOther> {
    const settled = await this.followUps.settle(ask.key('id'), outcome, note, ask.actor);
    const { role } = ask.actor;
    if (outcome === 'worse' && role !== 'officer')
      return seeOther(paths.counter(settled.outletId, settled.patientId), 'episodes.worse');
    const list =
      role === 'counter' || role === 'doctor' ? paths.outletFollowUps(settled.outletId) : paths.followUps();
    return seeOther(list, saidOf(settled));
  }

  private async list(ask: Ask<Actor>, filter: FollowUpFilter) {
    const { reach } = ask.actor;
    const total = await this.queries.count(filter, reach);
    return {
      total,
      outcomes: followUpOutcomes.map((outcome) => ({ outcome, isFinal: isFinal(outcome) })),
      list: await listed(ask, (skip, take) => this.queries.list(filter, reach, skip, take), total),
    };
  }
}

function saidOf({ state }: FollowUp): string {
  if (state === 'planned') return 'episodes.again';
  return state === 'handed-over' ? 'episodes.handed' : 'episodes.made';
}
