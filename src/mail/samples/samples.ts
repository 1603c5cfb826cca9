import { Injectable, SetMetadata } from '@nestjs/common';
import { DeclaredMethods } from '../../config/declared-methods.js';
import type { Language } from '../../config/settings.js';
import { type Letter, written } from '../letter.js';
import type { Recipient } from '../outbox.js';

/** A mail with invented facts, written by the code that writes the real ones. */
export interface MailSample {
  /** Stable, and of the letters of an address. */
  readonly name: string;
  readonly letter: (to: Recipient) => Letter;
}

const samplesKey = Symbol('mail samples');

/** Marks the method of a class that writes mails which gives a sample of each kind of them. */
export const GivesSamples = () => SetMetadata(samplesKey, true);

/** A sample of every mail that any room writes. */
@Injectable()
export class MailSamples {
  constructor(private readonly methods: DeclaredMethods) {}

  /** In the order of their names. */
  all(): MailSample[] {
    return this.methods
      .of<true, MailSample[]>(samplesKey)
      .flatMap(({ call }) => call())
      .sort((a, b) => a.name.localeCompare(b.name));
  }

  written({ letter }: MailSample, language: Language): ReturnType<typeof written> {
    return written(letter({ email: 'reader@clinic.example', language }), language);
  }
}
