import { Global, Module } from '@nestjs/common';
import { Doctor, DoctorDistrict } from './doctor.entity.js';
import { DoctorsController } from './doctors.controller.js';
import { Doctors } from './doctors.service.js';

export const doctorEntities = [Doctor, DoctorDistrict];

/** Visiting doctors and their registrations. */
@Global()
@Module({ controllers: [DoctorsController], providers: [Doctors], exports: [Doctors] })
export class DoctorsModule {}
