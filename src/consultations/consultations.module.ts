import { Module } from '@nestjs/common';
import { NetworkModule } from '../network/network.module.js';
import { PatientsModule } from '../patients/patients.module.js';
import { SessionsModule } from '../sessions/sessions.module.js';
import { StaffModule } from '../staff/staff.module.js';
import { VisitsModule } from '../visits/visits.module.js';
import { Consultations } from './consultations.service.js';
import { LeavingsController } from './leavings.controller.js';
import { Leavings } from './leavings.service.js';
import { OnlineController } from './online.controller.js';
import { OnlineQueue } from './online-queue.js';
import { QueueController } from './queue.controller.js';
import './consultations.acts.js';

/** The visiting doctor and the doctor online: who waits for them, and what they decide. */
@Module({
  imports: [NetworkModule, PatientsModule, SessionsModule, StaffModule, VisitsModule],
  controllers: [LeavingsController, OnlineController, QueueController],
  providers: [Consultations, Leavings, OnlineQueue],
  exports: [Consultations],
})
export class ConsultationsModule {}
