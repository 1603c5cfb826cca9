import { Module } from '@nestjs/common';
import { EpisodesModule } from '../episodes/episodes.module.js';
import { MedicinesModule } from '../medicines/medicines.module.js';
import { NetworkModule } from '../network/network.module.js';
import { PatientsModule } from '../patients/patients.module.js';
import { ReferralsModule } from '../referrals/referrals.module.js';
import { SellingModule } from '../selling/selling.module.js';
import { StaffModule } from '../staff/staff.module.js';
import { VisitsModule } from '../visits/visits.module.js';
import { Consequences } from './consequences.js';
import { DoublesController } from './doubles.controller.js';
import { Doubles } from './doubles.service.js';
import { ErasuresController } from './erasures.controller.js';
import { Erasures } from './erasures.service.js';
import { Merges } from './merges.service.js';
import { LikelyDouble, PatientMerge, PatientVersion } from './patient-record.entities.js';
import { PatientRecordsController } from './patient-records.controller.js';
import { PatientRecordsQueries } from './patient-records.queries.js';
import { NumberedPatients } from './numbered-patients.js';
import { RecordChanges } from './record-changes.js';
import { RecordCorrections } from './record-corrections.service.js';
import './patient-records.acts.js';

export const patientRecordEntities = [LikelyDouble, PatientMerge, PatientVersion];

/** Patients' records are put right: corrected, merged, parted again. */
@Module({
  imports: [
    EpisodesModule,
    MedicinesModule,
    NetworkModule,
    PatientsModule,
    ReferralsModule,
    SellingModule,
    StaffModule,
    VisitsModule,
  ],
  controllers: [DoublesController, ErasuresController, PatientRecordsController],
  providers: [
    Consequences,
    Doubles,
    Erasures,
    Merges,
    NumberedPatients,
    PatientRecordsQueries,
    RecordChanges,
    RecordCorrections,
  ],
})
export class PatientRecordsModule {}
