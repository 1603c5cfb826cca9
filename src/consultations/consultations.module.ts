import { Module } from '@nestjs/common';
import { CounterModule } from '../counter/counter.module.js';
import { EpisodesModule } from '../episodes/episodes.module.js';
import { NetworkModule } from '../network/network.module.js';
import { NoticesModule } from '../notices/notices.module.js';
import { PatientsModule } from '../patients/patients.module.js';
import { SessionsModule } from '../sessions/sessions.module.js';
import { StaffModule } from '../staff/staff.module.js';
import { VisitsModule } from '../visits/visits.module.js';
import { ConclusionController } from './conclusion.controller.js';
import { ConsultationPages } from './consultation-pages.js';
import { Consultations } from './consultations.service.js';
import { LeavingsController } from './leavings.controller.js';
import { Leavings } from './leavings.service.js';
import { MyClinicController } from './my-clinic.controller.js';
import { NearbyDoctors } from './nearby-doctors.js';
import { OnlineController } from './online.controller.js';
import { OnlineQueue } from './online-queue.js';
import { QueueController } from './queue.controller.js';
import { Reassessments } from './reassessments.js';
import { WaitAlarms } from './wait-alarms.js';
import { WaitMails } from './wait-mails.js';
import { WaysOn } from './ways-on.service.js';
import './consultations.acts.js';

/** The visiting doctor and the doctor online: who waits for them, and what they decide. */
@Module({
  imports: [
    CounterModule,
    EpisodesModule,
    NetworkModule,
    NoticesModule,
    PatientsModule,
    SessionsModule,
    StaffModule,
    VisitsModule,
  ],
  controllers: [
    ConclusionController,
    LeavingsController,
    MyClinicController,
    OnlineController,
    QueueController,
  ],
  providers: [
    ConsultationPages,
    Consultations,
    Leavings,
    NearbyDoctors,
    OnlineQueue,
    Reassessments,
    WaitAlarms,
    WaitMails,
    WaysOn,
  ],
  exports: [Consultations],
})
export class ConsultationsModule {}
