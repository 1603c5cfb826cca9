import { Module } from '@nestjs/common';
import { DoctorsModule } from '../doctors/doctors.module.js';
import { NeedsModule } from '../needs/needs.module.js';
import { NetworkModule } from '../network/network.module.js';
import { SessionsModule } from '../sessions/sessions.module.js';
import { NeedController } from './need/need.controller.js';
import { StatementController } from './statement/statement.controller.js';
import { StatementQueries } from './statement/statement.queries.js';
import { BoardController } from './board/board.controller.js';
import { ViewsController } from './board/views.controller.js';
import { BoardSheet } from './board/board-sheet.js';
import { DraftReach } from './draft/draft-reach.js';
import { DraftsController } from './draft/drafts.controller.js';
import { BoardQueries } from './board/board.queries.js';
import { Panel } from './board/panel.js';
import { DraftChange, DraftSeat, RosterDraft, RosterOutlook, RosterSearch } from './draft/draft.entity.js';
import { Publishing } from './publishing/publishing.service.js';
import { Review } from './publishing/review.js';
import { ReviewController } from './publishing/review.controller.js';
import { Following } from './draft/following.js';
import { Outlooks } from './draft/outlooks.service.js';
import { Drafts } from './draft/drafts.service.js';
import { SearchesController } from './draft/searches.controller.js';
import { Searches } from './draft/searches.service.js';
import { CheckCommand, RosterCommand, SolveCommand } from './roster.command.js';
import { NetworkProblem } from './network/network-problem.js';
import { ProblemCommand } from './problem.command.js';
import { RosterSettings } from './settings/roster-settings.service.js';
import { RosterSetting } from './settings/setting.entity.js';
import { SettingsController } from './settings/settings.controller.js';
import './roster.acts.js';

export const rosterEntities = [
  RosterSetting,
  RosterDraft,
  RosterOutlook,
  DraftSeat,
  DraftChange,
  RosterSearch,
];

/** The week to come: what is needed, proposed, drafted and published. */
@Module({
  imports: [DoctorsModule, NeedsModule, NetworkModule, SessionsModule],
  controllers: [
    BoardController,
    DraftsController,
    ViewsController,
    ReviewController,
    StatementController,
    SearchesController,
    NeedController,
    SettingsController,
  ],
  providers: [
    BoardQueries,
    BoardSheet,
    DraftReach,
    Panel,
    Drafts,
    Following,
    Outlooks,
    Publishing,
    StatementQueries,
    Review,
    Searches,
    NetworkProblem,
    ProblemCommand,
    RosterSettings,
    RosterCommand,
    SolveCommand,
    CheckCommand,
  ],
  exports: [NetworkProblem, Outlooks],
})
export class RosterModule {}
