import { MailModule } from '../mail/mail.module.js';
import { NoticesModule } from '../notices/notices.module.js';
import { SessionMails } from './news/session-mails.js';
import { OfficerMails } from './news/officer-mails.js';
import { Module } from '@nestjs/common';
import { DoctorsModule } from '../doctors/doctors.module.js';
import { NetworkModule } from '../network/network.module.js';
import { AnswersController } from './answers/answers.controller.js';
import { Answers } from './answers/answers.service.js';
import { AttendanceController } from './attendance/attendance.controller.js';
import { Attendance } from './attendance/attendance.service.js';
import { CalendarFeed, RosterVersion } from './changes/version.entity.js';
import { Versions } from './changes/versions.service.js';
import { Closures } from './closures.js';
import { FeedsController } from './feeds/feeds.controller.js';
import { Feeds } from './feeds/feeds.service.js';
import { SessionClock } from './session-clock.js';
import { Assignment, Session } from './session.entity.js';
import { SessionsQueries } from './sessions.queries.js';
import { Sessions } from './sessions.service.js';
import { DoctorWeekController } from './weeks/doctor-week.controller.js';
import { OutletWeekController } from './weeks/outlet-week.controller.js';
import { WorkplacesToday } from './workplaces-today.js';
import './sessions.acts.js';

export const sessionEntities = [Assignment, CalendarFeed, RosterVersion, Session];

/** Which doctor sees patients where and when, as they have been told: changed, answered, attended, in their calendars. */
@Module({
  imports: [MailModule, NoticesModule, DoctorsModule, NetworkModule],
  controllers: [
    AnswersController,
    AttendanceController,
    DoctorWeekController,
    FeedsController,
    OutletWeekController,
  ],
  providers: [
    SessionMails,
    OfficerMails,
    Answers,
    Attendance,
    Closures,
    Feeds,
    SessionClock,
    Sessions,
    SessionsQueries,
    Versions,
    WorkplacesToday,
  ],
  exports: [Answers, Attendance, SessionClock, Sessions, SessionsQueries, Versions, WorkplacesToday],
})
export class SessionsModule {}
