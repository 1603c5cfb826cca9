import { Global, Module } from '@nestjs/common';
import { Addresses } from './mail/addresses.service.js';
import { Alert } from './alert.entity.js';
import { AlertsController } from './alerts.controller.js';
import { AlertsQueries } from './alerts.queries.js';
import { Dispatcher } from './mail/dispatcher.js';
import { LowStock } from './low-stock.js';
import { MailAttempt, RefusedAddress } from './mail/mail-history.entity.js';
import { Mail } from './mail/mail.entity.js';
import { MailTransport } from './mail/mail-transport.js';
import { MailboxController } from './mail/mailbox.controller.js';
import { OfficerMails } from './news/officer-mails.js';
import { Outbox } from './mail/outbox.js';
import { PasswordMails } from './news/password-mails.js';
import { ReferralMails } from './news/referral-mails.js';
import { Recipients } from './news/recipients.js';
import { Rounds } from './rounds.js';
import { SessionMails } from './news/session-mails.js';

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
