import { Module } from '@nestjs/common';
import { EditionsModule } from '../editions/editions.module.js';
import { EpisodesModule } from '../episodes/episodes.module.js';
import { MedicinesModule } from '../medicines/medicines.module.js';
import { NetworkModule } from '../network/network.module.js';
import { PatientsModule } from '../patients/patients.module.js';
import { SellingModule } from '../selling/selling.module.js';
import { SessionsModule } from '../sessions/sessions.module.js';
import { StaffModule } from '../staff/staff.module.js';
import { StockModule } from '../stock/stock.module.js';
import { SupplyModule } from '../supply/supply.module.js';
import { Aftercare } from './aftercare.js';
import { VisitListsController } from './visit-lists.controller.js';
import { Corrections } from './corrections.service.js';
import { CounterTraits } from './counter-traits.js';
import { FeverCounts } from './fever-counts.js';
import { Giving } from './giving.js';
import { JudgedAgain } from './judged-again.js';
import { LotReceivers } from './lot-receivers.js';
import { MedicineSafety } from './medicine-safety.js';
import { Prescription } from './prescription.entity.js';
import { PrescriptionQueries } from './prescriptions.queries.js';
import { PrescriptionsController } from './prescriptions.controller.js';
import { Prescriptions } from './prescriptions.service.js';
import { RecordedVisits } from './recorded-visits.js';
import { Recount } from './recount.js';
import { Moments } from './moments.js';
import { QueueQueries } from './queue.queries.js';
import { OutletDay, Visit, VisitMedicine, VisitVersion } from './visit.entity.js';
import { VisitsController } from './visits.controller.js';
import { VisitsQueries } from './visits.queries.js';
import { Revisions } from './revisions.js';
import { Visits } from './visits.service.js';
import './visits.acts.js';

export const visitEntities = [Visit, VisitMedicine, VisitVersion, OutletDay, Prescription];

/** What was found in a visit, how it was judged, what was decided and given. */
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
  ],
  controllers: [PrescriptionsController, VisitListsController, VisitsController],
  providers: [
    Aftercare,
    RecordedVisits,
    Corrections,
    CounterTraits,
    FeverCounts,
    Giving,
    JudgedAgain,
    LotReceivers,
    MedicineSafety,
    Moments,
    PrescriptionQueries,
    Prescriptions,
    QueueQueries,
    Revisions,
    Visits,
    VisitsQueries,
    Recount,
  ],
  exports: [
    Aftercare,
    Corrections,
    CounterTraits,
    FeverCounts,
    Giving,
    JudgedAgain,
    LotReceivers,
    MedicineSafety,
    Moments,
    PrescriptionQueries,
    Prescriptions,
    QueueQueries,
    RecordedVisits,
    Recount,
    Revisions,
    Visits,
    VisitsQueries,
  ],
})
export class VisitsModule {}
