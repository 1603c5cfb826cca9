import { Injectable } from '@nestjs/common';
import { Calendar } from '../config/calendar.js';
import { medicineName } from '../medicines/domain/medicine.js';
import type { Outlet } from '../network/outlet.entity.js';
import { Patients } from '../patients/patients.service.js';
import { onPaper } from '../slips/domain/on-paper.js';
import type { Actor } from '../staff/actor.js';
import { VisitsQueries } from '../visits/visits.queries.js';
import type { Ask } from '../web/ask.js';
import { actsFrom, isOpen, needOf, referralOutcomes } from './domain/referral-state.js';
import { type ReferralLine, ReferralsQueries } from './referrals.queries.js';
import { sidesOf } from './sides.js';
import { WhereTo } from './where-to.js';

/** What a referral's page and its letter say. */
@Injectable()
export class ReferralPages {
  constructor(
    private readonly queries: ReferralsQueries,
    private readonly visits: VisitsQueries,
    private readonly patients: Patients,
    private readonly whereTo: WhereTo,
    private readonly calendar: Calendar,
  ) {}

  async show(referral: ReferralLine, outlet: Outlet, ask: Ask<Actor>) {
    const { actor } = ask;
    const own = actor.reach.over === 'facility' ? await this.queries.facility(actor.reach.id) : null;
    const sides = sidesOf(actor, referral, outlet, own);
    const acts = actsFrom(referral.state, sides);
    const choosing = acts.some((act) => needOf(act) === 'facility');
    const { dueAt, state } = referral;
    return {
      outlet,
      ...(await this.about(referral, ask)),
      isOverdue: dueAt !== null && dueAt <= this.calendar.now(),
      mayAskForHelp: isOpen(state) && sides.length > 0,
      turns: await this.queries.turns(referral.id),
      acts: acts.map((act) => ({ act, needs: needOf(act), key: keyOf[act as keyof typeof keyOf] })),
      outcomes: referralOutcomes.map((outcome) => ({ id: outcome, key: `referrals.outcomes.${outcome}` })),
      answers: choosing ? await this.queries.answers(referral) : [],
      destinations: choosing
        ? await this.whereTo.destinations(referral, referral, await this.queries.asked(referral))
        : undefined,
    };
  }

  async letter(referral: ReferralLine, outlet: Outlet, ask: Ask<Actor>) {
    const given = await this.visits.given(referral.visitId);
    const about = await this.about(referral, ask);
    return {
      outlet,
      ...about,
      // The patient carries it, perhaps beside who must not read it; the hospital sees all on its screen.
      visit: onPaper(about.visit),
      given: given.map((one) => ({ ...one, name: medicineName(one.medicine, ask.language) })),
    };
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
