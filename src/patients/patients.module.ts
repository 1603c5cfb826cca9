import { Module } from '@nestjs/common';
import { FoundBy } from './found-by.entity.js';
import { Patient } from './patient.entity.js';
import { PatientSearch } from './patient-search.js';
import { Patients } from './patients.service.js';
import './patients.acts.js';

export const patientEntities = [Patient, FoundBy];

/** People and their identity numbers. */
@Module({ providers: [Patients, PatientSearch], exports: [Patients, PatientSearch] })
export class PatientsModule {}
