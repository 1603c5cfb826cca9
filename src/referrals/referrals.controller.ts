import { Controller, Get, Post } from '@nestjs/common';
import { Outlets } from '../network/outlets.service.js';
import { type Actor, programActing } from '../staff/actor.js';
import { Allow } from '../staff/policy.js';
import { VisitsQueries } from '../visits/visits.queries.js';
import { Again } from '../web/again.js';
import { Ask, Asked } from '../web/ask.js';
import { Form } from '../web/form.js';
import { type Page, page, type SeeOther, seeOther } from '../web/page.js';
import { paths } from '../web/paths.js';
import { NotFound } from '../web/refusals.js';
import { ReferralActForm } from './act.form.js';
import { referralsPolicy } from './referrals.policy.js';
import { ReferralPages } from './referral-pages.js';
import { ReferralsQueries } from './referrals.queries.js';
import { Referrals } from './referrals.service.js';

/** One referral, with what can be done, and its letter. */
@Controller()
export class ReferralsController {
  constructor(
    private readonly referrals: Referrals,
    private readonly queries: ReferralsQueries,
    private readonly visits: VisitsQueries,
    private readonly outlets: Outlets,
    private readonly pages: ReferralPages,
  ) {}

  /** The referral of a visit: there is one as soon as its patient is sent away. */
  @Get('outlets/:outletId/visits/:visitId/referral')
  @Allow(referralsPolicy.refer)
  async ofVisit(@Asked() ask: Ask<Actor>): Promise<SeeOther> {
    const outlet = await this.outlets.find(ask.key('outletId'), ask.actor.reach);
    const visit = await this.visits.find(outlet.id, ask.key('visitId'));
    const [open] = await this.queries.list(
      { state: 'open', patientId: visit.patientId },
      programActing,
      0,
      1,
    );
    const referral = open ?? (await this.queries.ofVisit(visit.id));
    if (!referral) throw new NotFound();
    return seeOther(paths.referral(referral.id));
  }

  @Get('referrals/:id')
  @Allow(referralsPolicy.work)
  async show(@Asked() ask: Ask<Actor>): Promise<Page> {
    const referral = await this.queries.find(ask.key('id'), ask.actor);
    const outlet = await this.outlets.find(referral.outletId, programActing.reach);
    return page('referrals/show', await this.pages.show(referral, outlet, ask));
  }

  /** Whether anything happened since the version that a page shows. */
  @Get('referrals/:id/news')
  @Allow(referralsPolicy.work)
  async news(@Asked() ask: Ask<Actor>): Promise<Page> {
    const referral = await this.queries.find(ask.key('id'), ask.actor);
    return page('referrals/news', { referral, version: Number(ask.query('version')) || 0 });
  }

  @Post('referrals/:id/acts')
  @Allow(referralsPolicy.work)
  @Again('show')
  async create(@Form() form: ReferralActForm, @Asked() ask: Ask<Actor>): Promise<SeeOther> {
    const { act, ...said } = form;
    const referral = await this.referrals.act(ask.key('id'), act, said, ask.actor);
    const toInbox = ask.actor.role === 'hospital' && act !== 'refer-onward';
    return seeOther(toInbox ? paths.inbox() : paths.referral(referral.id), `referrals.did.${act}`);
  }

  @Get('referrals/:id/letter')
  @Allow(referralsPolicy.work)
  async letter(@Asked() ask: Ask<Actor>): Promise<Page> {
    const referral = await this.queries.find(ask.key('id'), ask.actor);
    const outlet = await this.outlets.find(referral.outletId, programActing.reach);
    return page('referrals/letter', await this.pages.letter(referral, outlet, ask));
  }
}
