import { Injectable } from '@nestjs/common';
import { createTransport } from 'nodemailer';
import { Settings } from '../config/settings.js';
import type { Mail, MailState } from './mail.entity.js';

const slowestServerMs = 30_000;

/** How mail leaves: to the SMTP server of the settings, or, outside production, onto the mailbox page. */
@Injectable()
export class MailTransport {
  private readonly server;

  constructor(private readonly settings: Settings) {
    this.server = settings.SMTP_URL
      ? createTransport(settings.SMTP_URL, { from: settings.MAIL_FROM })
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
    await Promise.race([
      this.server.sendMail({
        from: this.settings.MAIL_FROM,
        to: mail.recipient,
        subject: mail.subject,
        text: mail.text,
        html: mail.html,
        messageId: mail.messageId,
        date: mail.writtenAt,
        headers: { 'Auto-Submitted': 'auto-generated', 'Content-Language': mail.language },
        ...(mail.calendar && { icalEvent: { ...mail.calendar, filename: 'session.ics' } }),
      }),
      tooSlow(),
    ]);
    return 'sent';
  }
}

function tooSlow(): Promise<never> {
  return new Promise((_, refuse) => {
    setTimeout(() => refuse(new Error('The mail server did not answer in time.')), slowestServerMs).unref();
  });
}
