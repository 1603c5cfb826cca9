import { Controller, Post } from '@nestjs/common';
import { Outlets } from '../network/outlets.service.js';
import type { Actor } from '../staff/actor.js';
import { Allow } from '../staff/policy.js';
import { Ask, Asked } from '../web/ask.js';
import { Previews } from '../web/form-shape.js';
import { type Page, page } from '../web/page.js';
import { ReferralChannel } from './channel.js';
import { MedicinePreview } from './medicine-preview.js';
import { Preview } from './preview.js';
import { needOf, triagePanel } from './triage.page.js';
import { VisitForm } from './visit.form.js';
import { visitsPolicy } from './visits.policy.js';

/** What the rules say of a visit while it is typed. Nothing is kept; the same rules judge it when it is saved. */
@Controller('outlets/:outletId/visits/triage')
export class TriageController {
  constructor(
    private readonly outlets: Outlets,
    private readonly preview: Preview,
    private readonly given: MedicinePreview,
    private readonly channel: ReferralChannel,
  ) {}

  @Post()
  @Allow(visitsPolicy.work)
  @Previews(VisitForm)
  async show(@Asked() ask: Ask<Actor>): Promise<Page> {
    const outlet = await this.outlets.find(ask.key('outletId'), ask.actor.reach);
    const read = await this.preview.read(ask.input);
    const need = needOf(read, ask.input.disposition);
    return page('visits/triage', {
      outlet,
      ...triagePanel(read),
      destinations: need && (await this.channel.destinations(outlet.id, need)),
      given: await this.given.read(ask.input, outlet, {
        ageMonths: read.case?.ageMonths,
        language: ask.language,
        role: ask.actor.role,
      }),
      chosenFacility: ask.input.facilityId,
      changing: true,
    });
  }
}
