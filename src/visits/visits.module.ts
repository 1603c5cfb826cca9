import { Module } from '@nestjs/common';
import { EpisodesModule } from '../episodes/episodes.module.js';
import { MedicinesModule } from '../medicines/medicines.module.js';
import { NetworkModule } from '../network/network.module.js';
import { PatientsModule } from '../patients/patients.module.js';
import { SessionsModule } from '../sessions/sessions.module.js';
import { StaffModule } from '../staff/staff.module.js';
import { StockModule } from '../stock/stock.module.js';
import { SupplyModule } from '../supply/supply.module.js';
import { Aftercare } from './aftercare.js';
import { AssessCommand } from '../triage/assess.command.js';
import { CompareCommand, TriageCommand } from './editions/compare.command.js';
import { BegunEdition, EditionSignature } from './editions/edition.entity.js';
import { EditionsController } from './editions/editions.controller.js';
import { Editions } from './editions/editions.service.js';
import { RulesComparison } from './editions/rules-comparison.js';
import { Consultations } from './consultations.service.js';
import { Available } from './available.js';
import { AtCounter } from './at-counter.js';
import { ClinicController } from './clinic.controller.js';
import { CorrectionsController } from './corrections.controller.js';
import { OnlineController } from './online.controller.js';
import { OnlineQueue } from './online-queue.js';
import { ComplaintsController } from './complaints.controller.js';
import { CounterController } from './counter.controller.js';
import { CounterPeopleController } from './counter-people.controller.js';
import { PatientAtCounter } from './patient-at-counter.js';
import { TypedVisit } from './typed-visit.js';
import { VisitListsController } from './visit-lists.controller.js';
import { CounterTraits } from './counter-traits.js';
import { FeverCounts } from './fever-counts.js';
import { Giving } from './giving.js';
import { LotReceivers } from './lot-receivers.js';
import { MedicinePreview } from './medicine-preview.js';
import { MedicineSafety } from './medicine-safety.js';
import { ProposedMedicines } from './proposed-medicines.js';
import { Recount } from './recount.js';
import { LeavingsController } from './leavings.controller.js';
import { Leavings } from './leavings.service.js';
import { Moments } from './moments.js';
import { Preview } from './preview.js';
import { SlipController } from './slip.controller.js';
import { QueueController } from './queue.controller.js';
import { QueueQueries } from './queue.queries.js';
import { TriageController } from './triage.controller.js';
import { OutletDay, Visit, VisitMedicine, VisitVersion } from './visit.entity.js';
import { VisitsController } from './visits.controller.js';
import { VisitsQueries } from './visits.queries.js';
import { Visits } from './visits.service.js';
import './visits.acts.js';

export const visitEntities = [Visit, VisitMedicine, VisitVersion, OutletDay, BegunEdition, EditionSignature];

/** The counter. */
@Module({
  imports: [
    EpisodesModule,
    MedicinesModule,
    NetworkModule,
    PatientsModule,
    SessionsModule,
    StaffModule,
    StockModule,
    SupplyModule,
  ],
  controllers: [
    ClinicController,
    CorrectionsController,
    ComplaintsController,
    EditionsController,
    OnlineController,
    CounterController,
    CounterPeopleController,
    LeavingsController,
    QueueController,
    SlipController,
    TriageController,
    VisitListsController,
    VisitsController,
  ],
  providers: [
    Aftercare,
    AtCounter,
    Available,
    PatientAtCounter,
    TypedVisit,
    AssessCommand,
    CompareCommand,
    Editions,
    RulesComparison,
    TriageCommand,
    Consultations,
    OnlineQueue,
    CounterTraits,
    FeverCounts,
    Giving,
    LotReceivers,
    MedicinePreview,
    MedicineSafety,
    ProposedMedicines,
    Leavings,
    Moments,
    Preview,
    QueueQueries,
    Visits,
    VisitsQueries,
    Recount,
  ],
  exports: [CounterTraits, FeverCounts, LotReceivers, RulesComparison, Visits, VisitsQueries, Recount],
})
export class VisitsModule {}
