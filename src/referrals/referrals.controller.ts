import { Controller, Get, Post } from '@nestjs/common';
import { Outlets } from '../network/outlets.service.js';
import { type Actor, programActing } from '../staff/actor.js';
import { Allow } from '../staff/policy.js';
import { Again } from '../web/again.js';
import { Ask, Asked } from '../web/ask.js';
import { Form } from '../web/form.js';
import { type Page, page, type SeeOther, seeOther } from '../web/page.js';
import { paths } from '../web/paths.js';
import { AmbulanceForm, HelpForm, ReferralActForm } from './act.form.js';
import { referralsPolicy } from './referrals.policy.js';
import { ReferralPages } from './referral-pages.js';
import { ReferralsQueries } from './referrals.queries.js';
import { Referrals } from './referrals.service.js';

/** One referral, with what can be done, whom else the outlet calls, and its letter. */
@Controller('referrals/:id')
export class ReferralsController {
  constructor(
    private readonly referrals: Referrals,
    private readonly queries: ReferralsQueries,
    private readonly outlets: Outlets,
    private readonly pages: ReferralPages,
  ) {}

  @Get()
  @Allow(referralsPolicy.work)
  async show(@Asked() ask: Ask<Actor>): Promise<Page> {
    const referral = await this.queries.find(ask.key('id'), ask.actor);
    const outlet = await this.outlets.find(referral.outletId, programActing.reach);
    return page('referrals/show', await this.pages.show(referral, outlet, ask));
  }

  /** Whether anything happened since the version that a page shows. */
  @Get('news')
  @Allow(referralsPolicy.work)
  async news(@Asked() ask: Ask<Actor>): Promise<Page> {
    const referral = await this.queries.find(ask.key('id'), ask.actor);
    return page('referrals/news', { referral, version: Number(ask.query('version')) || 0 });
  }

  @Post('acts')
  @Allow(referralsPolicy.work)
  @Again('show')
  async create(@Form() form: ReferralActForm, @Asked() ask: Ask<Actor>): Promise<SeeOther> {
    const { act, ...said } = form;
    const referral = await this.referrals.act(ask.key('id'), act, said, ask.actor);
    const toInbox = ask.actor.role === 'hospital' && act !== 'refer-onward';
    return seeOther(toInbox ? paths.inbox() : paths.referral(referral.id), `referrals.did.${act}`);
  }

  @Post('ambulance')
  @Allow(referralsPolicy.work)
  @Again('show')
  async ambulance(@Form() { ambulance }: AmbulanceForm, @Asked() ask: Ask<Actor>): Promise<SeeOther> {
    const id = ask.key('id');
    await this.referrals.callAmbulance(id, ambulance, ask.actor);
    return seeOther(paths.referral(id), 'referrals.ambulance.noted');
  }

  @Post('help')
  @Allow(referralsPolicy.work)
  @Again('show')
  async help(@Form() { help }: HelpForm, @Asked() ask: Ask<Actor>): Promise<SeeOther> {
    const id = ask.key('id');
    await this.referrals.tellBureau(id, help, ask.actor);
    return seeOther(paths.referral(id), 'referrals.help.told');
  }

  @Get('letter')
  @Allow(referralsPolicy.work)
  async letter(@Asked() ask: Ask<Actor>): Promise<Page> {
    const referral = await this.queries.find(ask.key('id'), ask.actor);
    const outlet = await this.outlets.find(referral.outletId, programActing.reach);
    return page('referrals/letter', await this.pages.letter(referral, outlet, ask));
  }
}
