import { Module } from '@nestjs/common';
import { DoctorsModule } from '../doctors/doctors.module.js';
import { NetworkModule } from '../network/network.module.js';
import { RosterModule } from '../roster/roster.module.js';
import { SessionsModule } from '../sessions/sessions.module.js';
import { MendingController } from './mending.controller.js';
import { Mending } from './mending.service.js';
import { Situations } from './situations.js';
import './mending.acts.js';

/** A doctor can't come: whom to send instead, or how to move as few as possible. */
@Module({
  imports: [DoctorsModule, NetworkModule, RosterModule, SessionsModule],
  controllers: [MendingController],
  providers: [Mending, Situations],
})
export class MendingModule {}
