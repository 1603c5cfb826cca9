import { Injectable } from '@nestjs/common';
import { createTransport, type TransportOptions } from 'nodemailer';
import { Settings } from '../config/settings.js';
import type { Mail, MailState } from './mail.entity.js';

/** A server that is silent for so long is not there; no try may outlive its lease. */
const patience = { connectionTimeout: 15_000, greetingTimeout: 15_000, socketTimeout: 60_000 };

/** How mail leaves: to the SMTP server of the settings, or, outside production, onto the mailbox page. */
@Injectable()
export class MailTransport {
  private readonly server;

  constructor(private readonly settings: Settings) {
    this.server = settings.SMTP_URL
      ? createTransport({ url: settings.SMTP_URL, ...patience } as TransportOptions)
      : undefined;
  }

  /** Whether mail can leave at all. */
  get ready(): boolean {
    return this.server !== undefined || !this.settings.production;
  }

  /**
   * Hands one mail over.
   * @returns the state that it is in now
   * @throws Error what the server answered, or that it did not
   */
  async deliver(mail: Mail): Promise<MailState> {
    if (!this.server) return 'kept';
    await this.server.sendMail({
      from: this.settings.MAIL_FROM,
      to: mail.recipient,
      subject: mail.subject,
      text: mail.text,
      html: mail.html,
      messageId: mail.messageId,
      date: mail.writtenAt,
      headers: { 'Auto-Submitted': 'auto-generated', 'Content-Language': mail.language },
      ...(mail.calendar && { icalEvent: { ...mail.calendar, filename: 'session.ics' } }),
    });
    return 'sent';
  }
}
