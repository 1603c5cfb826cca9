import { Controller, Get, Post } from '@nestjs/common';
import { Outlets } from '../../network/outlets.service.js';
import type { Actor } from '../../staff/actor.js';
import { Allow } from '../../staff/policy.js';
import { Again } from '../../web/again.js';
import { Ask, Asked } from '../../web/ask.js';
import { ChoicesField, IntegerField } from '../../web/fields.js';
import { Form } from '../../web/form.js';
import { type Page, page, type SeeOther, seeOther } from '../../web/page.js';
import { paths } from '../../web/paths.js';
import { weekOf } from '../board/week.js';
import { NothingTaken } from '../domain/refusals.js';
import { Drafts } from '../draft/drafts.service.js';
import { rosterPolicy } from '../roster.policy.js';
import { differenceKey } from './differences.js';
import { Publishing } from './publishing.service.js';
import { isReached, Review } from './review.js';
import { Versions } from '../../sessions/changes/versions.service.js';

class PublicationForm {
  /** The version of what is published that the officer looked at. */
  @IntegerField({ min: 0, max: 1_000_000 })
  version: number;

  /** The differences that are accepted, by the doctor's slot. */
  @ChoicesField()
  take: string[] = [];
}

const mostVersions = 10;

/** The draft beside what is published: looked through, then published whole or in part. */
@Controller('roster/:week')
export class ReviewController {
  constructor(
    private readonly review: Review,
    private readonly publishing: Publishing,
    private readonly versions: Versions,
    private readonly drafts: Drafts,
    private readonly outlets: Outlets,
  ) {}

  @Get('review')
  @Allow(rosterPolicy.plan)
  async show(@Asked() ask: Ask<Actor>): Promise<Page> {
    const week = weekOf(ask);
    const typed = ask.refused?.input as { version?: string; take?: string | string[] } | undefined;
    const seen = Number(typed?.version ?? NaN);
    const taken = typed && new Set([typed.take ?? []].flat());
    const [version, versions, draft] = await Promise.all([
      this.versions.latest(week),
      this.versions.of(week, mostVersions),
      this.drafts.find(week),
    ]);
    const reached = await this.reached(ask);
    const within = versions.map((one) => ({
      ...one,
      changes: one.changes.filter(({ outletId }) => reached.has(outletId)),
    }));
    const differences = draft ? await this.review.of(week, ask.actor.reach) : [];
    return page('roster/review', {
      week,
      draft,
      version,
      versions: within,
      meanwhile: within.filter(({ number }) => number > seen),
      // A refused form is shown again with what was ticked; else all but what breaks a rule is.
      differences: differences.map((one) => ({
        ...one,
        taken: taken ? taken.has(one.ref) : !one.broken,
      })),
    });
  }

  @Post('publication')
  @Allow(rosterPolicy.plan)
  @Again('show')
  async publish(@Form() form: PublicationForm, @Asked() ask: Ask<Actor>): Promise<SeeOther> {
    const week = weekOf(ask);
    const reached = await this.reached(ask);
    if (form.take.length === 0) throw new NothingTaken();
    const take = new Set(form.take);
    const count = await this.publishing.publish(
      week,
      form.version,
      (difference) => take.has(differenceKey(difference)) && isReached(difference, (id) => reached.has(id)),
      'roster.calledOff.changed',
      ask.actor,
    );
    return seeOther(paths.roster(`?week=${week}`), 'roster.review.published', { count });
  }

  private async reached({ actor }: Ask<Actor>): Promise<Set<string>> {
    return this.outlets.idsWithin(actor.reach);
  }
}
