import { Module } from '@nestjs/common';
import { FacilitiesModule } from '../facilities/facilities.module.js';
import { ImportsModule } from '../imports/imports.module.js';
import { NetworkModule } from '../network/network.module.js';
import { StaffModule } from '../staff/staff.module.js';
import { AvailabilityController } from './availability.controller.js';
import { Availabilities } from './availabilities.service.js';
import { AvailabilityImport } from './availability-import.js';
import { AvailabilityFileController } from './availability-file.controller.js';
import { Availability, AvailabilityException, HomeMinimum, Loan } from './availability.entity.js';
import { Doctor, DoctorDistrict } from './doctor.entity.js';
import { DoctorsController } from './doctors.controller.js';
import { LendingController } from './lending.controller.js';
import { Lendings } from './lending.service.js';
import { Doctors } from './doctors.service.js';
import './doctors.acts.js';

export const doctorEntities = [
  Doctor,
  DoctorDistrict,
  Availability,
  AvailabilityException,
  Loan,
  HomeMinimum,
];

/** Visiting doctors, their registrations, when they can and when they are lent. */
@Module({
  imports: [FacilitiesModule, ImportsModule, NetworkModule, StaffModule],
  controllers: [AvailabilityFileController, DoctorsController, AvailabilityController, LendingController],
  providers: [Doctors, Availabilities, AvailabilityImport, Lendings],
  exports: [Doctors, Availabilities, Lendings],
})
export class DoctorsModule {}
