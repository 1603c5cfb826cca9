import { createHmac, timingSafeEqual } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Settings } from '../config/settings.js';

/** What a link that works without signing in is for: one made for the one opens nothing of the other. */
export type LinkPurpose = 'acknowledge' | 'answer' | 'slip';

/** Links that work without signing in: whoever holds one may open what it names, and nobody can guess one. */
@Injectable()
export class SignedLinks {
  constructor(private readonly settings: Settings) {}

  /** @param what is named, without a dot at its end */
  tokenOf(purpose: LinkPurpose, what: string): string {
    return `${what}.${this.signature(purpose, what)}`;
  }

  /** What a token names; undefined for one that we did not make for this. */
  read(purpose: LinkPurpose, token: string): string | undefined {
    const dot = token.lastIndexOf('.');
    const what = token.slice(0, Math.max(0, dot));
    const [given, right] = [Buffer.from(token.slice(dot + 1)), Buffer.from(this.signature(purpose, what))];
    return given.length === right.length && timingSafeEqual(given, right) ? what : undefined;
  }

  private signature(purpose: LinkPurpose, what: string): string {
    const key = `${purpose} ${this.settings.SESSION_SECRET}`;
    return createHmac('sha256', key).update(what).digest('base64url').slice(0, 32);
  }
}
