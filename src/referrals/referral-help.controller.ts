import { Controller, Post } from '@nestjs/common';
import type { Actor } from '../staff/actor.js';
import { Allow } from '../staff/policy.js';
import { Ask, Asked } from '../web/ask.js';
import { Form } from '../web/form.js';
import { type SeeOther, seeOther } from '../web/page.js';
import { paths } from '../web/paths.js';
import { AmbulanceForm, HelpForm } from './act.form.js';
import { referralsPolicy } from './referrals.policy.js';
import { Referrals } from './referrals.service.js';

/** Whom else the outlet calls for somebody it refers: 120, and the bureau. */
@Controller('referrals/:id')
export class ReferralHelpController {
  constructor(private readonly referrals: Referrals) {}

  @Post('ambulance')
  @Allow(referralsPolicy.work)
  async ambulance(@Form() { ambulance }: AmbulanceForm, @Asked() ask: Ask<Actor>): Promise<SeeOther> {
    const id = ask.key('id');
    await this.referrals.callAmbulance(id, ambulance, ask.actor);
    return seeOther(paths.referral(id), 'referrals.ambulance.noted');
  }

  @Post('help')
  @Allow(referralsPolicy.work)
  async help(@Form() { reason }: HelpForm, @Asked() ask: Ask<Actor>): Promise<SeeOther> {
    const id = ask.key('id');
    await this.referrals.tellBureau(id, reason, ask.actor);
    return seeOther(paths.referral(id), 'referrals.help.told');
  }
}
