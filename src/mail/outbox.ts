import { Injectable } from '@nestjs/common';
import { Settings, type Language } from '../config/settings.js';
import type { Act } from '../database/act.js';
import type { Unit } from '../database/unit.js';
import { type Letter, written } from './letter.js';
import { Mail } from './mail.entity.js';

export interface Recipient {
  readonly email: string;
  readonly language: Language;
}

interface NewMail {
  readonly id: string;
  readonly to: Recipient;
  readonly letter: Letter;
  /** The act that caused it, and what the act was about. */
  readonly cause: string;
  readonly causeId: string;
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
    const { name: cause, subject } = act;
    for (const to of once.values())
      await this.write(unit, { id: unit.newKey(), to, letter: letter(to), cause, causeId: subject.id });
  }

  /** Writes one mail. */
  async write(unit: Unit, { id, to, letter, cause, causeId }: NewMail): Promise<void> {
    await unit.manager.insert(Mail, {
      id,
      messageId: `<${id}@${new URL(this.settings.PUBLIC_URL).hostname}>`,
      recipient: to.email,
      language: to.language,
      ...written(letter, to.language),
      calendar: letter.calendar ?? null,
      cause,
      causeId,
      writtenAt: unit.at,
      state: 'queued',
      attempts: 0,
      nextAttemptAt: unit.at,
    });
  }
}
