import { Module } from '@nestjs/common';
import { ImportsModule } from '../imports/imports.module.js';
import { StaffModule } from '../staff/staff.module.js';
import { Capacities } from './capacities.service.js';
import { CapacityImport } from './capacity-import.js';
import { CapacityController } from './capacity.controller.js';
import { Capacity, CapacityReport, FacilityDay } from './capacity.entity.js';
import { FacilitiesController } from './facilities.controller.js';
import { Facilities } from './facilities.service.js';
import { FacilityImport } from './facility-import.js';
import { Facility } from './facility.entity.js';
import './facilities.acts.js';

export const facilityEntities = [Facility, CapacityReport, Capacity, FacilityDay];

/** Hospitals and health centres, their tiers, and the room that they report. */
@Module({
  imports: [ImportsModule, StaffModule],
  controllers: [FacilitiesController, CapacityController],
  providers: [Capacities, CapacityImport, Facilities, FacilityImport],
  exports: [Capacities, Facilities],
})
export class FacilitiesModule {}
