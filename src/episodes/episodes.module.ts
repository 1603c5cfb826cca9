import { Module } from '@nestjs/common';
import { NetworkModule } from '../network/network.module.js';
import { Episode, EpisodeDay, FollowUp } from './episode.entity.js';
import { Episodes } from './episodes.service.js';
import { FollowUpsController } from './follow-ups.controller.js';
import { FollowUpsQueries } from './follow-ups.queries.js';
import { FollowUps } from './follow-ups.service.js';
import './episodes.acts.js';

export const episodeEntities = [Episode, FollowUp, EpisodeDay];

/** The illnesses of patients, the calls that follow, and what came of each. */
@Module({
  imports: [NetworkModule],
  controllers: [FollowUpsController],
  providers: [Episodes, FollowUps, FollowUpsQueries],
  exports: [Episodes, FollowUps],
})
export class EpisodesModule {}
