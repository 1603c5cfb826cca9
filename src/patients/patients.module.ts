import { Module } from '@nestjs/common';
import { PatientNamePart } from './name-part.entity.js';
import { Patient } from './patient.entity.js';
import { Patients } from './patients.service.js';
import './patients.acts.js';

export const patientEntities = [Patient, PatientNamePart];

/** People and their identity numbers. */
@Module({ providers: [Patients], exports: [Patients] })
export class PatientsModule {}
