import { readFileSync } from 'node:fs';
import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { createTransport, type TransportOptions } from 'nodemailer';
import { Settings } from '../config/settings.js';
import type { Mail } from './mail.entity.js';

/** How mail leaves: to the SMTP server of the settings, or, outside production, onto the mailbox page. */
@Injectable()
export class MailTransport implements OnApplicationShutdown {
  private readonly server;

  constructor(private readonly settings: Settings) {
    this.server = settings.SMTP_URL ? createTransport(optionsOf(settings)) : undefined;
  }

  /** Whether mail can leave at all. */
  get ready(): boolean {
    return this.server !== undefined || !this.settings.production;
  }

  /**
   * Hands one mail over.
   * @returns whether a server took it, or the mailbox page did
   * @throws Error what the server answered, or that it did not (`SmtpFault`)
   */
  async deliver(mail: Mail): Promise<'sent' | 'kept'> {
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

  onApplicationShutdown(): void {
    this.server?.close();
  }
}

/** Few connections, kept open; no try outlives its lease, and none is made anew but by the dispatcher. */
function optionsOf(settings: Settings): TransportOptions {
  const { SMTP_URL: url, SMTP_CA_FILE: authority, SMTP_CONNECTIONS, SMTP_RATE, SMTP_TIMEOUT } = settings;
  const patience = SMTP_TIMEOUT * 1000;
  return {
    url,
    pool: true,
    maxConnections: SMTP_CONNECTIONS,
    maxRequeues: 0,
    rateDelta: 1000,
    rateLimit: SMTP_RATE,
    connectionTimeout: patience,
    greetingTimeout: patience,
    socketTimeout: patience,
    ...(authority && { tls: { ca: readFileSync(authority) } }),
  } as TransportOptions;
}
