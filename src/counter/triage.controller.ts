import { Controller, Post } from '@nestjs/common';
import { Outlets } from '../network/outlets.service.js';
import type { Actor } from '../staff/actor.js';
import { Allow } from '../staff/policy.js';
import { Ask, Asked } from '../web/ask.js';
import { Previews } from '../web/form-shape.js';
import { type Page, page } from '../web/page.js';
import { ReferralChannel } from '../visits/channel.js';
import { needOf } from './triage.page.js';
import { TypedVisit } from './typed-visit.js';
import { VisitForm } from './visit.form.js';
import { VisitsQueries } from '../visits/visits.queries.js';
import { visitsPolicy } from '../visits/visits.policy.js';

/** What the rules say of a visit while it is typed. Nothing is kept; the same rules judge it when it is saved. */
@Controller('outlets/:outletId/visits/triage')
export class TriageController {
  constructor(
    private readonly outlets: Outlets,
    private readonly typed: TypedVisit,
    private readonly channel: ReferralChannel,
    private readonly visits: VisitsQueries,
  ) {}

  @Post()
  @Allow(visitsPolicy.work)
  @Previews(VisitForm)
  async show(@Asked() ask: Ask<Actor>): Promise<Page> {
    const outlet = await this.outlets.find(ask.key('outletId'), ask.actor.reach);
    const { language, actor, input } = ask;
    const corrects = await this.corrected(outlet.id, input.corrects);
    const typed = await this.typed.shown(input, { outlet, language, role: actor.role, corrects });
    const need = needOf(typed.read, input.disposition);
    return page('counter/triage', {
      outlet,
      ...typed.page,
      destinations: need && (await this.channel.destinations(outlet.id, need)),
      chosenFacility: input.facilityId,
      changing: true,
    });
  }

  /** The visit of the outlet that is being corrected, if one is. */
  private async corrected(outletId: string, id: unknown) {
    return typeof id === 'string' && id !== '' ? this.visits.find(outletId, id) : undefined;
  }
}
