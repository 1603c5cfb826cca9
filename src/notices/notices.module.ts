import { Module } from '@nestjs/common';
import { MailModule } from '../mail/mail.module.js';
import { AcknowledgementLinks } from './acknowledgement-links.js';
import { ApprovalMails } from './approval-mails.js';
import { MailChoicesController } from './choices.controller.js';
import { MailChoices } from './choices.service.js';
import { MailChoice, MailPace, Notice } from './notice.entity.js';
import { Notices } from './notices.service.js';
import { ProposalMails } from './proposal-mails.js';
import { Recipients } from './recipients.js';
import './notices.acts.js';

export const noticeEntities = [MailChoice, MailPace, Notice];

/** What people are to be told: who, how they chose, and gathered into one mail. */
@Module({
  imports: [MailModule],
  controllers: [MailChoicesController],
  providers: [AcknowledgementLinks, ApprovalMails, MailChoices, Notices, ProposalMails, Recipients],
  exports: [AcknowledgementLinks, Notices, Recipients],
})
export class NoticesModule {}
