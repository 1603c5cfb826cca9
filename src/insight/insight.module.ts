import { Module } from '@nestjs/common';
import { DiversionController } from './diversion.controller.js';
import { DiversionQueries } from './diversion.queries.js';
import { EpisodeRecount } from './episode-recount.js';
import { RecountCommand } from './recount.command.js';
import { HealthController } from './health.controller.js';
import { HomeController } from './home.controller.js';
import { TodayController } from './today.controller.js';
import { TodayQueries } from './today.queries.js';

/** Figures of the day, and where each role's work begins. */
@Module({
  controllers: [HomeController, TodayController, DiversionController, HealthController],
  providers: [DiversionQueries, EpisodeRecount, RecountCommand, TodayQueries],
  exports: [DiversionQueries, EpisodeRecount],
})
export class InsightModule {}
