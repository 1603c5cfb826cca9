import { Module } from '@nestjs/common';
import { MedicinesModule } from '../medicines/medicines.module.js';
import { NetworkModule } from '../network/network.module.js';
import { SessionsModule } from '../sessions/sessions.module.js';
import { StaffModule } from '../staff/staff.module.js';
import { VisitsModule } from '../visits/visits.module.js';
import { SlipController } from './slip.controller.js';
import { Slips } from './slips.js';

/** What a patient takes home on paper. */
@Module({
  imports: [MedicinesModule, NetworkModule, SessionsModule, StaffModule, VisitsModule],
  controllers: [SlipController],
  providers: [Slips],
})
export class SlipsModule {}
