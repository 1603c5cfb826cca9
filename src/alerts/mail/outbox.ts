import { Injectable } from '@nestjs/common';
import { Settings, type Language } from '../../config/settings.js';
import type { Act } from '../../database/act.js';
import type { Unit } from '../../database/unit.js';
import { type Letter, written } from './letter.js';
import { Mail } from './mail.entity.js';

export interface Recipient {
  readonly email: string;
  readonly language: Language;
}

/** Where mails are put, in the unit of work of their cause; the dispatcher takes them from there. */
@Injectable()
export class Outbox {
  constructor(private readonly settings: Settings) {}

  /** Writes a letter to each recipient in their language, once an address. */
  async put(
    unit: Unit,
    act: Act,
    recipients: readonly Recipient[],
    letter: (to: Recipient) => Letter,
  ): Promise<void> {
    const once = new Map(recipients.map((recipient) => [recipient.email.toLowerCase(), recipient]));
    for (const recipient of once.values()) {
      const id = unit.newKey();
      const content = letter(recipient);
      await unit.manager.insert(Mail, {
        id,
        messageId: `<${id}@${new URL(this.settings.PUBLIC_URL).hostname}>`,
        recipient: recipient.email,
        language: recipient.language,
        ...written(content, recipient.language),
        calendar: content.calendar ?? null,
        cause: act.name,
        causeId: act.subject.id,
        writtenAt: unit.at,
        state: 'queued',
        attempts: 0,
        nextAttemptAt: unit.at,
      });
    }
  }
}
