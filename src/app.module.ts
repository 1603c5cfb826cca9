import { type DynamicModule, Module, type OnApplicationBootstrap } from '@nestjs/common';
import { entities } from './app.entities.js';
import type { Clock } from './config/clock.js';
import { ConfigModule } from './config/config.module.js';
import type { Settings } from './config/settings.js';
import { DatabaseModule } from './database/database.module.js';
import type { Keys } from './database/keys.js';
import { NoticesModule } from './notices/notices.module.js';
import { AlertsModule } from './alerts/alerts.module.js';
import { DoctorsModule } from './doctors/doctors.module.js';
import { EditionsModule } from './editions/editions.module.js';
import { EpisodesModule } from './episodes/episodes.module.js';
import { InsightModule } from './insight/insight.module.js';
import { MedicinesModule } from './medicines/medicines.module.js';
import { SellingModule } from './selling/selling.module.js';
import { PatientRecordsModule } from './patient-records/patient-records.module.js';
import { PatientsModule } from './patients/patients.module.js';
import { DiseaseReportsModule } from './disease-reports/disease-reports.module.js';
import { ReferralsModule } from './referrals/referrals.module.js';
import { NeedsModule } from './needs/needs.module.js';
import { MendingModule } from './mending/mending.module.js';
import { RosterModule } from './roster/roster.module.js';
import { SessionsModule } from './sessions/sessions.module.js';
import { DeliveriesModule } from './deliveries/deliveries.module.js';
import { StockModule } from './stock/stock.module.js';
import { SupplyModule } from './supply/supply.module.js';
import { ConsultationsModule } from './consultations/consultations.module.js';
import { SlipsModule } from './slips/slips.module.js';
import { CounterModule } from './counter/counter.module.js';
import { VisitsModule } from './visits/visits.module.js';
import { NetworkModule } from './network/network.module.js';
import { StaffModule } from './staff/staff.module.js';
import { FacilitiesModule } from './facilities/facilities.module.js';
import { ImportsModule } from './imports/imports.module.js';
import { MailModule } from './mail/mail.module.js';
import { RoundsModule } from './rounds/rounds.module.js';
import { WebModule } from './web/web.module.js';
import { audience } from './app.audience.js';
import { PortsModule } from './app.ports.js';
import { ActListeners } from './database/act-listeners.js';

/** The whole house, floor by floor. */
@Module({})
export class AppModule implements OnApplicationBootstrap {
  constructor(private readonly listeners: ActListeners) {}

  static with(settings: Settings, given: { clock?: Clock; keys?: Keys } = {}): DynamicModule {
    return {
      module: AppModule,
      imports: [
        ConfigModule.with(settings, given.clock),
        DatabaseModule.holding(entities, given.keys),
        WebModule,
        StaffModule,
        MailModule,
        NoticesModule,
        ImportsModule,
        NetworkModule,
        FacilitiesModule,
        DoctorsModule,
        PatientsModule,
        MedicinesModule,
        SellingModule,
        StockModule,
        DeliveriesModule,
        SupplyModule,
        NeedsModule,
        SessionsModule,
        RosterModule,
        MendingModule,
        EditionsModule,
        EpisodesModule,
        ConsultationsModule,
        SlipsModule,
        CounterModule,
        VisitsModule,
        ReferralsModule,
        PatientRecordsModule,
        DiseaseReportsModule,
        AlertsModule,
        InsightModule,
        RoundsModule,
        PortsModule,
      ],
    };
  }

  onApplicationBootstrap(): void {
    this.listeners.assertAudience(audience);
  }
}
