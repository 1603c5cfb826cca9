import { Module } from '@nestjs/common';
import { DoctorsModule } from '../doctors/doctors.module.js';
import { NetworkModule } from '../network/network.module.js';
import { WorkplacesToday } from './workplaces-today.js';
import { NeedController } from './need.controller.js';
import { NeedChange, NeedPattern } from './need.entity.js';
import { AttendanceController } from './attendance/attendance.controller.js';
import { Attendance } from './attendance/attendance.service.js';
import { StatementController } from './attendance/statement.controller.js';
import { StatementQueries } from './attendance/statement.queries.js';
import { BoardController } from './board/board.controller.js';
import { ViewsController } from './board/views.controller.js';
import { BoardQueries } from './board/board.queries.js';
import { Panel } from './board/panel.js';
import { DraftChange, DraftSeat, RosterDraft, RosterOutlook, RosterSearch } from './draft/draft.entity.js';
import { AnswersController } from './publishing/answers.controller.js';
import { Answers } from './publishing/answers.service.js';
import { CalendarFeed, RosterVersion } from './publishing/version.entity.js';
import { FeedsController } from './publishing/feeds.controller.js';
import { Feeds } from './publishing/feeds.service.js';
import { Publishing } from './publishing/publishing.service.js';
import { Review } from './publishing/review.js';
import { ReviewController } from './publishing/review.controller.js';
import { Versions } from './publishing/versions.service.js';
import { Following } from './draft/following.js';
import { Outlooks } from './draft/outlooks.service.js';
import { Drafts } from './draft/drafts.service.js';
import { SearchesController } from './draft/searches.controller.js';
import { Searches } from './draft/searches.service.js';
import { Needs } from './needs.service.js';
import { DoctorWeekController } from './doctor-week.controller.js';
import { OutletWeekController } from './outlet-week.controller.js';
import { CheckCommand, RosterCommand, SolveCommand } from './roster.command.js';
import { Closures } from './mending/closures.js';
import { MendingController } from './mending/mending.controller.js';
import { Mending } from './mending/mending.service.js';
import { NetworkProblem } from './network/network-problem.js';
import { ProblemCommand } from './problem.command.js';
import { RosterSettings } from './roster-settings.service.js';
import { RosterSetting } from './setting.entity.js';
import { SettingsController } from './settings.controller.js';
import { RosterQueries } from './roster.queries.js';
import { SessionClock } from './session-clock.js';
import { Roster } from './roster.service.js';
import { Assignment, Session } from './session.entity.js';
import './roster.acts.js';

export const rosterEntities = [
  Session,
  Assignment,
  NeedPattern,
  NeedChange,
  RosterSetting,
  RosterDraft,
  RosterOutlook,
  DraftSeat,
  DraftChange,
  RosterSearch,
  RosterVersion,
  CalendarFeed,
];

/** Sessions and who is assigned to them. */
@Module({
  imports: [DoctorsModule, NetworkModule],
  controllers: [
    BoardController,
    ViewsController,
    AnswersController,
    ReviewController,
    FeedsController,
    MendingController,
    AttendanceController,
    StatementController,
    SearchesController,
    OutletWeekController,
    DoctorWeekController,
    NeedController,
    SettingsController,
  ],
  providers: [
    BoardQueries,
    Panel,
    Drafts,
    Following,
    Outlooks,
    Answers,
    Versions,
    Publishing,
    SessionClock,
    StatementQueries,
    Attendance,
    Mending,
    Closures,
    Feeds,
    Review,
    Searches,
    NetworkProblem,
    ProblemCommand,
    RosterSettings,
    Needs,
    Roster,
    WorkplacesToday,
    RosterQueries,
    RosterCommand,
    SolveCommand,
    CheckCommand,
  ],
  exports: [Attendance, Answers, Needs, NetworkProblem, Roster, RosterQueries, WorkplacesToday],
})
export class RosterModule {}
