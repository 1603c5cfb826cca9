import { Module } from '@nestjs/common';
import { EditionsModule } from '../editions/editions.module.js';
import { EpisodesModule } from '../episodes/episodes.module.js';
import { MedicinesModule } from '../medicines/medicines.module.js';
import { NetworkModule } from '../network/network.module.js';
import { PatientsModule } from '../patients/patients.module.js';
import { SellingModule } from '../selling/selling.module.js';
import { SessionsModule } from '../sessions/sessions.module.js';
import { StockModule } from '../stock/stock.module.js';
import { StaffModule } from '../staff/staff.module.js';
import { SupplyModule } from '../supply/supply.module.js';
import { VisitsModule } from '../visits/visits.module.js';
import { AtCounter } from './at-counter.js';
import { Available } from './available.js';
import { ClinicController } from './clinic.controller.js';
import { ComplaintsController } from './complaints.controller.js';
import { CorrectionsController } from './corrections.controller.js';
import { CounterPeopleController } from './counter-people.controller.js';
import { CounterController } from './counter.controller.js';
import { HandingOut } from './handing-out.js';
import { MedicinePreview } from './medicine-preview.js';
import { NeighboursController } from './neighbours.controller.js';
import { PatientAtCounter } from './patient-at-counter.js';
import { Preview } from './preview.js';
import { ProposedMedicines } from './proposed-medicines.js';
import { Shortages } from './shortages.js';
import { TriageController } from './triage.controller.js';
import { TypedVisit } from './typed-visit.js';

/** The counter: where visits are typed, judged while they are typed, and corrected. */
@Module({
  imports: [
    EditionsModule,
    EpisodesModule,
    MedicinesModule,
    NetworkModule,
    PatientsModule,
    SellingModule,
    SessionsModule,
    StaffModule,
    StockModule,
    SupplyModule,
    VisitsModule,
  ],
  controllers: [
    ClinicController,
    ComplaintsController,
    CorrectionsController,
    CounterController,
    CounterPeopleController,
    NeighboursController,
    TriageController,
  ],
  providers: [
    AtCounter,
    Available,
    HandingOut,
    MedicinePreview,
    PatientAtCounter,
    Preview,
    ProposedMedicines,
    Shortages,
    TypedVisit,
  ],
  exports: [AtCounter, TypedVisit],
})
export class CounterModule {}
