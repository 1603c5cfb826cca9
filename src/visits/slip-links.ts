import { createHmac, timingSafeEqual } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Settings } from '../config/settings.js';

/** Links to slips that work without signing in: whoever holds the slip holds the link, and nobody can guess one. */
@Injectable()
export class SlipLinks {
  constructor(private readonly settings: Settings) {}

  tokenOf(visitId: string): string {
    return `${visitId}.${this.signature(visitId)}`;
  }

  /** The visit that a token names; undefined for one that we did not make. */
  visitOf(token: string): string | undefined {
    const [visitId = '', signature = ''] = token.split('.');
    const [given, right] = [Buffer.from(signature), Buffer.from(this.signature(visitId))];
    return given.length === right.length && timingSafeEqual(given, right) ? visitId : undefined;
  }

  private signature(visitId: string): string {
    const key = `slip ${this.settings.SESSION_SECRET}`;
    return createHmac('sha256', key).update(visitId).digest('base64url').slice(0, 32);
  }
}
