import { Module } from '@nestjs/common';
import { MailModule } from '../mail/mail.module.js';
import { MedicinesModule } from '../medicines/medicines.module.js';
import { NetworkModule } from '../network/network.module.js';
import { NoticesModule } from '../notices/notices.module.js';
import { AcknowledgementsController } from './acknowledgements/acknowledgements.controller.js';
import { Acknowledgements } from './acknowledgements/acknowledgements.service.js';
import { AddressAlerts } from './address-alerts.js';
import { AlertLetters } from './alert-letters.js';
import { AlertSweep } from './alert-sweep.js';
import { Alert, AlertRule } from './alert.entity.js';
import { AlertsController } from './alerts.controller.js';
import { AlertsQueries } from './alerts.queries.js';
import { Alerts } from './alerts.service.js';
import { SampleLetters } from './samples/sample-letters.js';
import { RulesController } from './rules.controller.js';
import { ShelfAlerts } from './shelf-alerts.js';
import { Thresholds } from './thresholds.service.js';
import './alerts.acts.js';

export const alertEntities = [Alert, AlertRule];

/** What deserves attention, and who is told. */
@Module({
  imports: [MailModule, MedicinesModule, NetworkModule, NoticesModule],
  controllers: [AcknowledgementsController, RulesController, AlertsController],
  providers: [
    Acknowledgements,
    AddressAlerts,
    AlertLetters,
    Alerts,
    AlertSweep,
    AlertsQueries,
    SampleLetters,
    ShelfAlerts,
    Thresholds,
  ],
  exports: [ShelfAlerts, AddressAlerts, AlertLetters, Alerts, AlertsQueries, AlertSweep],
})
export class AlertsModule {}
