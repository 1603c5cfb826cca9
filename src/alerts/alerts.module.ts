import { Global, Module } from '@nestjs/common';
import { Addresses } from './addresses.service.js';
import { Alert } from './alert.entity.js';
import { AlertsController } from './alerts.controller.js';
import { AlertsQueries } from './alerts.queries.js';
import { Dispatcher } from './dispatcher.js';
import { LowStock } from './low-stock.js';
import { MailAttempt, RefusedAddress } from './mail-history.entity.js';
import { Mail } from './mail.entity.js';
import { MailTransport } from './mail-transport.js';
import { MailboxController } from './mailbox.controller.js';
import { OfficerMails } from './officer-mails.js';
import { Outbox } from './outbox.js';
import { PasswordMails } from './password-mails.js';
import { ReferralMails } from './referral-mails.js';
import { Recipients } from './recipients.js';
import { Rounds } from './rounds.js';
import { SessionMails } from './session-mails.js';

export const alertEntities = [Alert, Mail, MailAttempt, RefusedAddress];

/** What deserves attention, who is told, the outbox, mail. */
@Global()
@Module({
  controllers: [AlertsController, MailboxController],
  providers: [
    Addresses,
    AlertsQueries,
    Dispatcher,
    LowStock,
    MailTransport,
    OfficerMails,
    Outbox,
    PasswordMails,
    Recipients,
    ReferralMails,
    Rounds,
    SessionMails,
  ],
  exports: [AlertsQueries, Dispatcher, Rounds],
})
export class AlertsModule {}
