import { NoticesModule } from '../notices/notices.module.js';
import { ReferralMails } from './referral-mails.js';
import { Module } from '@nestjs/common';
import { EpisodesModule } from '../episodes/episodes.module.js';
import { FacilitiesModule } from '../facilities/facilities.module.js';
import { NetworkModule } from '../network/network.module.js';
import { PatientsModule } from '../patients/patients.module.js';
import { StaffModule } from '../staff/staff.module.js';
import { VisitsModule } from '../visits/visits.module.js';
import { AnswerMails } from './answer-mails.js';
import { CapacityReminders } from './capacity-reminders.js';
import { CounterChannel } from './counter-channel.js';
import { InboxController } from './inbox.controller.js';
import { InboxNews } from './inbox-news.js';
import { InboxQueries } from './inbox.queries.js';
import { InboxMails } from './inbox-mails.js';
import { InboxWatches } from './inbox-watches.js';
import { ReferralPages } from './referral-pages.js';
import { InboxWatch, Referral, ReferralTurn } from './referral.entity.js';
import { ReferralListsController } from './referral-lists.controller.js';
import { ReferralsController } from './referrals.controller.js';
import { ReferralsQueries } from './referrals.queries.js';
import { Referrals } from './referrals.service.js';
import { WhereTo } from './where-to.js';
import './referrals.acts.js';

export const referralEntities = [InboxWatch, Referral, ReferralTurn];

/** The channel between the tiers. */
@Module({
  imports: [
    NoticesModule,
    EpisodesModule,
    FacilitiesModule,
    NetworkModule,
    PatientsModule,
    StaffModule,
    VisitsModule,
  ],
  controllers: [InboxController, ReferralListsController, ReferralsController],
  providers: [
    AnswerMails,
    CapacityReminders,
    ReferralMails,
    CounterChannel,
    InboxMails,
    InboxNews,
    InboxQueries,
    InboxWatches,
    ReferralPages,
    Referrals,
    ReferralsQueries,
    WhereTo,
  ],
  exports: [CounterChannel, Referrals, ReferralsQueries, WhereTo],
})
export class ReferralsModule {}
