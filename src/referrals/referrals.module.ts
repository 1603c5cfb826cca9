import { Global, Module } from '@nestjs/common';
import { CounterChannel } from './counter-channel.js';
import { InboxController } from './inbox.controller.js';
import { InboxNews } from './inbox-news.js';
import { InboxQueries } from './inbox.queries.js';
import { Referral, ReferralTurn } from './referral.entity.js';
import { ReferralsController } from './referrals.controller.js';
import { ReferralsQueries } from './referrals.queries.js';
import { Referrals } from './referrals.service.js';
import { WhereTo } from './where-to.js';
import './referrals.acts.js';

export const referralEntities = [Referral, ReferralTurn];

/** The channel between the tiers. */
@Global()
@Module({
  controllers: [InboxController, ReferralsController],
  providers: [CounterChannel, InboxNews, InboxQueries, Referrals, ReferralsQueries, WhereTo],
  exports: [Referrals, ReferralsQueries, WhereTo],
})
export class ReferralsModule {}
