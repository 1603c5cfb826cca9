import { PasswordMails } from './password-mails.js';
import { Module } from '@nestjs/common';
import { Addresses } from './addresses.service.js';
import { Dispatcher } from './dispatcher.js';
import { MailAttempt, RefusedAddress } from './mail-history.entity.js';
import { MailTransport } from './mail-transport.js';
import { Mail } from './mail.entity.js';
import { MailQueries } from './mail.queries.js';
import { MailboxController } from './mailbox.controller.js';
import { Outbox } from './outbox.js';
import { SamplesController } from './samples/samples.controller.js';
import { MailSamples } from './samples/samples.js';
import './mail.acts.js';

export const mailEntities = [Mail, MailAttempt, RefusedAddress];

/** Letters, the outbox, and how a mail leaves. */
@Module({
  controllers: [SamplesController, MailboxController],
  providers: [PasswordMails, Addresses, Dispatcher, MailQueries, MailSamples, MailTransport, Outbox],
  exports: [Addresses, Dispatcher, MailQueries, MailTransport, Outbox],
})
export class MailModule {}
