import { Module } from '@nestjs/common';
import { AlertsModule } from '../alerts/alerts.module.js';
import { EpisodesModule } from '../episodes/episodes.module.js';
import { NeedsModule } from '../needs/needs.module.js';
import { NetworkModule } from '../network/network.module.js';
import { ReferralsModule } from '../referrals/referrals.module.js';
import { SessionsModule } from '../sessions/sessions.module.js';
import { VisitsModule } from '../visits/visits.module.js';
import { BurningNow } from './burning-now.js';
import { BurningQueries } from './burning.queries.js';
import { HospitalRooms } from './hospital-rooms.js';
import { DiversionController } from './diversion.controller.js';
import { DiversionQueries } from './diversion.queries.js';
import { DoctorsToday } from './doctors-today.js';
import { EpisodeRecount } from './episode-recount.js';
import { RecountCommand } from './recount.command.js';
import { HealthController } from './health.controller.js';
import { HomeController } from './home.controller.js';
import { SettledQueries } from './settled.queries.js';
import { TodayController } from './today.controller.js';
import { TodayQueries } from './today.queries.js';

/** Figures of the day, and where each role's work begins. */
@Module({
  imports: [
    AlertsModule,
    EpisodesModule,
    NeedsModule,
    NetworkModule,
    ReferralsModule,
    SessionsModule,
    VisitsModule,
  ],
  controllers: [HomeController, TodayController, DiversionController, HealthController],
  providers: [
    BurningNow,
    BurningQueries,
    HospitalRooms,
    DiversionQueries,
    DoctorsToday,
    EpisodeRecount,
    RecountCommand,
    SettledQueries,
    TodayQueries,
  ],
  exports: [DiversionQueries, EpisodeRecount],
})
export class InsightModule {}
