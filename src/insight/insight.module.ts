import { Module } from '@nestjs/common';
import { HealthController } from './health.controller.js';
import { HomeController } from './home.controller.js';
import { TodayController } from './today.controller.js';
import { TodayQueries } from './today.queries.js';

/** Figures of the day, and where each role's work begins. */
@Module({ controllers: [HomeController, TodayController, HealthController], providers: [TodayQueries] })
export class InsightModule {}
