import { Module } from '@nestjs/common';
import { MailModule } from '../mail/mail.module.js';
import { MedicinesModule } from '../medicines/medicines.module.js';
import { NetworkModule } from '../network/network.module.js';
import { SessionsModule } from '../sessions/sessions.module.js';
import { AcknowledgementsController } from './notices/acknowledgements.controller.js';
import { AcknowledgementLinks } from './notices/acknowledgement-links.js';
import { Acknowledgements } from './notices/acknowledgements.service.js';
import { AddressAlerts } from './address-alerts.js';
import { AlertLetters } from './alert-letters.js';
import { AlertSweep } from './alert-sweep.js';
import { Alert, AlertRule } from './alert.entity.js';
import { AlertsController } from './alerts.controller.js';
import { AlertsQueries } from './alerts.queries.js';
import { Alerts } from './alerts.service.js';
import { OfficerMails } from './news/officer-mails.js';
import { PasswordMails } from './news/password-mails.js';
import { ProposalMails } from './news/proposal-mails.js';
import { RecallMails } from './news/recall-mails.js';
import { Recipients } from './news/recipients.js';
import { ReferralMails } from './news/referral-mails.js';
import { SessionMails } from './news/session-mails.js';
import { TransferMails } from './news/transfer-mails.js';
import { MailChoicesController } from './notices/choices.controller.js';
import { MailChoices } from './notices/choices.service.js';
import { MailChoice, MailPace, Notice } from './notices/notice.entity.js';
import { Notices } from './notices/notices.service.js';
import { SampleLetters } from './notices/sample-letters.js';
import { TemplatesController } from './notices/templates.controller.js';
import { RulesController } from './rules.controller.js';
import { ShelfAlerts } from './shelf-alerts.js';
import { Thresholds } from './thresholds.service.js';
import './alerts.acts.js';

export const alertEntities = [Alert, AlertRule, MailChoice, MailPace, Notice];

/** What deserves attention, and who is told. */
@Module({
  imports: [MailModule, MedicinesModule, NetworkModule, SessionsModule],
  controllers: [
    AcknowledgementsController,
    RulesController,
    AlertsController,
    TemplatesController,
    MailChoicesController,
  ],
  providers: [
    AcknowledgementLinks,
    Acknowledgements,
    AddressAlerts,
    AlertLetters,
    Alerts,
    AlertSweep,
    AlertsQueries,
    MailChoices,
    Notices,
    OfficerMails,
    PasswordMails,
    ProposalMails,
    RecallMails,
    Recipients,
    ReferralMails,
    SampleLetters,
    SessionMails,
    ShelfAlerts,
    Thresholds,
    TransferMails,
  ],
  exports: [ShelfAlerts, AddressAlerts, Alerts, AlertsQueries, AlertSweep, Notices],
})
export class AlertsModule {}
