import { Controller, Get, Post } from '@nestjs/common';
import { medicineName } from '../medicines/domain/medicine.js';
import { Outlets } from '../network/outlets.service.js';
import { Patients } from '../patients/patients.service.js';
import { type Actor, programActing } from '../staff/actor.js';
import { Allow } from '../staff/policy.js';
import { onPaper } from '../slips/domain/on-paper.js';
import { VisitsQueries } from '../visits/visits.queries.js';
import { Again } from '../web/again.js';
import { Ask, Asked } from '../web/ask.js';
import { Form } from '../web/form.js';
import { type Page, page, type SeeOther, seeOther } from '../web/page.js';
import { paths } from '../web/paths.js';
import { NotFound } from '../web/refusals.js';
import { ReferralActForm } from './act.form.js';
import { actsFrom, needOf, referralOutcomes } from './domain/referral-state.js';
import { referralsPolicy } from './referrals.policy.js';
import { type ReferralLine, ReferralsQueries } from './referrals.queries.js';
import { Referrals } from './referrals.service.js';
import { sidesOf } from './sides.js';
import { WhereTo } from './where-to.js';

/** One referral, with what can be done, and its letter. */
@Controller()
export class ReferralsController {
  constructor(
    private readonly referrals: Referrals,
    private readonly queries: ReferralsQueries,
    private readonly visits: VisitsQueries,
    private readonly outlets: Outlets,
    private readonly patients: Patients,
    private readonly whereTo: WhereTo,
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
    const { actor } = ask;
    const referral = await this.queries.find(ask.key('id'), actor);
    const outlet = await this.outlets.find(referral.outletId, programActing.reach);
    const own = actor.reach.over === 'facility' ? await this.queries.facility(actor.reach.id) : null;
    const acts = actsFrom(referral.state, sidesOf(actor, referral, outlet, own));
    const choosing = acts.some((act) => needOf(act) === 'facility');
    return page('referrals/show', {
      outlet,
      ...(await this.about(referral, ask)),
      turns: await this.queries.turns(referral.id),
      acts: acts.map((act) => ({ act, needs: needOf(act), key: keyOf[act as keyof typeof keyOf] })),
      outcomes: referralOutcomes.map((outcome) => ({ id: outcome, key: `referrals.outcomes.${outcome}` })),
      destinations: choosing
        ? await this.whereTo.destinations(referral, referral, await this.queries.asked(referral))
        : undefined,
    });
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
    const given = await this.visits.given(referral.visitId);
    const about = await this.about(referral, ask);
    return page('referrals/letter', {
      outlet,
      ...about,
      // The patient carries it, perhaps beside who must not read it; the hospital sees all on its screen.
      visit: onPaper(about.visit),
      given: given.map((one) => ({ ...one, name: medicineName(one.medicine, ask.language) })),
    });
  }

  private async about(referral: ReferralLine, ask: Ask<Actor>) {
    const visit = await this.visits.findAnywhere(referral.visitId);
    return {
      referral,
      visit,
      patient: await this.patients.find(referral.patientId),
      atFacility: ask.actor.role === 'hospital',
      onward: referral.onwardFromId,
    };
  }
}

/** One key each for what a hospital does all day. */
const keyOf = { accept: 'A', decline: 'D', arrive: 'R' };
